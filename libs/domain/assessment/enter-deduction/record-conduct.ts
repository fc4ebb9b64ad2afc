import { command, isRefusal, refuse, type Refusal } from '#engine/kernel';
import { leavesOf, type Group } from '#domain/scoring';
import type { WithScheme } from '../assessed-scheme.state.js';
import { mayEnter } from '../assessment.policies.js';
import { resultStream, type conductKinds } from '../result.events.js';
import { result } from '../result.state.js';
import { entryBasis, toldForEntry, type EntryKey } from './entry-acts.js';

/** Record what no other fact tells: falsified data 数据造假 or public criticism 通报批评. What it costs is the scheme's rule. */
export interface RecordConduct extends EntryKey, WithScheme {
  readonly kind: (typeof conductKinds)[number];
  readonly matter: string;
  readonly severity?: string;
  /** Indicator whose data were falsified. */
  readonly indicator?: string;
  readonly document?: string;
}

export const recordConduct = command({
  name: 'assessment.RecordConduct',
  policy: mayEnter,
  unit: (c: RecordConduct) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  stated: ({ scheme: _, ...asked }) => asked,
  told: toldForEntry,
  decide: (state, c, context) => {
    const basis = entryBasis(state, c, context, { zh: '登记违规情形', en: 'given records of conduct' });
    if (isRefusal(basis)) return basis;
    const no = ruleProblem(basis.group, c);
    if (no) return no;
    const { round, unit, entry, kind, matter, severity, indicator } = c;
    const more = { ...(severity === undefined ? {} : { severity }), ...(indicator === undefined ? {} : { indicator }) };
    return [{ type: 'assessment.ConductRecorded' as const, data: { round, unit, record: entry, kind, ...more, matter, document: basis.document } }];
  },
});

/** Each rule for the kind can be applied to what is recorded: otherwise it would silently cost nothing. */
function ruleProblem(group: Group, { kind, severity, indicator }: RecordConduct): Refusal | undefined {
  const rules = (group.deductions?.rules ?? []).filter((rule) => rule.kind === kind);
  if (rules.length === 0) return refuse('assessment.no-rule-for-conduct', { kind, group: group.code }, 'body.kind');
  const graded = rules.flatMap(({ points }) => (typeof points === 'string' ? [] : [Object.keys(points)]));
  const listed = graded.find((severities) => severity === undefined || !severities.includes(severity));
  if (listed) return refuse('assessment.severity-not-listed', { kind, listed: listed.join(' · ') }, 'body.severity');
  if (indicator === undefined) return rules.some(({ zeroesIndicator }) => zeroesIndicator) ? refuse('assessment.indicator-required', { kind }, 'body.indicator') : undefined;
  const known = leavesOf(group.tree).some((leaf) => leaf.indicator === indicator);
  return known ? undefined : refuse('assessment.indicator-not-scored', { indicator, group: group.code }, 'body.indicator');
}
