import type { AnyCommand, Refusal, Uuid } from '#engine/kernel';
import { rolePolicy } from '#engine/kernel';
import type { CommandCause, CommandToSend, SendCommand } from '#engine/reactions';

export interface RecordedCommand {
  readonly commandId: Uuid;
  readonly name: string;
  readonly command: unknown;
  readonly cause: CommandCause;
}

/** What a command meets, by attempt; a throw is a fault, nothing is success. */
export type AnswerTo = (command: RecordedCommand, attempt: number) => Refusal | undefined | void | Promise<Refusal | undefined | void>;

/** Takes commands as the command engine does: under one id there is one effect, however often it is sent. */
export class CommandRecorder {
  /** Every attempt, in order. */
  readonly attempts: RecordedCommand[] = [];
  /** Commands that had their effect, in order of the effect. */
  readonly effects: RecordedCommand[] = [];
  private readonly attemptsOf = new Map<Uuid, number>();
  private readonly done = new Set<Uuid>();

  constructor(public answer: AnswerTo = () => undefined) {}

  readonly send: SendCommand = async ({ definition, command }: CommandToSend, { commandId, cause }) => {
    const recorded: RecordedCommand = { commandId, name: String(definition.name), command, cause };
    this.attempts.push(recorded);
    const attempt = (this.attemptsOf.get(commandId) ?? 0) + 1;
    this.attemptsOf.set(commandId, attempt);
    const refusal = await this.answer(recorded, attempt);
    if (refusal) return refusal;
    if (this.done.has(commandId)) return 'done';
    this.done.add(commandId);
    this.effects.push(recorded);
    return 'done';
  };

  /** The content of the commands that had their effect. */
  commands(): readonly unknown[] {
    return this.effects.map(({ command }) => command);
  }
}

/** A use case that only serves as the target of commands; its stream is `<prefix>-<command.to>`. */
export function targetCommand(name: string, prefix = 'target'): AnyCommand {
  return {
    name,
    stream: ({ to }: { readonly to: string }) => `${prefix}-${to}`,
    state: { name: `${prefix}-state`, initial: 0, evolve: (count: number) => count + 1 },
    policy: rolePolicy('testing.act', ['system']),
    decide: () => [],
  };
}
