import { Injectable } from '@nestjs/common';
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import { type FieldFault } from '../platform/problem/field-fault';
import { type Concern, concernsAbout, faultOfEmailDomain } from './domain/email-domain';
import { type EmailDomainRules } from './domain/protection';

/** Which domains of addresses a site does not want. Domains as they are compared: lower-cased A-labels. */
@Injectable()
export class EmailDomains {
  // Some 9,000 domains, a megabyte: as they were when this version of the service was released.
  private readonly disposable: ReadonlySet<string> = disposableEmailBlocklistSet();
  private readonly isDisposable = (domain: string): boolean => this.disposable.has(domain);

  /** Why an application with such an address is refused; undefined where it is taken. */
  faultOf(domain: string, rules: EmailDomainRules): FieldFault | undefined {
    return faultOfEmailDomain(domain, rules, this.isDisposable);
  }

  /** Why a person should look at it first, whatever becomes of new applications with such an address by now. */
  concernsAbout(domain: string, rules: EmailDomainRules): readonly Concern[] {
    return concernsAbout(domain, rules, this.isDisposable);
  }
}
