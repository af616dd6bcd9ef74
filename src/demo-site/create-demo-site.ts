import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CreateStaff } from '../auth';
import { ChangeBranding } from '../branding';
import { Config } from '../platform/config/config';
import { Log } from '../platform/logging/log';
import { ChangeRegistrationSettings } from '../registration-settings';
import { THE_SERVICE } from '../site-history';
import { CreateSite, SiteStore } from '../sites';

const DEMO_SITE = { slug: 'demo', name: 'Demo Academy', registrationAvailable: true } as const;
/** Where `scripts/embedding-demo.mjs` shows how the sign-up is embedded. */
const EMBEDDED_ON = ['http://localhost:8080'];
const ADMINISTRATOR = 'administrator@demo.example';

/**
 * Makes the embedded default something to play with: a site where registration
 * is open, and a person who may do everything, with a password that nobody has
 * used before. It is kept in a file only the owner can read.
 *
 * Only on the first start, and never in production.
 */
@Injectable()
export class CreateDemoSite implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly sites: SiteStore,
    private readonly createSite: CreateSite,
    private readonly settings: ChangeRegistrationSettings,
    private readonly branding: ChangeBranding,
    private readonly createStaff: CreateStaff,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demoSite || !(await this.sites.isEmpty())) {
      return;
    }
    const password = randomBytes(15).toString('base64url');
    const passwordFile = join(this.config.varDir, 'first-administrator.txt');
    writeFileSync(passwordFile, `${ADMINISTRATOR}\n${password}\n`, { mode: 0o600 });
    const site = await this.createSite.execute(DEMO_SITE, THE_SERVICE);
    await this.settings.execute(site.id, 0, { enabled: true }, THE_SERVICE);
    await this.branding.execute(site.id, 0, { embeddingOrigins: EMBEDDED_ON }, THE_SERVICE);
    await this.createStaff.execute({
      name: 'First Administrator',
      email: ADMINISTRATOR,
      password,
      isOperator: true,
      mustChangePassword: true,
      membership: { site: DEMO_SITE.slug, role: 'administrator' },
    });
    this.log.info('demo site created', { site: DEMO_SITE.slug, passwordFile });
  }
}
