import { StoreStopped } from '#engine/event-store';
import { derivedId, isInstant, isRefusal, zhihengNamespace } from '#engine/kernel';
import type { Instant, RecordedEvent, Refusal, Uuid } from '#engine/kernel';
import type { AnyProcess, CommandToSend, DueTimer, Effect } from './reaction.js';
import type { TimerCause, TimerChange } from './reaction-state.js';
import { delayAfter, reasonOf, Stopping, type BackOff, type Wait } from './waiting.js';

/** What a command follows from, for its envelope. */
export interface CommandCause {
  readonly process: string;
  /** The timer that fired; absent when an event set the command off directly. */
  readonly timer?: string;
  /** The event it follows from; for a timer, the event that set it. */
  readonly eventId: Uuid;
  readonly correlation: Uuid;
  readonly traceparent?: string;
}

/**
 * How commands leave: given by whoever has the command engine. `done` covers accepted, unchanged and repeated.
 * A throw is a fault and is tried again a bounded number of times, always under the same id.
 */
export type SendCommand = (command: CommandToSend, how: { readonly commandId: Uuid; readonly cause: CommandCause }) => Promise<'done' | Refusal>;

/** Why an effect did not come about. */
export interface EffectFailure {
  readonly reason: string;
  readonly attempts: number;
}

export interface EffectOptions {
  readonly send: SendCommand;
  readonly wait: Wait;
  /** Attempts at a command that ends in a fault. */
  readonly attempts: number;
  readonly backOff: BackOff;
}

/** Id of a command an event sets off: the same for ever, so that sending it twice has the effect of once. */
export const eventCommandId = (eventId: Uuid, process: string, index: number): Uuid => derivedId(eventId, `${process}/${index}`);

/** Id of a command a timer sends. A timer that is set again for the same due time is the same timer: it does not act twice. */
export const timerCommandId = ({ process, timer, dueAt }: DueTimer, index: number): Uuid =>
  derivedId(zhihengNamespace, JSON.stringify([process, timer, dueAt, index]));

/** What a process wants, split into what is sent now and what is committed with the position. */
export interface Plan {
  readonly commands: readonly CommandToSend[];
  readonly timers: readonly TimerChange[];
}

/** @throws RangeError for a due time that is no instant; and whatever the process throws */
export function planFor(process: AnyProcess, event: RecordedEvent): Plan {
  const effects: readonly Effect[] = process.react(event);
  const commands = effects.filter((effect) => 'definition' in effect);
  const timers: TimerChange[] = [];
  for (const effect of effects) {
    if ('timer' in effect) {
      const { timer, dueAt, payload } = effect;
      timers.push({ kind: 'set', row: { process: process.name, timer, dueAt: logForm(dueAt), payload, cause: timerCause(event) } });
    } else if ('cancel' in effect) {
      timers.push({ kind: 'cancel', timer: effect.cancel });
    }
  }
  return { commands, timers };
}

/** Due times are kept in the one form with milliseconds, so that they sort as text. */
function logForm(dueAt: Instant): Instant {
  if (!isInstant(dueAt)) throw new RangeError(`a timer's due time is not an instant: ${String(dueAt)}`);
  return new Date(dueAt).toISOString();
}

function timerCause({ stream, id, position, meta }: RecordedEvent): TimerCause {
  const cause = { stream, eventId: id, position, correlation: meta.correlation };
  return meta.traceparent === undefined ? cause : { ...cause, traceparent: meta.traceparent };
}

export function eventCause(process: string, { id, meta }: RecordedEvent): CommandCause {
  const cause = { process, eventId: id, correlation: meta.correlation };
  return meta.traceparent === undefined ? cause : { ...cause, traceparent: meta.traceparent };
}

/** Streams the commands go to; commands to one stream are sent in order. A command too bad to name its stream fails when it is sent. */
export function targetsOf(commands: readonly CommandToSend[]): readonly string[] {
  return commands.flatMap(({ definition, command }) => {
    try {
      return [definition.stream(command)];
    } catch {
      return [];
    }
  });
}

/**
 * Send commands one after the other; stops at the first that does not come about.
 * @throws StoreStopped when the log takes no more facts · Stopping when the runner stops between two attempts
 */
export async function sendAll(
  commands: readonly CommandToSend[],
  how: { readonly idOf: (index: number) => Uuid; readonly cause: CommandCause },
  options: EffectOptions,
  signal: AbortSignal,
): Promise<EffectFailure | undefined> {
  for (const [index, command] of commands.entries()) {
    const failure = await sendOne(command, { commandId: how.idOf(index), cause: how.cause }, options, signal);
    if (failure) return failure;
  }
  return undefined;
}

async function sendOne(
  command: CommandToSend,
  how: { readonly commandId: Uuid; readonly cause: CommandCause },
  { send, wait, attempts, backOff }: EffectOptions,
  signal: AbortSignal,
): Promise<EffectFailure | undefined> {
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) throw new Stopping(how.cause.process);
    try {
      const answer = await send(command, how);
      return isRefusal(answer) ? { reason: refusalText(command, answer), attempts: attempt } : undefined;
    } catch (error) {
      if (error instanceof StoreStopped) throw error;
      if (attempt >= attempts) return { reason: `${String(command.definition.name)}: ${reasonOf(error)}`, attempts: attempt };
      await wait(delayAfter(attempt, backOff), signal);
    }
  }
}

const refusalText = (command: CommandToSend, { refused, values }: Refusal): string =>
  `${String(command.definition.name)} refused: ${refused} ${JSON.stringify(values)}`;
