export { DigestsModule } from './digests.module';
