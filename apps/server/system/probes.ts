import type { FastifyInstance } from 'fastify';
import type { ReplicaStatus } from '#engine/event-store/kurrentdb';
import type { ReactionStatus } from '#engine/reactions';
import { health, type Health } from '#engine/telemetry';
import type { Runtime } from '../wiring.js';

/** Processes, and what removes erased persons from documents that were kept: it follows the log in the same way, without timers. */
async function followersOf(runtime: Runtime): Promise<readonly ReactionStatus[]> {
  const redaction = { ...(await runtime.cadreReview.redaction.status()), process: 'cadre-review.redaction', timers: { pending: 0, due: 0, failed: 0, fired: 0 } };
  return [...(await runtime.reactions.status()), redaction];
}

const replicaOf = (status: ReplicaStatus, now: string) => ({ ...status, behindMs: status.behindSince === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(status.behindSince)) });

/** How the process fares, judged from its parts. */
async function healthOf(runtime: Runtime): Promise<Health> {
  const reason = runtime.stopped();
  return health({
    serving: true,
    log: { writable: reason === undefined, position: await runtime.log.head(), ...(reason === undefined ? {} : { reason }) },
    ...(runtime.replica ? { replica: replicaOf(runtime.replica(), runtime.clock.now()) } : {}),
    projections: await runtime.projections.status(),
    ...(runtime.works ? { reactions: await followersOf(runtime), relay: await runtime.relay.status(), notices: await runtime.notices.status(), intakes: await Promise.all(runtime.intakes.map((intake) => intake.status())) } : {}),
    ledger: runtime.ledger.status(),
    witnesses: runtime.witnessing.status(),
    reconciliation: await runtime.reconciler.status(),
  });
}

/**
 * `/health` (everything), `/health/live`, `/health/ready` and `/metrics`: for machines, outside the API and without
 * sign-in; they tell positions and states, never content.
 */
export function mountProbes(fastify: FastifyInstance, runtime: Runtime): void {
  fastify.get('/health', async (_, reply) => {
    const found = await healthOf(runtime);
    return reply.status(found.ready ? 200 : 503).send(found);
  });
  fastify.get('/health/live', (_, reply) => reply.send({ live: true }));
  fastify.get('/health/ready', async (_, reply) => {
    const { ready, parts } = await healthOf(runtime);
    return reply.status(ready ? 200 : 503).send({ ready, down: parts.filter((part) => part.state === 'down').map((part) => part.name) });
  });
  runtime.metrics.beforeScrape(async () => {
    runtime.metrics.head(await runtime.log.head());
    runtime.metrics.observeProjections(await runtime.projections.status());
    runtime.metrics.observeReactions(await followersOf(runtime));
    runtime.metrics.observeRelay(await runtime.relay.status());
    runtime.metrics.observeNotices(await runtime.notices.status());
    runtime.metrics.observeReconciliation((await runtime.reconciler.status()).last);
    runtime.metrics.observeLedger(runtime.ledger.origin, runtime.ledger.status());
  });
  fastify.get('/metrics', async (_, reply) => reply.type(runtime.metrics.contentType).send(await runtime.metrics.text()));
  fastify.addHook('onResponse', (request, reply, done) => {
    runtime.metrics.request(request.method, request.routeOptions.url ?? 'unmatched', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}
