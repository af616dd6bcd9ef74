import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, type Observable, throwError } from 'rxjs';
import { turnedAway } from '../database/turned-away';

/** For controllers with a problem filter of their own: a database that is away comes to it as the problem that clients are told. */
@Injectable()
export class TurnedAwayInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => turnedAway(error) ?? error)));
  }
}
