import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { GroupsModule } from '../groups';
import { Admission } from './admission';
import { Entrances } from './entrances';
import { JobsModule } from '../jobs';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { BulkController } from './bulk.controller';
import { BulkRun } from './bulk-run';
import { ConfiguredGroupsReadModel } from './configured-groups.read-model';
import { DrawQrCode } from './draw-qr-code.use-case';
import { EditSignupUrl } from './edit-signup-url.use-case';
import { ExportController } from './export.controller';
import { ExportSignupUrls } from './export-signup-urls.use-case';
import { GroupListController } from './group-list.controller';
import { GroupListReadModel } from './group-list.read-model';
import { GroupSearch } from './group-search';
import { LiveUrlsStore } from './live-urls.store';
import { NewSignupUrls } from './new-signup-urls';
import { PublishManySignupUrls } from './publish-many-signup-urls.use-case';
import { PublishSignupUrl } from './publish-signup-url.use-case';
import { QrCodeController } from './qr-code.controller';
import { RetireEndedUrls } from './retire-ended-urls';
import { RetireEndedUrlsJob } from './retire-ended-urls.job';
import { SignupTallies } from './signup-tallies';
import { SignupTalliesReadModel } from './signup-tallies.read-model';
import { SignupUrlAddresses } from './signup-url-addresses';
import { SignupUrlController } from './signup-url.controller';
import { SignupUrlReadModel } from './signup-url.read-model';
import { SignupUrlArchivingStore } from './signup-url-archiving.store';
import { SignupUrlStore } from './signup-url.store';
import { StopManySignupUrls } from './stop-many-signup-urls.use-case';
import { StopSignupUrl } from './stop-signup-url.use-case';

@Module({
  imports: [AuthModule, GroupsModule, JobsModule, SiteHistoryModule, SitesModule],
  controllers: [SignupUrlController, BulkController, GroupListController, ExportController, QrCodeController],
  providers: [
    Admission,
    BulkRun,
    ConfiguredGroupsReadModel,
    DrawQrCode,
    EditSignupUrl,
    Entrances,
    ExportSignupUrls,
    GroupListReadModel,
    GroupSearch,
    LiveUrlsStore,
    NewSignupUrls,
    PublishManySignupUrls,
    PublishSignupUrl,
    RetireEndedUrls,
    RetireEndedUrlsJob,
    SignupTallies,
    SignupTalliesReadModel,
    SignupUrlAddresses,
    SignupUrlArchivingStore,
    SignupUrlReadModel,
    SignupUrlStore,
    StopManySignupUrls,
    StopSignupUrl,
  ],
  exports: [Admission, Entrances, SignupTallies, SignupUrlArchivingStore],
})
export class SignupUrlsModule {}
