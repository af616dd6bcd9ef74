import { Injectable } from '@nestjs/common';
import { answerVariable, type MailTemplate, TEMPLATE_VARIABLES, TEMPLATES_WITH_ANSWERS, type TemplateVariable } from '../mail';
import { type Tx } from '../platform/database/transactions';
import { RegistrationForms } from '../registration-form';

/** The variables of a site's templates: those of every site, and the answers to the questions of its own form. */
@Injectable()
export class SiteVariables {
  constructor(private readonly forms: RegistrationForms) {}

  async of(tx: Tx, siteId: string, template: MailTemplate): Promise<readonly TemplateVariable[]> {
    const known = TEMPLATE_VARIABLES[template];
    if (!TEMPLATES_WITH_ANSWERS.includes(template)) {
      return known;
    }
    const questions = await this.forms.questionsWithin(tx, siteId);
    return [
      ...known,
      ...questions.map(({ key, label }) => {
        const any = label.en ?? label.ja ?? key;
        return answerVariable(key, { en: label.en ?? any, ja: label.ja ?? any });
      }),
    ];
  }
}
