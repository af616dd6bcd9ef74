import { type StandingTexts } from './standing-texts';

export const STANDING_TEXTS_EN: StandingTexts = {
  not_activated: {
    title: 'Please look into your mailbox',
    text: 'Your application for membership of {siteName} has been received. We have written to the e-mail address in it.',
    next: 'Open the mail and do what it says. If there is none, look among unwanted mail too, or have another one sent.',
  },
  link_expired: {
    title: 'The e-mail address has not been confirmed',
    text: 'The link in the mail that we sent when you applied for membership of {siteName} has expired.',
    next: 'If you have had another mail sent since, follow the latest one. If not, have another one sent, or apply again.',
  },
  unapproved: {
    title: 'Your application is being looked at',
    text: 'Your e-mail address is confirmed, and your application for membership of {siteName} is complete.',
    next: 'The people of {siteName} will decide. There is nothing more for you to do.',
  },
  approved: {
    title: 'You are a member',
    text: 'Your application for membership of {siteName} has been approved.',
    next: 'You can log in with what you chose when you applied.',
  },
  not_approved: {
    title: 'Your application was not approved',
    text: 'The people of {siteName} have decided not to approve your application.',
    next: 'If you have questions, please ask the people of {siteName}.',
  },
};
