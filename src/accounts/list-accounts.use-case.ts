import { Injectable } from '@nestjs/common';
import { type Page } from '../platform/http/cursor';
import { checkMoment } from '../platform/http/moment';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { AccountReadModel, type AccountView } from './account.read-model';

interface ListAccountsWish {
  readonly updatedSince?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The back end of an LMS fetches the members of its site, or those that have changed since it last asked. */
@Injectable()
export class ListAccounts {
  constructor(private readonly accounts: AccountReadModel) {}

  /** Throws `validation-failed`. */
  execute(siteId: string, { updatedSince, limit, cursor }: ListAccountsWish): Promise<Page<AccountView>> {
    const since = updatedSince === undefined ? null : ensureMoment(updatedSince);
    return this.accounts.page(siteId, { updatedSince: since, limit, cursor });
  }
}

function ensureMoment(text: string): Date {
  const checked = checkMoment(text);
  if (!checked.ok) {
    throw new ValidationFailed([{ pointer: '#/updatedSince', fault: checked.fault }]);
  }
  return checked.value;
}
