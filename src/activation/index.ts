export { ActivateApplication, type Activation } from './activate-application.use-case';
export { ActivationModule } from './activation.module';
export { DisownApplication, type Disowning } from './disown-application.use-case';
export { LookAtLink } from './look-at-link.use-case';
export { LookByTicket, type TicketView } from './look-by-ticket.use-case';
export { NewActivationLink } from './new-activation-link';
export { ResendByLink } from './resend-by-link.use-case';
export { ResendToAddress } from './resend-to-address.use-case';
export { standingText } from './standing-text';
