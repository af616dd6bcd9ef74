import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { DEFAULT_DEFINITION, type FormDefinition } from './domain/form-definition';
import { RegistrationFields } from './registration-fields.entity';
import { Remembered } from '../platform/memory/remembered';

/** A version of a site's fields. */
export interface FieldsVersion {
  readonly version: number;
  readonly definition: FormDefinition;
  /** Null for version 0, which nobody made: it is the form that is built in. */
  readonly createdAt: Date | null;
}

const BUILT_IN: FieldsVersion = { version: 0, definition: DEFAULT_DEFINITION, createdAt: null };

const MOST_CHARACTERS_REMEMBERED = 10_000_000;

@Injectable()
export class RegistrationFieldsStore {
  private readonly remembered = new Remembered<{ readonly fields: FieldsVersion; readonly length: number }>(
    MOST_CHARACTERS_REMEMBERED,
    ({ length }) => length,
  );

  constructor(private readonly dataSource: DataSource) {}

  /** The fields as they are now. */
  async current(siteId: string): Promise<FieldsVersion> {
    return this.find(siteId, await latestOf(this.dataSource.manager, siteId));
  }

  /** The fields as they are now, as the transaction sees them. */
  async currentWithin(tx: Tx, siteId: string): Promise<FieldsVersion> {
    const version = await latestOf(tx, siteId);
    return version === 0 ? BUILT_IN : versionOf(await tx.findOneByOrFail(RegistrationFields, { siteId, version }));
  }

  /** The fields as they were in `version`; those that are built in, when there is no such version. */
  async find(siteId: string, version: number): Promise<FieldsVersion> {
    const key = `${siteId} ${version}`;
    const known = this.remembered.get(key);
    if (known !== undefined) {
      return known.fields;
    }
    const row = version === 0 ? null : await this.dataSource.manager.findOneBy(RegistrationFields, { siteId, version });
    if (row === null) {
      return BUILT_IN;
    }
    return this.remembered.keep(key, { fields: versionOf(row), length: row.definition.length }).fields;
  }

  /** Adds the version after `seen`. Throws `version-stale` when somebody else did so first. */
  async add(
    tx: Tx,
    seen: number,
    fields: Pick<RegistrationFields, 'siteId' | 'createdAt' | 'createdById'> & { readonly definition: FormDefinition },
  ): Promise<FieldsVersion> {
    const added = { version: seen + 1, definition: fields.definition, createdAt: fields.createdAt };
    const row = { ...fields, version: added.version, definition: JSON.stringify(fields.definition) };
    if (!(await insertIfNew(tx, RegistrationFields, row))) {
      throw new FieldsAreStale();
    }
    return added;
  }
}

export class FieldsAreStale extends DomainError {
  constructor() {
    super('version-stale', 'The form has been changed since you read it. Read it again.');
  }
}

async function latestOf(manager: EntityManager, siteId: string): Promise<number> {
  return (await manager.maximum(RegistrationFields, 'version', { siteId })) ?? 0;
}

function versionOf({ version, definition, createdAt }: RegistrationFields): FieldsVersion {
  return { version, definition: JSON.parse(definition) as FormDefinition, createdAt };
}
