export { ApprovalModule } from './approval.module';
