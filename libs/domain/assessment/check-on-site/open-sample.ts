import { command, isRefusal, refuse } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { documentOf, resultIn, roundFor, toldResults, toldUnitsProblem, type RoundAct, type RoundKey, type WithUnits } from '../round-acts.js';
import { roundStream } from '../round.events.js';
import { round } from '../round.state.js';
import { drawnUnits, seedFits } from './drawn-units.js';

/**
 * Open a sealed sample once every unit drawn was checked; earlier only under a document. Seed and list become public, so that anybody can
 * draw again. `seed` is added by the edge from where it was kept, unless the caller has it; empty when nobody has.
 */
export interface OpenSample extends RoundKey, WithUnits {
  readonly sample: string;
  readonly seed: string;
  readonly document?: string;
}

/** Samples are opened before the data are frozen. */
export const opening: RoundAct = { at: ['self-assessment', 'site-checks'], called: { zh: '启封暗访名单', en: 'open a sample' } };

export const openSample = command({
  name: 'assessment.OpenSample',
  policy: mayRunRounds,
  stream: (c: OpenSample) => roundStream(c.round),
  state: round,
  stated: ({ seed: _seed, units: _units, ...asked }) => asked,
  told: (c) => toldResults(c),
  decide: (state, c, context) => {
    const known = roundFor(state, c, opening);
    if (isRefusal(known)) return known;
    const sample = known.samples.find((one) => one.sample === c.sample);
    if (!sample) return refuse('assessment.unknown-sample', { sample: c.sample }, 'params.sample');
    if (sample.drawn) return [];
    if (c.seed === '') return refuse('assessment.seed-not-kept', { sample: c.sample }, 'body.seed');
    if (!seedFits(sample, c.seed)) return refuse('assessment.seed-does-not-match', { sample: c.sample }, 'body.seed');
    const no = toldUnitsProblem(known, c);
    if (no) return no;
    const drawn = [...drawnUnits(sample, c.seed)];
    const isChecked = (unit: string): boolean => resultIn(context.told, unit).siteChecks.some((check) => check.sample === c.sample);
    const unchecked = drawn.filter((unit) => !isChecked(unit)).length;
    if (unchecked > 0 && isRefusal(documentOf(c, context))) return refuse('assessment.sample-not-done', { sample: c.sample, unchecked, count: drawn.length });
    return [{ type: 'assessment.SampleOpened' as const, data: { round: c.round, sample: c.sample, seed: c.seed, drawn } }];
  },
});
