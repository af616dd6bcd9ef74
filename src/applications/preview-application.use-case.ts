import { Injectable } from '@nestjs/common';
import { type CheckedSubmission, type SubmissionInput } from '../registration-form';
import { SiteStore } from '../sites';
import { ClaimStore } from './claim.store';
import { LoginIdTaken } from './domain/application.errors';
import { ReadSubmission, type Sender } from './read-submission';

/**
 * The "confirmation" step: everything that applying would check is checked, and
 * comes back as it would be stored. Nothing is stored, and no mail is sent.
 */
@Injectable()
export class PreviewApplication {
  constructor(
    private readonly sites: SiteStore,
    private readonly read: ReadSubmission,
    private readonly claims: ClaimStore,
  ) {}

  /**
   * Throws what applying would: `site-not-found`, `registration-closed`, `signup-url-not-valid`, `group-full`, `form-changed`,
   * `validation-failed`, `login-id-taken`, `too-many-requests`.
   */
  async execute(slug: string, submission: SubmissionInput, sender: Sender): Promise<CheckedSubmission> {
    const site = await this.sites.getBySlug(slug);
    const { checked } = await this.read.execute(site, submission, sender);
    const { loginId, email } = checked;
    if (loginId !== null && (await this.claims.isLoginIdTaken(site.id, loginId.key, email.key))) {
      throw new LoginIdTaken();
    }
    return checked;
  }
}
