import { isRefusal, type AnyCommand } from '#engine/kernel';
import type { EvidenceReference } from '../report.events.js';
import { reportIndicatorAmong, type PeersOf, type ReportIndicator } from '../report-indicator/report-indicator.js';
import type { ImportRow } from './read-import.js';

/** What a row does: a new report, another value or note for an unverified one, or nothing new. */
export type ImportEffect = 'created' | 'replaced' | 'unchanged';

/** The rows of an import as commands, and afterwards what each did. */
export interface ImportItems {
  readonly items: readonly { readonly definition: AnyCommand; readonly command: ReportIndicator }[];
  /** What the row at an index does; undefined until it was decided, or when it was refused. */
  effectOf(index: number): ImportEffect | undefined;
}

/**
 * Each row is the command that the form would send. The decision is the form's own; what it decides is noted per command, because a
 * batch answers only with what was refused. Deciding again (after a lost race) notes again.
 */
export function importItems(rows: readonly ImportRow[], references: ReadonlyMap<string, EvidenceReference>, peersOf: PeersOf): ImportItems {
  const effects = new Map<ReportIndicator, ImportEffect>();
  const useCase = reportIndicatorAmong(peersOf);
  const definition: AnyCommand = {
    ...useCase,
    decide: (state, c: ReportIndicator, context) => {
      const decision = useCase.decide(state, c, context);
      const event = isRefusal(decision) ? undefined : decision[0];
      if (isRefusal(decision)) effects.delete(c);
      else effects.set(c, event === undefined ? 'unchanged' : 'replaces' in event.data ? 'replaced' : 'created');
      return decision;
    },
  };
  const items = rows.map(({ row: _, evidence, ...rest }) => ({
    definition,
    command: { ...rest, evidence: evidence.flatMap((sha256) => references.get(sha256) ?? []), source: 'import' as const },
  }));
  return { items, effectOf: (index) => effects.get(items[index]!.command) };
}
