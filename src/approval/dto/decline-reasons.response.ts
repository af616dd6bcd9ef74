import { type SavedReasons } from '../decline-reasons.store';

export class DeclineReasonTextResponse {
  /** @example 'The course is full.' */
  en?: string;

  /** @example 'コースは満席です。' */
  ja?: string;
}

export class DeclineReasonResponse {
  /** @example 'course-full' */
  key: string;

  text: DeclineReasonTextResponse;
}

export class DeclineReasonsResponse {
  /** In the order they are offered in. */
  reasons: DeclineReasonResponse[];

  static from({ reasons }: SavedReasons): DeclineReasonsResponse {
    return { reasons: reasons.map(({ key, text }) => ({ key, text: { ...text } })) };
  }
}
