import { IsInt, IsString, Max, Min } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

/** A template's three parts. */
export class MailTemplateRequest {
  /**
   * One line, up to 200 characters.
   * @example 'Welcome to {{siteName}}'
   */
  @IsString()
  subject: string;

  /**
   * Plain text, up to 20,000 characters.
   * @example 'Hello {{name}}, welcome.'
   */
  @IsString()
  text: string;

  /**
   * HTML, up to 100,000 characters. What its `style` elements say of elements and classes is written into the tags.
   * @example '<p>Hello {{name}}, welcome.</p>'
   */
  @IsString()
  html: string;
}

/** Parts that somebody is writing; those left out are as they are saved. */
export class MailTemplateDraftRequest {
  /** @example 'Welcome to {{siteName}}' */
  @MayBeOmitted()
  @IsString()
  subject?: string;

  /** @example 'Hello {{name}}, welcome.' */
  @MayBeOmitted()
  @IsString()
  text?: string;

  /** @example '<p>Hello {{name}}, welcome.</p>' */
  @MayBeOmitted()
  @IsString()
  html?: string;
}

const LAST_VERSION = 999_999_999;

export class RestoreMailTemplateRequest {
  /**
   * The version to take up again.
   * @example 2
   */
  @IsInt()
  @Min(1, { context: { minimum: 1, maximum: LAST_VERSION } })
  @Max(LAST_VERSION, { context: { minimum: 1, maximum: LAST_VERSION } })
  version: number;
}
