import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** Mark an answer with the stream's revision, for a later If-Match. */
export function etag(reply: FastifyReply, revision: number): void {
  void reply.header('etag', `"${revision}"`);
}

/** Marks every answer that tells a stream's `revision`: receipts of commands and single things. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        const revision = (answer as { readonly revision?: unknown } | null | undefined)?.revision;
        if (typeof revision === 'number' && Number.isSafeInteger(revision) && revision >= 0 && !reply.raw.headersSent) etag(reply, revision);
      }),
    );
  }
}
