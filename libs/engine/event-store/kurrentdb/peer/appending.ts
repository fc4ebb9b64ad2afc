import grpc from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import sharedMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import codeMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/code_pb.js';
import statusMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streamMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { AppendReq, AppendResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import errorMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import atomicMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import type { AppendRecord, AppendRecordsRequest, AppendRecordsResponse, AppendRequest, AppendSessionResponse } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import { anyState, noStream, streamExists, type Check, type PeerOutcome, type ProposedRecord, type Violation } from './peer-log.js';

/** An append, whichever of the three calls brought it. */
export interface ProposedAppend {
  readonly records: readonly ProposedRecord[];
  readonly checks: readonly Check[];
}

/** `AppendRecords`: records in any order over streams, checks apart from them. */
export function fromRecords(request: AppendRecordsRequest): ProposedAppend {
  const checks = request.getChecksList().map((check) => ({ stream: check.getStreamState()!.getStream(), expected: Number(check.getStreamState()!.getExpectedState()) }));
  return { records: request.getRecordsList().map((record) => proposed(record, record.getStream())), checks };
}

export function toRecordsResponse({ commit, revisions }: Extract<PeerOutcome, { kind: 'recorded' }>): AppendRecordsResponse {
  const message = new atomicMessages.AppendRecordsResponse();
  message.setPosition(String(commit));
  for (const [stream, revision] of revisions) {
    const entry = new atomicMessages.StreamRevision();
    entry.setStream(stream);
    entry.setRevision(String(revision));
    message.addRevisions(entry);
  }
  return message;
}

/** `AppendSession`: one request a stream. @throws when a stream comes twice, which the protocol refuses */
export function fromSession(requests: readonly AppendRequest[]): ProposedAppend {
  const streams = requests.map((request) => request.getStream());
  if (new Set(streams).size !== streams.length) throw serviceError(grpc.status.ABORTED, 'a stream comes twice in one session');
  return {
    records: requests.flatMap((request) => request.getRecordsList().map((record) => proposed(record, request.getStream()))),
    checks: requests.map((request) => ({ stream: request.getStream(), expected: request.hasExpectedRevision() ? Number(request.getExpectedRevision()) : anyState })),
  };
}

export function toSessionResponse({ commit, revisions }: Extract<PeerOutcome, { kind: 'recorded' }>): AppendSessionResponse {
  const message = new atomicMessages.AppendSessionResponse();
  message.setPosition(String(commit));
  for (const [stream, revision] of revisions) {
    const entry = new atomicMessages.AppendResponse();
    entry.setStream(stream);
    entry.setStreamRevision(String(revision));
    entry.setPosition(String(commit));
    message.addOutput(entry);
  }
  return message;
}

/** `Append` of the first protocol: one stream. */
export function fromMessages(messages: readonly AppendReq[]): ProposedAppend {
  const options = messages[0]!.getOptions()!;
  const stream = Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8');
  const expected = options.hasNoStream() ? noStream : options.hasAny() ? anyState : options.hasStreamExists() ? streamExists : Number(options.getRevision());
  const records = messages.slice(1).map((message) => {
    const event = message.getProposedMessage()!;
    const facts = event.getMetadataMap();
    return {
      id: event.getId()!.getString(), stream, type: facts.get('type')!, json: facts.get('content-type') === 'application/json',
      data: Buffer.from(event.getData_asU8()), metadata: Buffer.from(event.getCustomMetadata_asU8()),
    };
  });
  return { records, checks: [{ stream, expected }] };
}

export function toAppendResponse(outcome: PeerOutcome): AppendResp {
  const message = new streamMessages.AppendResp();
  if (outcome.kind === 'recorded') {
    const success = new streamMessages.AppendResp.Success();
    success.setCurrentRevision(String([...outcome.revisions.values()][0]));
    const position = new streamMessages.AppendResp.Position();
    position.setCommitPosition(String(outcome.commit));
    position.setPreparePosition(String(outcome.commit));
    success.setPosition(position);
    message.setSuccess(success);
    return message;
  }
  const wrong = new streamMessages.AppendResp.WrongExpectedVersion();
  const { expected, actual } = outcome.violations[0]!;
  if (actual >= 0) wrong.setCurrentRevision(String(actual));
  else wrong.setCurrentNoStream(new sharedMessages.Empty());
  if (expected >= 0) wrong.setExpectedRevision(String(expected));
  else if (expected === streamExists) wrong.setExpectedStreamExists(new sharedMessages.Empty());
  else wrong.setExpectedNoStream(new sharedMessages.Empty());
  message.setWrongExpectedVersion(wrong);
  return message;
}

/** How `AppendRecords` says that checks failed: all of them. */
export function violationError(violations: readonly Violation[]): ServiceError {
  const details = new errorMessages.AppendConsistencyViolationErrorDetails();
  for (const { index, stream, expected, actual } of violations) {
    const state = new errorMessages.ConsistencyViolation.StreamStateViolation();
    state.setStream(stream);
    state.setExpectedState(String(expected));
    state.setActualState(String(actual));
    const violation = new errorMessages.ConsistencyViolation();
    violation.setCheckIndex(index);
    violation.setStreamState(state);
    details.addViolations(violation);
  }
  return detailed('AppendConsistencyViolationErrorDetails', details.serializeBinary());
}

/** How `AppendSession` says it: the first of them. */
export function conflictError([first]: readonly Violation[]): ServiceError {
  const details = new errorMessages.StreamRevisionConflictErrorDetails();
  details.setStream(first!.stream);
  details.setExpectedRevision(String(first!.expected));
  details.setActualRevision(String(first!.actual));
  return detailed('StreamRevisionConflictErrorDetails', details.serializeBinary());
}

/** An error with a status and nothing else a client could read. */
export function serviceError(code: number, message: string, metadata = new grpc.Metadata()): ServiceError {
  return Object.assign(new Error(message), { code, details: message, metadata });
}

function detailed(name: string, value: Uint8Array): ServiceError {
  const any = new anyMessages.Any();
  any.setTypeUrl(`type.googleapis.com/kurrentdb.protocol.v2.streams.errors.${name}`);
  any.setValue(value);
  const status = new statusMessages.Status();
  status.setCode(codeMessages.Code.FAILED_PRECONDITION);
  status.setMessage(name);
  status.setDetails(any);
  const metadata = new grpc.Metadata();
  metadata.add('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  return serviceError(grpc.status.FAILED_PRECONDITION, name, metadata);
}

/** The server keeps properties as JSON metadata, and says in it how the data is written. */
function proposed(record: AppendRecord, stream: string): ProposedRecord {
  const properties: Record<string, unknown> = {};
  for (const [key, value] of record.getPropertiesMap().entries()) properties[key] = value.toJavaScript();
  const json = record.getSchema()!.getFormat() === atomicMessages.SchemaFormat.SCHEMA_FORMAT_JSON;
  const metadata = Buffer.from(JSON.stringify({ '$schema.format': json ? 'Json' : 'Bytes', '$schema.name': record.getSchema()!.getName(), ...properties }));
  return { id: record.getRecordId()!, stream, type: record.getSchema()!.getName(), json, data: Buffer.from(record.getData_asU8()), metadata };
}
