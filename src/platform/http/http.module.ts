import { Global, Module } from '@nestjs/common';
import { StreamedAnswers } from './streamed-answers';

@Global()
@Module({ providers: [StreamedAnswers], exports: [StreamedAnswers] })
export class HttpModule {}
