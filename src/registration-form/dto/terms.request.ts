import { ApiPropertyOptional } from '@nestjs/swagger';
import { TextsRequest } from './registration-fields.request';

/** The terms of use. A text that is left out stays as it is. */
export class TermsRequest {
  /** Whether applicants have to accept them. */
  enabled: boolean;

  /** 1 to 200 characters, in the languages of the text. */
  @ApiPropertyOptional({ example: { en: 'Terms of use', ja: '利用規約' } })
  title?: TextsRequest;

  /** Markdown (CommonMark, with tables), up to 100,000 characters a language. HTML and images in it are shown as they are written. */
  @ApiPropertyOptional({ example: { en: '## 1. Membership\n\nMembership is free.', ja: '## 1. 会員\n\n会費は無料です。' } })
  markdown?: TextsRequest;
}
