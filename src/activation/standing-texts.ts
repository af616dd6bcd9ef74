import { type StandingWording } from './domain/standing';

/** In plain words. `{siteName}` stands for the site. */
export interface StandingText {
  readonly title: string;
  readonly text: string;
  /** What happens next, or what to do. */
  readonly next: string;
}

export type StandingTexts = Readonly<Record<StandingWording, StandingText>>;
