import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { connect } from 'node:net';
import grpc from '@grpc/grpc-js';
import type { sendUnaryData, ServerReadableStream, ServerUnaryCall, ServiceError } from '@grpc/grpc-js';
import featureServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import featureMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import gossipServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import gossipMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import sharedMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streamServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import atomicServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import type { Clock } from '#engine/kernel';
import { conflictError, fromMessages, fromRecords, fromSession, serviceError, toAppendResponse, toRecordsResponse, toSessionResponse, violationError, type ProposedAppend } from './appending.js';
import type { PeerFaults } from './faults.js';
import { PeerLog, type PeerOutcome } from './peer-log.js';
import { serveRead, type Served } from './reading.js';

export interface PeerOptions {
  readonly clock: Clock;
  /** Port on loopback; a free one when absent. */
  readonly port?: number;
  /** Keeps the events beyond the peer's life. */
  readonly file?: string;
  /** Whether it offers `AppendRecords`, as servers do from 26.1 on; otherwise only `AppendSession` (25.1). True when absent. */
  readonly recordsInAnyOrder?: boolean;
  /** Whether it offers appends over several streams at all, as servers do from 25.1 on. True when absent. */
  readonly atomicAppends?: boolean;
}

/**
 * A server for tests that speaks the part of KurrentDB's gRPC protocols which the event store uses, over the official client's own message
 * classes. It is no KurrentDB: one node, no disk format, no access control. Connections go through a relay of its own, so that they
 * can be dropped like a network drops them.
 */
export class KurrentDbPeer {
  readonly faults: PeerFaults = {};
  readonly log: PeerLog;
  readonly #server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  readonly #sockets = new Set<Socket>();
  readonly #served: Served;
  readonly #recordsInAnyOrder: boolean;
  readonly #atomicAppends: boolean;
  #relay: TcpServer | undefined;
  #inner = 0;
  #port = 0;
  #appends = 0;

  private constructor({ clock, file, recordsInAnyOrder = true, atomicAppends = true }: PeerOptions) {
    this.#atomicAppends = atomicAppends;
    this.log = new PeerLog(clock, file);
    this.#recordsInAnyOrder = recordsInAnyOrder;
    this.#served = { log: this.log, faults: this.faults, sent: 0, drop: () => this.dropConnections() };
    this.#addServices();
  }

  static async start(options: PeerOptions): Promise<KurrentDbPeer> {
    const peer = new KurrentDbPeer(options);
    peer.#inner = await new Promise<number>((resolve, reject) => {
      peer.#server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port)));
    });
    await peer.accept(options.port);
    return peer;
  }

  /** How clients reach it. Part of the client waits for one discovery interval before its first call, half a second unless told otherwise. */
  get url(): string {
    return `kurrentdb://127.0.0.1:${this.#port}?tls=false&keepAliveInterval=-1&discoveryInterval=10`;
  }

  get port(): number {
    return this.#port;
  }

  /** Appends asked for so far. */
  get appends(): number {
    return this.#appends;
  }

  /** Records sent to readers so far: as many as their connections took, read or not. */
  get sent(): number {
    return this.#served.sent;
  }

  /** Take connections, again on the port it had. */
  async accept(port = this.#port): Promise<void> {
    const relay = createServer((socket) => {
      const onward = connect(this.#inner, '127.0.0.1');
      for (const [end, other] of [[socket, onward], [onward, socket]] as const) {
        this.#sockets.add(end);
        end.setNoDelay(true);
        end.on('error', () => other.destroy());
        end.on('close', () => {
          this.#sockets.delete(end);
          other.destroy();
        });
        end.pipe(other);
      }
    });
    await new Promise<void>((resolve, reject) => relay.once('error', reject).listen(port, '127.0.0.1', resolve));
    this.#relay = relay;
    this.#port = (relay.address() as AddressInfo).port;
  }

  /** End every connection without a word; new ones are taken. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Take no connection until {@link accept}. */
  async refuse(): Promise<void> {
    const relay = this.#relay;
    this.#relay = undefined;
    const closed = new Promise<void>((resolve) => (relay ? relay.close(() => resolve()) : resolve()));
    this.dropConnections();
    await closed;
  }

  async stop(): Promise<void> {
    await this.refuse();
    this.#server.forceShutdown();
  }

  #addServices(): void {
    this.#server.addService(streamServices.StreamsService, {
      read: (call: Parameters<typeof serveRead>[0]) => void serveRead(call, this.#served),
      append: (call: ServerReadableStream<Parameters<typeof fromMessages>[0][number], unknown>, answer: sendUnaryData<unknown>) =>
        void this.#gathered(call, answer, fromMessages, (outcome) => toAppendResponse(outcome)),
    } as unknown as grpc.UntypedServiceImplementation);
    this.#server.addService(atomicServices.StreamsServiceService, {
      appendSession: (call: ServerReadableStream<Parameters<typeof fromSession>[0][number], unknown>, answer: sendUnaryData<unknown>) =>
        void this.#gathered(call, answer, fromSession, (outcome) => recordedOr(outcome, conflictError, toSessionResponse)),
      appendRecords: (call: ServerUnaryCall<Parameters<typeof fromRecords>[0], unknown>, answer: sendUnaryData<unknown>) =>
        void this.#append(answer, () => fromRecords(call.request), (outcome) => recordedOr(outcome, violationError, toRecordsResponse)),
    } as unknown as grpc.UntypedServiceImplementation);
    this.#server.addService(featureServices.ServerFeaturesService, { getSupportedMethods: (_call: unknown, answer: sendUnaryData<unknown>) => answer(null, this.#features()) } as unknown as grpc.UntypedServiceImplementation);
    this.#server.addService(gossipServices.GossipService, { read: (_call: unknown, answer: sendUnaryData<unknown>) => answer(null, this.#members()) } as unknown as grpc.UntypedServiceImplementation);
  }

  async #gathered<Message>(call: ServerReadableStream<Message, unknown>, answer: sendUnaryData<unknown>, read: (messages: readonly Message[]) => ProposedAppend, answered: (outcome: PeerOutcome) => unknown): Promise<void> {
    const messages: Message[] = [];
    try {
      for await (const message of call) messages.push(message as Message);
    } catch {
      return; // The caller went away before it had said everything.
    }
    await this.#append(answer, () => read(messages), answered);
  }

  async #append(answer: sendUnaryData<unknown>, read: () => ProposedAppend, answered: (outcome: PeerOutcome) => unknown): Promise<void> {
    this.#appends += 1;
    const fault = this.faults.append?.(this.#appends);
    await this.faults.beforeAppend?.();
    if (fault === 'drop') return this.dropConnections();
    try {
      const append = read();
      if (fault === 'late') return await this.#appendLate(append);
      if (fault) this.#refuseWith(fault, append);
      const outcome = this.log.append(append.records, append.checks, this.faults.forgetful);
      if (fault === 'lose-answer') return this.dropConnections();
      answer(null, answered(outcome));
    } catch (error) {
      answer(error as ServiceError);
    }
  }

  async #appendLate({ records, checks }: ProposedAppend): Promise<void> {
    this.dropConnections();
    await this.faults.beforeLate?.();
    this.log.append(records, checks, this.faults.forgetful);
  }

  #refuseWith(fault: string, { checks }: ProposedAppend): void {
    if (fault === 'unavailable') throw serviceError(grpc.status.UNAVAILABLE, 'the peer is not available');
    if (fault === 'unheard-of') throw serviceError(grpc.status.FAILED_PRECONDITION, 'an error that no client knows');
    if (fault === 'wrong-revision') throw violationError(checks.map((check, index) => ({ ...check, index, actual: this.log.stream(check.stream).length - 1 })));
    if (fault !== 'not-leader') return;
    const metadata = new grpc.Metadata();
    metadata.add('exception', 'not-leader');
    metadata.add('leader-endpoint-host', '127.0.0.1');
    metadata.add('leader-endpoint-port', String(this.#port));
    throw serviceError(grpc.status.NOT_FOUND, 'the peer does not lead', metadata);
  }

  #features(): unknown {
    const message = new featureMessages.SupportedMethods();
    message.setEventStoreServerVersion(!this.#atomicAppends ? '24.10.0' : this.#recordsInAnyOrder ? '26.1.0' : '25.1.0');
    const atomic = !this.#atomicAppends ? [] : this.#recordsInAnyOrder ? ['AppendSession', 'AppendRecords'] : ['AppendSession'];
    for (const [service, methods] of [['event_store.client.streams.Streams', ['Append', 'Read']], ['kurrentdb.protocol.v2.streams.StreamsService', atomic]] as const) {
      for (const name of methods) {
        const method = new featureMessages.SupportedMethod();
        method.setServiceName(service);
        method.setMethodName(name);
        message.addMethods(method);
      }
    }
    return message;
  }

  #members(): unknown {
    const end = new gossipMessages.EndPoint();
    end.setAddress('127.0.0.1');
    end.setPort(this.#port);
    const id = new sharedMessages.UUID();
    id.setString('00000000-0000-4000-8000-000000000001');
    const member = new gossipMessages.MemberInfo();
    member.setInstanceId(id);
    member.setTimeStamp('0');
    member.setState(gossipMessages.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(end);
    const cluster = new gossipMessages.ClusterInfo();
    cluster.addMembers(member);
    return cluster;
  }
}

function recordedOr(outcome: PeerOutcome, refusal: (violations: Extract<PeerOutcome, { kind: 'violated' }>['violations']) => ServiceError, success: (outcome: Extract<PeerOutcome, { kind: 'recorded' }>) => unknown): unknown {
  if (outcome.kind === 'violated') throw refusal(outcome.violations);
  return success(outcome);
}
