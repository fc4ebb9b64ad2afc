import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import sharedMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streamMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { PeerFaults } from './faults.js';
import type { KeptRecord, PeerLog } from './peer-log.js';

type Options = ReadReq.Options;
type Call = ServerWritableStream<ReadReq, ReadResp>;

/** What serving a reader needs. */
export interface Served {
  readonly log: PeerLog;
  readonly faults: PeerFaults;
  /** Records sent to readers so far. */
  sent: number;
  /** End the reader's connection without a word. */
  readonly drop: (call: Call) => void;
}

/** Unread records that a filtered subscription passes over before it tells how far it has looked. */
const checkpointWindow = 32;

/** Serve `Read`: a stream or `$all`, either way, once or as a subscription, filtered by the expression that the reader sends. */
export async function serveRead(call: Call, served: Served): Promise<void> {
  const options = call.request.getOptions()!;
  const ended = new AbortController();
  call.on('cancelled', () => ended.abort());
  call.on('close', () => ended.abort());
  try {
    if (options.hasSubscription()) await subscribe(call, options, served, ended.signal);
    else await readOnce(call, options, served, ended.signal);
    if (!ended.signal.aborted) call.end();
  } catch (error) {
    if (!ended.signal.aborted) call.destroy(error as Error);
  }
}

async function readOnce(call: Call, options: Options, served: Served, signal: AbortSignal): Promise<void> {
  const backwards = options.getReadDirection() === streamMessages.ReadReq.Options.ReadDirection.BACKWARDS;
  const wanted = filterOf(options);
  const source = options.hasStream() ? served.log.stream(streamName(options)) : served.log.records;
  if (options.hasStream() && source.length === 0) return void (await send(call, notFound(options), signal));
  const chosen = (options.hasStream() ? ofStream(options, source, backwards) : ofAll(options, source, backwards)).filter(wanted);
  const count = Number(options.getCount());
  for (const record of count > 0 ? chosen.slice(0, count) : chosen) {
    if (signal.aborted) return;
    await send(call, eventResponse(record, options), signal);
  }
}

async function subscribe(call: Call, options: Options, served: Served, signal: AbortSignal): Promise<void> {
  const wanted = filterOf(options);
  const { log, faults } = served;
  const confirmation = new streamMessages.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('peer');
  await send(call, response((r) => r.setConfirmation(confirmation)), signal);
  let next = firstAfter(options, log.records);
  let passedOver = 0;
  let live = false;
  while (!signal.aborted) {
    const record = log.records[next];
    if (!record) {
      if (!live) await send(call, response((r) => r.setCaughtUp(new streamMessages.ReadResp.CaughtUp())), signal);
      live = true;
      await log.grown(next, signal);
      continue;
    }
    next += 1;
    if (!wanted(record)) {
      passedOver += 1;
      if (passedOver % checkpointWindow === 0) await send(call, checkpoint(record), signal);
      continue;
    }
    if (faults.omit?.(record.stream, record.revision)) continue;
    if (faults.muteBefore?.(served.sent)) return void (await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())));
    if (faults.dropBefore?.(served.sent)) return served.drop(call);
    served.sent += 1;
    await send(call, eventResponse(record, options), signal);
  }
}

/** The server's positions of checkpoints have no prepare position, and may lie beyond the last event: nobody should go on from them. */
function checkpoint({ commit }: KeptRecord): ReadResp {
  const message = new streamMessages.ReadResp.Checkpoint();
  message.setCommitPosition(String(commit + 1_000_000n));
  message.setPreparePosition('0');
  return response((r) => r.setCheckpoint(message));
}

async function send(call: Call, message: ReadResp, signal: AbortSignal): Promise<void> {
  if (signal.aborted || call.write(message)) return;
  await once(call, 'drain', { signal }).catch(() => undefined);
}

function response(fill: (message: ReadResp) => unknown): ReadResp {
  const message = new streamMessages.ReadResp();
  fill(message);
  return message;
}

const streamName = (options: Options): string => Buffer.from(options.getStream()!.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8');

function notFound(options: Options): ReadResp {
  const message = new streamMessages.ReadResp.StreamNotFound();
  message.setStreamIdentifier(options.getStream()!.getStreamIdentifier());
  return response((r) => r.setStreamNotFound(message));
}

function ofStream(options: Options, records: readonly KeptRecord[], backwards: boolean): readonly KeptRecord[] {
  const from = options.getStream()!;
  const last = records.length - 1;
  const revision = from.hasStart() ? 0 : from.hasEnd() ? last : Number(from.getRevision());
  return backwards ? records.slice(0, revision + 1).toReversed() : records.slice(revision);
}

const isAfter = (record: KeptRecord, commit: bigint, prepare: bigint): boolean => record.commit > commit || (record.commit === commit && record.prepare > prepare);

function ofAll(options: Options, records: readonly KeptRecord[], backwards: boolean): readonly KeptRecord[] {
  const from = options.getAll()!;
  if (from.hasStart()) return backwards ? [] : records;
  if (from.hasEnd()) return backwards ? records.toReversed() : [];
  const [commit, prepare] = [BigInt(from.getPosition()!.getCommitPosition()), BigInt(from.getPosition()!.getPreparePosition())];
  const before = records.filter((record) => !isAfter(record, commit, prepare) && !(record.commit === commit && record.prepare === prepare));
  return backwards ? before.toReversed() : records.slice(before.length);
}

/** Place of the first record that a subscription is sent: the position it names is one it has seen. */
function firstAfter(options: Options, records: readonly KeptRecord[]): number {
  const from = options.getAll();
  if (!from) throw new Error('the peer serves subscriptions to $all only');
  if (from.hasEnd()) return records.length;
  if (!from.hasPosition()) return 0;
  const [commit, prepare] = [BigInt(from.getPosition()!.getCommitPosition()), BigInt(from.getPosition()!.getPreparePosition())];
  const found = records.findIndex((record) => isAfter(record, commit, prepare));
  return found === -1 ? records.length : found;
}

function filterOf(options: Options): (record: KeptRecord) => boolean {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const byType = filter.getEventType();
  const expression = byType ?? filter.getStreamIdentifier()!;
  const prefixes = expression.getPrefixList();
  const pattern = prefixes.length > 0 ? undefined : new RegExp(expression.getRegex());
  return (record) => {
    const text = byType ? record.type : record.stream;
    return pattern ? pattern.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
}

function eventResponse(record: KeptRecord, options: Options): ReadResp {
  const recorded = new streamMessages.ReadResp.ReadEvent.RecordedEvent();
  const stream = new sharedMessages.StreamIdentifier();
  stream.setStreamName(Buffer.from(record.stream, 'utf8'));
  recorded.setId(uuid(record.id, options));
  recorded.setStreamIdentifier(stream);
  recorded.setStreamRevision(String(record.revision));
  recorded.setCommitPosition(String(record.commit));
  recorded.setPreparePosition(String(record.prepare));
  const facts = recorded.getMetadataMap();
  facts.set('type', record.type);
  facts.set('content-type', record.json ? 'application/json' : 'application/octet-stream');
  facts.set('created', String(BigInt(record.createdMs) * 10_000n));
  recorded.setData(record.data);
  recorded.setCustomMetadata(record.metadata);
  const event = new streamMessages.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(record.commit));
  return response((r) => r.setEvent(event));
}

function uuid(id: string, options: Options): InstanceType<typeof sharedMessages.UUID> {
  const message = new sharedMessages.UUID();
  if (options.getUuidOption()?.hasString()) {
    message.setString(id);
    return message;
  }
  const hex = id.replaceAll('-', '');
  const structured = new sharedMessages.UUID.Structured();
  structured.setMostSignificantBits(String(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`))));
  structured.setLeastSignificantBits(String(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`))));
  message.setStructured(structured);
  return message;
}
