import { type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.setup';
import { Clock } from '../../src/platform/clock/clock';
import { loadConfig } from '../../src/platform/config/load-config';
import { freePort, type Home, makeHome, Service, type Settings } from './service';

/** The service inside this process, with a clock that tests can put forward. */
export class ServiceWithClock extends Service {
  private app: NestFastifyApplication | undefined;
  private aheadMs = 0;

  static async begin(settings: Settings, home?: Home): Promise<ServiceWithClock> {
    const service = new ServiceWithClock(home ?? (await makeHome()), await freePort(), { LOG_LEVEL: 'silent', ...settings });
    await service.start();
    return service;
  }

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  putForward(hours: number): void {
    this.aheadMs += hours * 3_600_000;
  }

  /** A part of the running service, for tests below HTTP. */
  part<T>(type: Type<T>): T {
    if (this.app === undefined) throw new Error('The service has not been started.');
    return this.app.get(type, { strict: false });
  }

  override async start(): Promise<void> {
    const config = loadConfig(this.settings);
    this.app = await createApp(config);
    this.app.get(Clock).now = () => this.now();
    await this.app.listen({ host: config.http.host, port: config.http.port });
  }

  /** Ends this one of several on one home. */
  async leave(): Promise<void> {
    await this.app?.close();
  }

  override async close(): Promise<void> {
    await this.leave();
    await this.home.remove();
  }
}
