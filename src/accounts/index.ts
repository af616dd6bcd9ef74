export { Account } from './account.entity';
export { AccountsModule } from './accounts.module';
export { GroupFull, GroupPlaces } from './group-places';
export { type NewAccount, OpenAccount } from './open-account';
