export { Mail } from './mail.entity';
export { MailModule } from './mail.module';
export { MailOutbox } from './mail-outbox';
export { MailTemplateVariables, type VariableUse } from './mail-template-variables';
export { MailServerCheck, type MailServerState } from './mail-server-check';
