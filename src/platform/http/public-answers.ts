import { createHash } from 'node:crypto';
import { type FastifyInstance } from 'fastify';
import { isAlreadyKnown } from './entity-tag';

/** What anybody may keep gets an `ETag` made of itself, and is not sent again to who has it (RFC 9110 §13.1.2). */
export function tagPublicAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, sent, done) => {
    const isPublic = String(reply.getHeader('cache-control') ?? '').startsWith('public');
    if (!isPublic || reply.statusCode !== 200 || reply.hasHeader('etag') || !isWhole(sent)) {
      done(null, sent);
      return;
    }
    const tag = `"${createHash('sha256').update(sent).digest('base64url')}"`;
    void reply.header('etag', tag);
    if (isAlreadyKnown(request.headers['if-none-match'], tag)) {
      void reply.status(304);
      done(null, null);
    } else {
      done(null, sent);
    }
  });
}

function isWhole(sent: unknown): sent is string | Buffer {
  return typeof sent === 'string' || Buffer.isBuffer(sent);
}
