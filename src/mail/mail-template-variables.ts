import { Injectable } from '@nestjs/common';
import { MAIL_TEMPLATES } from './domain/mail-templates';
import { sourcesOf } from './mail-renderer';
import { variablesIn } from './template-variables';

/** A template is filled with the value of a variable. */
export interface VariableUse {
  readonly variable: string;
  readonly template: string;
}

/** What mails are filled with. Who takes a value away asks here first. */
@Injectable()
export class MailTemplateVariables {
  private readonly uses = MAIL_TEMPLATES.flatMap((template) => {
    const variables = new Set(Object.values(sourcesOf(template)).flatMap(variablesIn));
    return [...variables].map((variable) => ({ variable, template }));
  });

  /** Every use of a variable in a site's templates: all sites have the built-in ones. */
  inUse(): readonly VariableUse[] {
    return this.uses;
  }
}
