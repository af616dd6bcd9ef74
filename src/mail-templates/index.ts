export { MailTemplatesModule } from './mail-templates.module';
