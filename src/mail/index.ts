export { ApplicationFacts } from './application-facts';
export { faultsOf } from './check-template';
export { type RenderedMail } from './compiled-template';
export {
  MAIL_PARTS,
  MAIL_TEMPLATES,
  type MailParams,
  type MailPart,
  type MailTemplate,
  TEMPLATES_OF_SITES,
  type TemplateSource,
} from './domain/mail-templates';
export { sampleParams } from './domain/sample-params';
export { contextOf, type Reading } from './domain/template-context';
export {
  answerVariable,
  partsFor,
  TEMPLATE_VARIABLES,
  TEMPLATES_WITH_ANSWERS,
  type TemplateVariable,
} from './domain/template-variables';
export { MAIL_STATES, type MailState } from './domain/mail-delivery';
export { Mail } from './mail.entity';
export { type ListedMail, MailList, type MailFilter } from './mail-list';
export { MailModule } from './mail.module';
export { type Letter, MailOutbox } from './mail-outbox';
export { MailRenderer } from './mail-renderer';
export { applicationsByLastMail, lastMailIs } from './mail-search';
export { MailSenders } from './mail-senders';
export { MailServerCheck, type MailServerState } from './mail-server-check';
export { SiteMailTemplate } from './mail-template.entity';
export { smtpOptions } from './smtp-options';
export { MailTemplateStore, type SavedTemplate, type TemplateKey, TemplateStale } from './mail-template.store';
export { MailTemplateVariables, type VariableUse } from './mail-template-variables';
export { MailTemplateVersion } from './mail-template-version.entity';
export { MailTexts } from './mail-texts';
export { MailReadModel, type MailView } from './mail.read-model';
export { PurgeMailRecords } from './purge-mail-records';
