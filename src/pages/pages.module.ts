import { Module } from '@nestjs/common';
import { ActivationModule } from '../activation';
import { ActivatePageController } from './activate-page.controller';
import { PageRenderer } from './page-renderer';
import { StylesheetController } from './stylesheet.controller';

@Module({
  imports: [ActivationModule],
  controllers: [ActivatePageController, StylesheetController],
  providers: [PageRenderer],
})
export class PagesModule {}
