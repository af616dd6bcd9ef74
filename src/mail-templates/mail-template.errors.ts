import { DomainError } from '../platform/problem/domain-error';

export class TemplateVersionUnknown extends DomainError {
  constructor(version: number) {
    super('mail-template-version-not-found', `There is no version ${version} of this template.`, { version });
  }
}
