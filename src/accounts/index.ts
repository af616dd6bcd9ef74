export { Account } from './account.entity';
export { AccountsModule } from './accounts.module';
export { OpenAccount } from './open-account';
