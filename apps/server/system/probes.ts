import type { FastifyInstance } from 'fastify';
import type { ReplicaStatus } from '#engine/event-store/kurrentdb';
import type { ReactionStatus } from '#engine/reactions';
import { defaultHealthLimits, health, type Health } from '#engine/telemetry';
import type { Runtime } from '../wiring.js';

/** Processes, and what removes erased persons from documents that were kept: it follows the log in the same way, without timers. */
async function followersOf(runtime: Runtime): Promise<readonly ReactionStatus[]> {
  const redaction = { ...(await runtime.cadreReview.redaction.status()), process: 'cadre-review.redaction', timers: { pending: 0, due: 0, failed: 0, fired: 0 } };
  return [...(await runtime.reactions.status()), redaction];
}

/** Milliseconds since a moment; none when there is no such moment. */
const since = (moment: string | undefined, now: string): number => (moment === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(moment)));

const replicaOf = (status: ReplicaStatus, now: string) => ({ ...status, behindMs: since(status.behindSince, now), silentMs: since(status.lastHeardAt, now) });

/** How long a part may take to tell its state: whoever asks for the health of a process does not wait for a server that is away. */
const longestAnswerMs = 2_000;

/** What was told in time; whose answer did not come, or was an error, is named in `silent`. */
async function toldInTime<T>(name: string, silent: string[], ask: () => Promise<T>): Promise<T | undefined> {
  const told = ask().then((answer) => ({ answer })).catch(() => undefined);
  const found = await Promise.race([told, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), longestAnswerMs).unref())]);
  if (!found) silent.push(name);
  return found?.answer;
}

/** How the process fares, judged from its parts. */
async function healthOf(runtime: Runtime, inService: boolean): Promise<Health> {
  const reason = runtime.stopped();
  const silent: string[] = [];
  const told = <T>(name: string, ask: () => Promise<T>): Promise<T | undefined> => toldInTime(name, silent, ask);
  const worked = <T>(name: string, ask: () => Promise<T>): Promise<T | undefined> => (runtime.works ? told(name, ask) : Promise.resolve(undefined));
  const [position, projections, , reactions, relay, notices, intakes, reconciliation] = await Promise.all([
    runtime.log.head(),
    told('projection', () => runtime.projections.status()),
    // Positions are remembered here; whether rows can be read is only known by reading.
    told('projection', () => runtime.rows.checkpoint(runtime.projectionNames[0]!, 1)),
    worked('process', () => followersOf(runtime)),
    worked('topic', () => runtime.relay.status()),
    worked('notices', () => runtime.notices.status()),
    worked('intake', () => Promise.all(runtime.intakes.map((intake) => intake.status()))),
    told('reconciliation', () => runtime.reconciler.status()),
  ]);
  return health({
    serving: true,
    inService,
    silent: [...new Set(silent)],
    log: { writable: reason === undefined, position, ...(reason === undefined ? {} : { reason }) },
    ...(runtime.replica ? { replica: replicaOf(runtime.replica(), runtime.clock.now()) } : {}),
    projections: projections ?? [],
    ...(reactions ? { reactions } : {}),
    ...(relay ? { relay } : {}),
    ...(notices ? { notices } : {}),
    ...(intakes ? { intakes } : {}),
    ledger: runtime.ledger.status(),
    witnesses: runtime.witnessing.status(),
    ...(reconciliation ? { reconciliation } : {}),
  });
}

/**
 * `/health` (everything), `/health/live`, `/health/ready` and `/metrics`: for machines, outside the API and without
 * sign-in; they tell positions and states, never content.
 */
export function mountProbes(fastify: FastifyInstance, runtime: Runtime): void {
  let inService = false;
  const judged = async (): Promise<Health> => {
    const found = await healthOf(runtime, inService);
    inService ||= found.ready;
    return found;
  };
  fastify.get('/health', async (_, reply) => {
    const found = await judged();
    return reply.status(found.ready ? 200 : 503).send(found);
  });
  fastify.get('/health/live', (_, reply) => reply.send({ live: true }));
  fastify.get('/health/ready', async (_, reply) => {
    const { ready, parts } = await judged();
    return reply.status(ready ? 200 : 503).send({ ready, down: parts.filter((part) => part.state === 'down').map((part) => part.name) });
  });
  runtime.metrics.beforeScrape(async () => {
    const { metrics } = runtime;
    // What does not answer in time keeps the figures of the scrape before.
    const measured = <T>(ask: () => Promise<T>, observe: (told: T) => void) => toldInTime('', [], ask).then((told) => told && observe(told));
    metrics.head(await runtime.log.head());
    const replica = runtime.replica && replicaOf(runtime.replica(), runtime.clock.now());
    const silentMs = replica?.silentMs ?? 0;
    metrics.observeLog({ stopped: runtime.stopped() !== undefined || replica?.state === 'disconnected' || silentMs > defaultHealthLimits.replicaLagMs, silentMs });
    metrics.observeLedger(runtime.ledger.origin, runtime.ledger.status());
    await Promise.all([
      measured(() => runtime.projections.status(), (told) => metrics.observeProjections(told)),
      measured(() => followersOf(runtime), (told) => metrics.observeReactions(told)),
      measured(() => runtime.relay.status(), (told) => metrics.observeRelay(told)),
      measured(() => runtime.notices.status(), (told) => metrics.observeNotices(told)),
      measured(() => runtime.reconciler.status(), ({ last }) => metrics.observeReconciliation(last)),
      ...(runtime.works ? [measured(() => Promise.all(runtime.intakes.map((intake) => intake.status())), (told) => metrics.observeIntakes(told))] : []),
    ]);
  });
  fastify.get('/metrics', async (_, reply) => reply.type(runtime.metrics.contentType).send(await runtime.metrics.text()));
  fastify.addHook('onResponse', (request, reply, done) => {
    runtime.metrics.request(request.method, request.routeOptions.url ?? 'unmatched', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}
