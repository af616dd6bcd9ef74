import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CUSTOM_TYPES } from '../domain/form-field';

const TYPES = ['built-in', ...CUSTOM_TYPES] as const;

/** A text in the languages it is written in. */
export class TextsRequest {
  /** @example 'Company' */
  @ApiPropertyOptional()
  en?: string;

  /** @example '会社名' */
  @ApiPropertyOptional()
  ja?: string;
}

export class FieldOptionRequest {
  /**
   * What is sent and kept: 1 to 100 characters, no other option's.
   * @example 'maths'
   */
  value: string;

  /** What people read: 1 to 200 characters, in one language at least. */
  label: TextsRequest;
}

export class RegistrationFieldRequest {
  /** `built-in`, or what kind of question of the site's own it is. `checkbox`: several may be ticked. */
  @ApiProperty({ enum: TYPES, example: 'text' })
  type: (typeof TYPES)[number];

  /**
   * A built-in field's name (`loginId`, `name`, `displayName`, `department`, `position`, `email`, `password`, `country`, `language`,
   * `timeZone`), or a name of your own: 1 to 40 letters, digits and `_`, beginning with a letter.
   * @example 'company'
   */
  key: string;

  /** Built-in fields: whether the form has it; usually yes. Login ID (where the site uses them), name, e-mail and password stay. */
  @ApiPropertyOptional({ example: true })
  used?: boolean;

  /** Whether it has to be filled in; for `consent`, agreed to. Without it: no, but for the built-in fields that stay. */
  @ApiPropertyOptional({ example: true })
  required?: boolean;

  /** What it is called: 1 to 200 characters. For questions of your own in one language at least; built-in fields have usual names. */
  @ApiPropertyOptional()
  label?: TextsRequest;

  /** What helps to fill it in: 1 to 1000 characters of plain text. */
  @ApiPropertyOptional()
  description?: TextsRequest;

  /** `radio`, `checkbox`, `pull-down`, where it is required: 1 to 200. */
  @ApiPropertyOptional({ type: [FieldOptionRequest] })
  options?: FieldOptionRequest[];

  /** `text`, `text-area`: the fewest characters. */
  @ApiPropertyOptional({ example: 2 })
  minLength?: number;

  /** `text`: the most characters, up to 1000, usually 200. `text-area`: up to 5000, usually 1000. */
  @ApiPropertyOptional({ example: 100 })
  maxLength?: number;

  /**
   * `text`: what must be found in it; begin with `^` and end with `$` for the whole. At most 200 characters of what RE2 and JavaScript have in
   * common: no look-around, no references back.
   */
  @ApiPropertyOptional({ example: '^[A-Z]{2}\\d{4}$' })
  pattern?: string;

  /** `number`: the smallest. `date`: the first day, as YYYY-MM-DD. */
  @ApiPropertyOptional({ type: () => Object, oneOf: [{ type: 'number' }, { type: 'string', format: 'date' }], example: 1 })
  minimum?: number | string;

  /** `number`: the largest. `date`: the last day, as YYYY-MM-DD. */
  @ApiPropertyOptional({ type: () => Object, oneOf: [{ type: 'number' }, { type: 'string', format: 'date' }], example: 10 })
  maximum?: number | string;

  /** `number`: whole numbers only. */
  @ApiPropertyOptional({ example: true })
  integer?: boolean;

  /** `checkbox`: the fewest that may be ticked by who ticks any. */
  @ApiPropertyOptional({ example: 1 })
  minSelections?: number;

  /** `checkbox`: the most that may be ticked. */
  @ApiPropertyOptional({ example: 3 })
  maxSelections?: number;
}

/** The whole form, in its order. A built-in field that is left out is not used. */
export class RegistrationFieldsRequest {
  /** At most 50 questions of your own, beside the built-in fields. */
  fields: RegistrationFieldRequest[];
}
