import { CreateSites1764000000000 } from './1764000000000-create-sites';
import { CreateRegistrationSettings1764000001000 } from './1764000001000-create-registration-settings';
import { CreateStaff1764000002000 } from './1764000002000-create-staff';
import { CreateStaffMemberships1764000003000 } from './1764000003000-create-staff-memberships';
import { CreateSigningKeys1764000004000 } from './1764000004000-create-signing-keys';
import { CreateApplications1764000005000 } from './1764000005000-create-applications';
import { CreateClaims1764000006000 } from './1764000006000-create-claims';
import { CreateApplicationHistory1764000007000 } from './1764000007000-create-application-history';
import { CreateAccounts1764000008000 } from './1764000008000-create-accounts';
import { CreateMails1764000009000 } from './1764000009000-create-mails';
import { CreateSiteHistory1764000010000 } from './1764000010000-create-site-history';
import { AddUsesLoginIdToSettings1764000010010 } from './1764000010010-add-uses-login-id-to-settings';
import { AddPasswordMinimumToSettings1764000010020 } from './1764000010020-add-password-minimum-to-settings';
import { AddLocaleToSettings1764000010030 } from './1764000010030-add-locale-to-settings';
import { AddTimeZoneToSettings1764000010040 } from './1764000010040-add-time-zone-to-settings';
import { AddLogInUrlToSettings1764000010050 } from './1764000010050-add-log-in-url-to-settings';
import { AddDeleteUnactivatedEnabledToSettings1764000010060 } from './1764000010060-add-delete-unactivated-enabled-to-settings';
import { AddDeleteUnactivatedAfterDaysToSettings1764000010070 } from './1764000010070-add-delete-unactivated-after-days-to-settings';
import { AddNotifiedOfApplicationsToSettings1764000010080 } from './1764000010080-add-notified-of-applications-to-settings';
import { CreateRegistrationForms1764000020000 } from './1764000020000-create-registration-forms';
import { CreateRegistrationTerms1764000020010 } from './1764000020010-create-registration-terms';
import { CreateTargetLimits1764000030000 } from './1764000030000-create-target-limits';
import { CreateIdempotentRequests1764000040000 } from './1764000040000-create-idempotent-requests';
import { CreateGroups1764000050000 } from './1764000050000-create-groups';
import { CreateGroupSyncs1764000050010 } from './1764000050010-create-group-syncs';
import { CreateSignupUrls1764000050020 } from './1764000050020-create-signup-urls';
import { CreateSignupTallies1764000050030 } from './1764000050030-create-signup-tallies';
import { AddGroupIdToApplications1764000050040 } from './1764000050040-add-group-id-to-applications';
import { AddSignupUrlIdToApplications1764000050050 } from './1764000050050-add-signup-url-id-to-applications';
import { AddAuthenticationCodeIdToApplications1764000050060 } from './1764000050060-add-authentication-code-id-to-applications';
import { AddGroupIdToAccounts1764000050070 } from './1764000050070-add-group-id-to-accounts';
import { IndexAccountsByGroup1764000050080 } from './1764000050080-index-accounts-by-group';
import { IndexGroupsByParent1764000060000 } from './1764000060000-index-groups-by-parent';
import { AddNameKeyToApplications1764000070000 } from './1764000070000-add-name-key-to-applications';
import { AddEmailDomainToApplications1764000070010 } from './1764000070010-add-email-domain-to-applications';
import { AddCanonicalEmailKeyToApplications1764000070020 } from './1764000070020-add-canonical-email-key-to-applications';
import { AddSliceToApplications1764000070030 } from './1764000070030-add-slice-to-applications';
import { AddNetworkHashToApplications1764000070040 } from './1764000070040-add-network-hash-to-applications';
import { FillSearchKeysOfApplications1764000070050 } from './1764000070050-fill-search-keys-of-applications';
import { IndexApplicationsByGroup1764000070060 } from './1764000070060-index-applications-by-group';
import { IndexApplicationsBySignupUrl1764000070070 } from './1764000070070-index-applications-by-signup-url';
import { IndexApplicationsByCode1764000070080 } from './1764000070080-index-applications-by-code';
import { IndexApplicationsByDecider1764000070090 } from './1764000070090-index-applications-by-decider';
import { IndexApplicationsByDomain1764000070100 } from './1764000070100-index-applications-by-domain';
import { IndexApplicationsByLoginId1764000070110 } from './1764000070110-index-applications-by-login-id';
import { IndexApplicationsByEmail1764000070120 } from './1764000070120-index-applications-by-email';
import { IndexApplicationsByName1764000070130 } from './1764000070130-index-applications-by-name';
import { IndexApplicationsBySliceAndLoginId1764000070140 } from './1764000070140-index-applications-by-slice-and-login-id';
import { IndexApplicationsBySliceAndEmail1764000070150 } from './1764000070150-index-applications-by-slice-and-email';
import { IndexApplicationsBySliceAndName1764000070160 } from './1764000070160-index-applications-by-slice-and-name';
import { IndexApplicationsByMailbox1764000070170 } from './1764000070170-index-applications-by-mailbox';
import { IndexApplicationsByNetwork1764000070180 } from './1764000070180-index-applications-by-network';
import { IndexMailsByState1764000070190 } from './1764000070190-index-mails-by-state';
import { IndexLastMails1764000070200 } from './1764000070200-index-last-mails';
import { DropIndexMailsByApplication1764000070210 } from './1764000070210-drop-index-mails-by-application';
import { AddReasonKeyToApplicationHistory1764000080000 } from './1764000080000-add-reason-key-to-application-history';
import { AddNoteToApplicationHistory1764000080010 } from './1764000080010-add-note-to-application-history';
import { CreateDeclineReasons1764000080020 } from './1764000080020-create-decline-reasons';
import { CreateDecisionJobs1764000080030 } from './1764000080030-create-decision-jobs';
import { CreateDecisionResults1764000080040 } from './1764000080040-create-decision-results';
import { CreateMailTemplates1764000090000 } from './1764000090000-create-mail-templates';
import { CreateMailTemplateVersions1764000090010 } from './1764000090010-create-mail-template-versions';
import { MakeApplicationOfMailsOptional1764000090020 } from './1764000090020-make-application-of-mails-optional';
import { LengthenParamsOfMails1764000090030 } from './1764000090030-lengthen-params-of-mails';
import { IndexMailsByTemplate1764000100000 } from './1764000100000-index-mails-by-template';
import { AddSenderNameToSettings1764000100010 } from './1764000100010-add-sender-name-to-settings';
import { AddReplyToToSettings1764000100020 } from './1764000100020-add-reply-to-to-settings';
import { CreateStaffNotifications1764000100030 } from './1764000100030-create-staff-notifications';
import { CreateJobs1764000200000 } from './1764000200000-create-jobs';
import { CreateStaffSessions1764000400000 } from './1764000400000-create-staff-sessions';
import { AddMustChangePasswordToStaff1764000400010 } from './1764000400010-add-must-change-password-to-staff';
import { AddInvitedAtToStaff1764000400020 } from './1764000400020-add-invited-at-to-staff';
import { AddVersionToStaffMemberships1764000400030 } from './1764000400030-add-version-to-staff-memberships';
import { CreateStaffLinks1764000400040 } from './1764000400040-create-staff-links';
import { FreeMailsOfSites1764000400050 } from './1764000400050-free-mails-of-sites';
import { CreateStaffSecondFactors1764000400060 } from './1764000400060-create-staff-second-factors';
import { CreateStaffRecoveryCodes1764000400070 } from './1764000400070-create-staff-recovery-codes';
import { CreateStaffPolicies1764000400080 } from './1764000400080-create-staff-policies';
import { CreateApiKeys1764000400090 } from './1764000400090-create-api-keys';
import { AddUpdatedAtToAccounts1764000400100 } from './1764000400100-add-updated-at-to-accounts';
import { FillUpdatedAtOfAccounts1764000400110 } from './1764000400110-fill-updated-at-of-accounts';
import { RequireUpdatedAtOfAccounts1764000400120 } from './1764000400120-require-updated-at-of-accounts';
import { IndexAccountsByUpdatedAt1764000400130 } from './1764000400130-index-accounts-by-updated-at';
import { AddAboutIdToIdempotentRequests1764000500000 } from './1764000500000-add-about-id-to-idempotent-requests';
import { IndexIdempotentRequestsByAboutId1764000500010 } from './1764000500010-index-idempotent-requests-by-about-id';
import { CreateCleanupRuns1764000500020 } from './1764000500020-create-cleanup-runs';
import { CreateErasures1764000500030 } from './1764000500030-create-erasures';
import { IndexDecisionResultsByApplication1764000500040 } from './1764000500040-index-decision-results-by-application';
import { CreateRetentionSettings1764000600000 } from './1764000600000-create-retention-settings';
import { IndexApplicationsByDecision1764000600010 } from './1764000600010-index-applications-by-decision';
import { IndexEndedApplicationHistory1764000600020 } from './1764000600020-index-ended-application-history';
import { IndexFinishedDecisionJobs1764000600030 } from './1764000600030-index-finished-decision-jobs';
import { AddRemindedAtToApplications1764000700000 } from './1764000700000-add-reminded-at-to-applications';
import { IndexApplicationsByNotices1764000700010 } from './1764000700010-index-applications-by-notices';
import { AddLastDigestAtToStaffNotifications1764000700020 } from './1764000700020-add-last-digest-at-to-staff-notifications';
import { AddRemindDaysBeforeDeletionToSettings1764000700030 } from './1764000700030-add-remind-days-before-deletion-to-settings';
import { IndexStaffSessionsByExpiry1764000800000 } from './1764000800000-index-staff-sessions-by-expiry';
import { IndexStaffLinksByExpiry1764000800010 } from './1764000800010-index-staff-links-by-expiry';
import { CreateSiteBrandings1764001400000 } from './1764001400000-create-site-brandings';
import { CreateSiteLogos1764001400010 } from './1764001400010-create-site-logos';
import { AddFrontEndOriginsToSettings1764001200000 } from './1764001200000-add-front-end-origins-to-settings';
import { AddEventToSiteHistory1764001000000 } from './1764001000000-add-event-to-site-history';
import { AddAddressToSiteHistory1764001000010 } from './1764001000010-add-address-to-site-history';
import { AddAboutIdToSiteHistory1764001000020 } from './1764001000020-add-about-id-to-site-history';
import { IndexSiteHistoryByAboutId1764001000030 } from './1764001000030-index-site-history-by-about-id';
import { IndexSiteHistoryByActor1764001000040 } from './1764001000040-index-site-history-by-actor';
import { IndexSiteHistoryByActorAndSubject1764001000050 } from './1764001000050-index-site-history-by-actor-and-subject';
import { CreateBotProtections1764000900000 } from './1764000900000-create-bot-protections';
import { CreateUsedChallenges1764000900010 } from './1764000900010-create-used-challenges';
import { AddConcernsToApplications1764000900020 } from './1764000900020-add-concerns-to-applications';
import { CreateMemberSessions1764001100000 } from './1764001100000-create-member-sessions';
import { MakeEraserOfErasuresOptional1764001500000 } from './1764001500000-make-eraser-of-erasures-optional';
import { AddSignsFromToSigningKeys1764001600000 } from './1764001600000-add-signs-from-to-signing-keys';

/** Every migration, oldest first. A merged one is never edited. */
export const MIGRATIONS = [
  CreateSites1764000000000,
  CreateRegistrationSettings1764000001000,
  CreateStaff1764000002000,
  CreateStaffMemberships1764000003000,
  CreateSigningKeys1764000004000,
  CreateApplications1764000005000,
  CreateClaims1764000006000,
  CreateApplicationHistory1764000007000,
  CreateAccounts1764000008000,
  CreateMails1764000009000,
  CreateSiteHistory1764000010000,
  AddUsesLoginIdToSettings1764000010010,
  AddPasswordMinimumToSettings1764000010020,
  AddLocaleToSettings1764000010030,
  AddTimeZoneToSettings1764000010040,
  AddLogInUrlToSettings1764000010050,
  AddDeleteUnactivatedEnabledToSettings1764000010060,
  AddDeleteUnactivatedAfterDaysToSettings1764000010070,
  AddNotifiedOfApplicationsToSettings1764000010080,
  CreateRegistrationForms1764000020000,
  CreateRegistrationTerms1764000020010,
  CreateTargetLimits1764000030000,
  CreateIdempotentRequests1764000040000,
  CreateGroups1764000050000,
  CreateGroupSyncs1764000050010,
  CreateSignupUrls1764000050020,
  CreateSignupTallies1764000050030,
  AddGroupIdToApplications1764000050040,
  AddSignupUrlIdToApplications1764000050050,
  AddAuthenticationCodeIdToApplications1764000050060,
  AddGroupIdToAccounts1764000050070,
  IndexAccountsByGroup1764000050080,
  IndexGroupsByParent1764000060000,
  AddNameKeyToApplications1764000070000,
  AddEmailDomainToApplications1764000070010,
  AddCanonicalEmailKeyToApplications1764000070020,
  AddSliceToApplications1764000070030,
  AddNetworkHashToApplications1764000070040,
  FillSearchKeysOfApplications1764000070050,
  IndexApplicationsByGroup1764000070060,
  IndexApplicationsBySignupUrl1764000070070,
  IndexApplicationsByCode1764000070080,
  IndexApplicationsByDecider1764000070090,
  IndexApplicationsByDomain1764000070100,
  IndexApplicationsByLoginId1764000070110,
  IndexApplicationsByEmail1764000070120,
  IndexApplicationsByName1764000070130,
  IndexApplicationsBySliceAndLoginId1764000070140,
  IndexApplicationsBySliceAndEmail1764000070150,
  IndexApplicationsBySliceAndName1764000070160,
  IndexApplicationsByMailbox1764000070170,
  IndexApplicationsByNetwork1764000070180,
  IndexMailsByState1764000070190,
  IndexLastMails1764000070200,
  DropIndexMailsByApplication1764000070210,
  AddReasonKeyToApplicationHistory1764000080000,
  AddNoteToApplicationHistory1764000080010,
  CreateDeclineReasons1764000080020,
  CreateDecisionJobs1764000080030,
  CreateDecisionResults1764000080040,
  CreateMailTemplates1764000090000,
  CreateMailTemplateVersions1764000090010,
  MakeApplicationOfMailsOptional1764000090020,
  LengthenParamsOfMails1764000090030,
  IndexMailsByTemplate1764000100000,
  AddSenderNameToSettings1764000100010,
  AddReplyToToSettings1764000100020,
  CreateStaffNotifications1764000100030,
  CreateJobs1764000200000,
  CreateStaffSessions1764000400000,
  AddMustChangePasswordToStaff1764000400010,
  AddInvitedAtToStaff1764000400020,
  AddVersionToStaffMemberships1764000400030,
  CreateStaffLinks1764000400040,
  FreeMailsOfSites1764000400050,
  CreateStaffSecondFactors1764000400060,
  CreateStaffRecoveryCodes1764000400070,
  CreateStaffPolicies1764000400080,
  CreateApiKeys1764000400090,
  AddUpdatedAtToAccounts1764000400100,
  FillUpdatedAtOfAccounts1764000400110,
  RequireUpdatedAtOfAccounts1764000400120,
  IndexAccountsByUpdatedAt1764000400130,
  AddAboutIdToIdempotentRequests1764000500000,
  IndexIdempotentRequestsByAboutId1764000500010,
  CreateCleanupRuns1764000500020,
  CreateErasures1764000500030,
  IndexDecisionResultsByApplication1764000500040,
  CreateRetentionSettings1764000600000,
  IndexApplicationsByDecision1764000600010,
  IndexEndedApplicationHistory1764000600020,
  IndexFinishedDecisionJobs1764000600030,
  AddRemindedAtToApplications1764000700000,
  IndexApplicationsByNotices1764000700010,
  AddLastDigestAtToStaffNotifications1764000700020,
  AddRemindDaysBeforeDeletionToSettings1764000700030,
  IndexStaffSessionsByExpiry1764000800000,
  IndexStaffLinksByExpiry1764000800010,
  CreateSiteBrandings1764001400000,
  CreateSiteLogos1764001400010,
  AddFrontEndOriginsToSettings1764001200000,
  AddEventToSiteHistory1764001000000,
  AddAddressToSiteHistory1764001000010,
  AddAboutIdToSiteHistory1764001000020,
  IndexSiteHistoryByAboutId1764001000030,
  IndexSiteHistoryByActor1764001000040,
  IndexSiteHistoryByActorAndSubject1764001000050,
  CreateBotProtections1764000900000,
  CreateUsedChallenges1764000900010,
  AddConcernsToApplications1764000900020,
  CreateMemberSessions1764001100000,
  MakeEraserOfErasuresOptional1764001500000,
  AddSignsFromToSigningKeys1764001600000,
];
