export { Account } from './account.entity';
export { AccountsModule } from './accounts.module';
export { type NewAccount, OpenAccount } from './open-account';
