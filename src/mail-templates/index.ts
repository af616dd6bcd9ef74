export { MailTemplatesModule } from './mail-templates.module';
export { SaveMailTemplate } from './save-mail-template.use-case';
export { templateKey } from './template-name';
