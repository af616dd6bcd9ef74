import { type FormField } from '../domain/form-field';
import { type FieldsVersion } from '../registration-fields.store';
import { RegistrationFieldRequest } from './registration-fields.request';

/** A field as it can be sent back. */
export class RegistrationFieldResponse extends RegistrationFieldRequest {
  static from(field: FormField): RegistrationFieldResponse {
    const { type, key, required, label, description, ...limits } = field;
    return { type, key, required, label: { ...label }, description: { ...description }, ...limits } as RegistrationFieldResponse;
  }
}

export class RegistrationFieldsResponse {
  /** In the order of the form: every built-in field, used or not, and the site's own. */
  fields: RegistrationFieldResponse[];

  /** Counts the changes; the `ETag` is made of it. 0: nobody has changed the form yet. */
  version: number;

  /** When it was last changed, ISO 8601, UTC; null for version 0. */
  changedAt: Date | null;

  static from({ definition, version, createdAt }: FieldsVersion): RegistrationFieldsResponse {
    return { fields: definition.map((field) => RegistrationFieldResponse.from(field)), version, changedAt: createdAt };
  }
}
