import { ApiProperty } from '@nestjs/swagger';
import {
  MAIL_PARTS,
  TEMPLATES_OF_SITES,
  type MailPart,
  type MailTemplate,
  partsFor,
  type RenderedMail,
  type SavedTemplate,
} from '../../mail';
import { type Page } from '../../platform/http/cursor';
import { type Locale, LOCALES } from '../../platform/i18n';
import { type ShownVariable, type TemplateState, type TemplateView } from '../mail-templates.read-model';

export class TemplateAuthorResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /**
   * As they were called then.
   * @example 'Sam Example'
   */
  name: string;
}

export class MailTemplateStateResponse {
  @ApiProperty({ enum: TEMPLATES_OF_SITES, example: 'approved' })
  template: MailTemplate;

  @ApiProperty({ enum: LOCALES, example: 'ja' })
  locale: Locale;

  /** Whether the built-in words are used. */
  isDefault: boolean;

  /**
   * Counts the changes; the `ETag` is made of it. 0: nobody has ever changed it.
   * @example 3
   */
  version: number;

  /** When it was changed last, ISO 8601, UTC; null: never. */
  updatedAt: Date | null;

  /** By whom; null: by nobody. */
  updatedBy: TemplateAuthorResponse | null;

  static from({ template, locale, isDefault, version, saved }: TemplateState): MailTemplateStateResponse {
    return { template, locale, isDefault, version, updatedAt: saved?.savedAt ?? null, updatedBy: saved && authorOf(saved) };
  }
}

export class MailTemplatesResponse {
  /** Every template in every language. */
  items: MailTemplateStateResponse[];

  static from(states: readonly TemplateState[]): MailTemplatesResponse {
    return { items: states.map((each) => MailTemplateStateResponse.from(each)) };
  }
}

export class TemplateItemVariableResponse {
  /** @example 'name' */
  name: string;

  /** What it stands for, in the language of the template. */
  description: string;
}

export class TemplateVariableResponse {
  /**
   * Written as `{{name}}`.
   * @example 'logInUrl'
   */
  name: string;

  /**
   * `text`: words; `address`: may also be where a link leads to, `href="{{…}}"`; `list`: for `{{#each …}}`.
   * @example 'address'
   */
  @ApiProperty({ enum: ['text', 'address', 'list'] })
  kind: string;

  /** What it stands for, in the language of the template. */
  description: string;

  /**
   * What it is in the preview.
   * @example 'https://lms.example.com/login'
   */
  sample: string;

  /** The parts it may stand in. */
  @ApiProperty({ enum: MAIL_PARTS, isArray: true, example: ['text', 'html'] })
  parts: MailPart[];

  /** The parts it must stand in, outside of any condition. */
  @ApiProperty({ enum: MAIL_PARTS, isArray: true, example: [] })
  requiredIn: MailPart[];

  /** Of a list: the variables of each item. */
  items: TemplateItemVariableResponse[];

  static from({ variable, sample }: ShownVariable, locale: Locale): TemplateVariableResponse {
    return {
      name: variable.name,
      kind: variable.kind,
      description: variable.description[locale],
      sample,
      parts: [...partsFor(variable)],
      requiredIn: [...variable.requiredIn],
      items: variable.items.map(({ name, description }) => ({ name, description: description[locale] })),
    };
  }
}

export class MailTemplateResponse extends MailTemplateStateResponse {
  /** @example 'Welcome to {{siteName}}' */
  subject: string;

  text: string;

  html: string;

  /** Everything it may be filled with. */
  variables: TemplateVariableResponse[];

  static override from(view: TemplateView): MailTemplateResponse {
    const { subject, text, html } = view.source;
    const variables = view.shown.map((each) => TemplateVariableResponse.from(each, view.locale));
    return { ...MailTemplateStateResponse.from(view), subject, text, html, variables };
  }
}

export class MailPreviewResponse {
  /** @example 'Welcome to North Academy' */
  subject: string;

  text: string;

  html: string;

  static from({ subject, text, html }: RenderedMail): MailPreviewResponse {
    return { subject, text, html };
  }
}

export class MailTrialResponse {
  /**
   * Where the mail goes: to who asked.
   * @example 'administrator@example.com'
   */
  to: string;
}

export class MailTemplateVersionResponse {
  /** @example 3 */
  version: number;

  /** Whether somebody went back to the built-in words. */
  isDefault: boolean;

  /** When it was saved, ISO 8601, UTC. */
  savedAt: Date;

  savedBy: TemplateAuthorResponse;

  /** Null where it is built in. */
  subject: string | null;

  text: string | null;

  html: string | null;

  static from(saved: SavedTemplate): MailTemplateVersionResponse {
    const { version, source, savedAt } = saved;
    return {
      version,
      isDefault: source === null,
      savedAt,
      savedBy: authorOf(saved),
      subject: source?.subject ?? null,
      text: source?.text ?? null,
      html: source?.html ?? null,
    };
  }
}

export class MailTemplateHistoryResponse {
  /** Newest first. */
  items: MailTemplateVersionResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<SavedTemplate>): MailTemplateHistoryResponse {
    return { items: items.map((each) => MailTemplateVersionResponse.from(each)), nextCursor };
  }
}

function authorOf({ savedById, savedByName }: Pick<SavedTemplate, 'savedById' | 'savedByName'>): TemplateAuthorResponse {
  return { id: savedById, name: savedByName };
}
