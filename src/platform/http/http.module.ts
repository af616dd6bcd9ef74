import { Global, Module } from '@nestjs/common';
import { ListedOrigins } from './listed-origins';
import { StreamedAnswers } from './streamed-answers';

@Global()
@Module({ providers: [ListedOrigins, StreamedAnswers], exports: [ListedOrigins, StreamedAnswers] })
export class HttpModule {}
