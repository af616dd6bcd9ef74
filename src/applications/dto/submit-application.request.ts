import { IsString } from 'class-validator';

/** The form. Which values are accepted is for the rules to say; see each field. */
export class SubmitApplicationRequest {
  /**
   * 1 to 50 characters.
   * @example 'Sam Example'
   */
  @IsString()
  name: string;

  /**
   * 5 to 30 characters: letters, digits and ``! " # $ % & ' ( ) * + , - . / : ; ? [ \ ] ^ _ ` @``. Compared without regard to case and width.
   * @example 'sam.example'
   */
  @IsString()
  loginId: string;

  /**
   * One address, at most 254 characters, without SMTPUTF8.
   * @example 'sam@example.org'
   */
  @IsString()
  email: string;

  /**
   * 8 to 128 characters, of any kind. Common ones, and those made of one’s own name, login ID or address, are refused.
   * @example 'plum jam on warm bread'
   */
  @IsString()
  password: string;
}
