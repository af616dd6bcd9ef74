import { type Locale } from '../../platform/i18n/locale';

const HOURS_A_DAY = 24;

/** A link's life as one says it: hours up to a day, then days where it comes out even. */
export function linkLifeInWords(hours: number, locale: Locale): string {
  const isDays = hours > HOURS_A_DAY && hours % HOURS_A_DAY === 0;
  const count = isDays ? hours / HOURS_A_DAY : hours;
  if (locale === 'ja') {
    return `${count}${isDays ? '日間' : '時間'}`;
  }
  return `${count} ${isDays ? 'day' : 'hour'}${count === 1 ? '' : 's'}`;
}

/** A moment on the clocks of `timeZone`, which is named beside it. What is no moment stays as it is. */
export function momentInWords(iso: string, locale: Locale, timeZone: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) {
    return iso;
  }
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(moment);
}
