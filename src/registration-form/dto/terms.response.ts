import { type SavedTerms } from '../registration-terms.store';
import { TextsRequest } from './registration-fields.request';

export class TermsTextsResponse extends TextsRequest {}

export class TermsResponse {
  /** Whether applicants have to accept them. */
  enabled: boolean;

  /** Counts the texts: what an acceptance names. 0 while there is none. */
  version: number;

  title: TermsTextsResponse;

  markdown: TermsTextsResponse;

  /** When this version of the text was published, ISO 8601, UTC; null while there is none. */
  publishedAt: Date | null;

  static from({ enabled, version, text, publishedAt }: SavedTerms): TermsResponse {
    return { enabled, version, title: { ...text.title }, markdown: { ...text.markdown }, publishedAt };
  }
}
