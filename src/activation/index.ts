export { ActivateApplication, type Activation } from './activate-application.use-case';
export { ActivationModule } from './activation.module';
export { LookAtLink } from './look-at-link.use-case';
