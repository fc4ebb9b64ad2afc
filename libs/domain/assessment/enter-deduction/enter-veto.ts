import { command, isRefusal, refuse } from '#engine/kernel';
import type { WithScheme } from '../assessed-scheme.state.js';
import { mayEnter } from '../assessment.policies.js';
import { resultStream } from '../result.events.js';
import { result } from '../result.state.js';
import { entryBasis, toldForEntry, type EntryKey } from './entry-acts.js';

/** Enter a veto 一票否决 under one of the scheme's rules: it sets the grade, and the score is kept. */
export interface EnterVeto extends EntryKey, WithScheme {
  readonly rule: string;
  readonly matter: string;
  readonly document?: string;
}

export const enterVeto = command({
  name: 'assessment.EnterVeto',
  policy: mayEnter,
  unit: (c: EnterVeto) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  stated: ({ scheme: _, ...asked }) => asked,
  told: toldForEntry,
  decide: (state, c, context) => {
    const basis = entryBasis(state, c, context, { zh: '登记一票否决', en: 'given vetoes' });
    if (isRefusal(basis)) return basis;
    const { group, document } = basis;
    if (!group.vetoes.some(({ code }) => code === c.rule)) return refuse('assessment.unknown-veto-rule', { rule: c.rule, group: group.code }, 'body.rule');
    const { round, unit, entry, rule, matter } = c;
    return [{ type: 'assessment.VetoEntered' as const, data: { round, unit, veto: entry, rule, matter, document } }];
  },
});
