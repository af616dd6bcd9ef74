export { DemoSiteModule } from './demo-site.module';
