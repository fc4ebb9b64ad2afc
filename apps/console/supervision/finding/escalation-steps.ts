import { textOf, type Entry, type IssuedFinding } from './finding-data.js';

/** A level that was raised, or a time at which one will be. */
export interface Step {
  readonly level: string;
  readonly at: string;
  readonly trigger: string;
  readonly raised: Entry | undefined;
  /** `off`: its time is still to come, but what it waits for has happened, so that it raises nothing any more. */
  readonly state: 'raised' | 'coming' | 'off';
}

/** What the steps follow from. */
export interface Escalating {
  readonly deadline: Pick<NonNullable<IssuedFinding['deadline']>, 'dueAt' | 'steps'> | null;
  readonly record: Pick<IssuedFinding['record'], 'escalations'>;
  readonly line: Pick<IssuedFinding['line'], 'stage' | 'status' | 'suspended'>;
}

/** Statuses in which the unit waits for a decision; none of the times that were set holds after it. */
const decided: readonly string[] = ['reported', 'contested'];

/** Steps of the due time that holds and levels that were raised, in the order of time. What passed without raising anything is left out. */
export function stepsOf({ deadline, record: { escalations }, line }: Escalating, now: string): readonly Step[] {
  const raised = escalations.map((entry): Step => ({ level: textOf(entry, 'level')!, at: entry.recordedAt, trigger: textOf(entry, 'trigger')!, raised: entry, state: 'raised' }));
  const running = line.stage === 'open' && !line.suspended && !decided.includes(line.status);
  const wasRaised = (level: string): boolean => escalations.some(({ details }) => details['dueAt'] === deadline?.dueAt && details['level'] === level);
  const ahead = (running ? (deadline?.steps ?? []) : [])
    .filter(({ level, at }) => at > now && !wasRaised(level))
    .map(({ level, at, trigger }): Step => ({ level, at, trigger, raised: undefined, state: trigger === 'not-acknowledged' && line.status !== 'issued' ? 'off' : 'coming' }));
  return [...raised, ...ahead].sort((a, b) => (a.at < b.at ? -1 : 1));
}
