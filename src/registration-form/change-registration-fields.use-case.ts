import { Injectable } from '@nestjs/common';
import { MailTemplateVariables, type VariableUse } from '../mail';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { RegistrationSettingsStore } from '../registration-settings';
import { changesBetween, type HistoryActor, type HistoryFields, SiteHistory } from '../site-history';
import { SiteStore } from '../sites';
import { fieldsInUse, findOrphan } from './domain/form-definition';
import { type FormField, isBuiltIn } from './domain/form-field';
import { readDefinition } from './domain/read-definition';
import { FieldInUse } from './registration-form.errors';
import { FieldsAreStale, type FieldsVersion, RegistrationFieldsStore } from './registration-fields.store';

export interface FieldsChange {
  readonly siteId: string;
  /** The version that was read. */
  readonly seen: number;
  /** What was sent, of any shape. */
  readonly definition: unknown;
  readonly staffId: string;
  readonly by: HistoryActor;
}

/**
 * An administrator says what the site asks of its applicants. Each change is a
 * version of its own and none is ever overwritten: answers are shown with the
 * labels they had. Saving what is there already makes no new one, so that
 * nobody who is filling in the form is told that it has changed.
 */
@Injectable()
export class ChangeRegistrationFields {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly fields: RegistrationFieldsStore,
    private readonly variables: MailTemplateVariables,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `validation-failed`, `version-stale`, `field-in-use`. */
  execute({ siteId, seen, definition, staffId, by }: FieldsChange): Promise<FieldsVersion> {
    return this.transactions.run(async (tx) => {
      // Templates are saved under the same lock: none begins to use a field that is just being taken out.
      await this.sites.getByIdLocked(tx, siteId);
      const { usesLoginId } = await this.settings.get(siteId, tx);
      const wanted = readDefinition(definition, { usesLoginId });
      const current = await this.fields.currentWithin(tx, siteId);
      if (current.version !== seen) {
        throw new FieldsAreStale();
      }
      if (JSON.stringify(wanted) === JSON.stringify(current.definition)) {
        return current;
      }
      ensureNoneInUseIsGone(
        fieldsInUse(current.definition, { usesLoginId }),
        fieldsInUse(wanted, { usesLoginId }),
        await this.variables.inUse(tx, siteId),
      );
      const said = { definition: wanted, createdAt: this.clock.now(), createdById: staffId };
      const saved = await this.fields.add(tx, seen, { siteId, ...said });
      const changes = changesBetween(toldOf(current), toldOf(saved));
      await this.history.record(tx, { siteId, subject: 'registration-fields', event: 'change', by, changes });
      return saved;
    });
  }
}

// Labels and rules are in the version.
function toldOf({ version, definition }: FieldsVersion): HistoryFields {
  const used = definition.filter((field) => !isBuiltIn(field) || field.used);
  return { version, fields: used.map(({ key }) => key), required: used.filter(({ required }) => required).map(({ key }) => key) };
}

function ensureNoneInUseIsGone(before: readonly FormField[], after: readonly FormField[], uses: readonly VariableUse[]): void {
  const orphan = findOrphan(before, after, uses);
  if (orphan !== null) {
    throw new FieldInUse(orphan.field, orphan.template);
  }
}
