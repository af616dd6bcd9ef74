export { Mail } from './mail.entity';
export { MailModule } from './mail.module';
export { MailOutbox } from './mail-outbox';
export { applicationsByLastMail, lastMailIs } from './mail-search';
export { MailTemplateVariables, type VariableUse } from './mail-template-variables';
export { MailServerCheck, type MailServerState } from './mail-server-check';
export { MailReadModel, type MailView } from './mail.read-model';
