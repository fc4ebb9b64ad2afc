import type { FastifyReply } from 'fastify';

/** Mark an answer with the stream's revision, for a later If-Match. */
export function etag(reply: FastifyReply, revision: number): void {
  void reply.header('etag', `"${revision}"`);
}
