import { Controller, Get, type Type } from '@nestjs/common';
import { type DiscoveryService, Reflector } from '@nestjs/core';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { PublicPage } from '../platform/access/public-page.decorator';
import { RightsGuard } from './rights.guard';

@Controller('things')
class SaysWho {
  @Get()
  @Endpoint({ right: 'sites.list', summary: 'List', description: 'Things.' })
  list(): void {
    this.notAnOperation();
  }

  @Get('page')
  @PublicPage()
  page(): void {
    this.notAnOperation();
  }

  notAnOperation(): undefined {
    return undefined;
  }
}

@Controller('others')
class ForgetsTo extends SaysWho {
  @Get('forgotten')
  forgotten(): void {
    this.notAnOperation();
  }
}

/** A start with these controllers, as far as the guard has a say in it. */
function start(...controllers: Type<object>[]): void {
  const discovery = { getControllers: () => controllers.map((type) => ({ instance: new type(), name: type.name })) };
  const guard = new RightsGuard(
    new Reflector(),
    discovery as unknown as DiscoveryService,
    undefined as never,
    undefined as never,
    undefined as never,
  );
  guard.onApplicationBootstrap();
}

describe('an operation that does not say who may call it', () => {
  it('stops the start, and is named', () => {
    expect(() => {
      start(SaysWho, ForgetsTo);
    }).toThrow(/do not say who may call them \(@Endpoint\): ForgetsTo\.forgotten$/);
  });

  it('is alone in that: operations with a right, public pages and what is no operation do not', () => {
    expect(() => {
      start(SaysWho);
    }).not.toThrow();
  });
});
