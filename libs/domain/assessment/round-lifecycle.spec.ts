import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '#engine/kernel';
import { isSeed } from '#domain/supervision';
import { groups, round, units } from './assessment-examples.js';
import { drawnUnits, seedFits } from './check-on-site/drawn-units.js';
import { assessmentYearEvents, type AssessmentYearEvent } from './open-round/assessment-year.events.js';
import { assessmentYear, type AssessmentYearState } from './open-round/assessment-year.state.js';
import { resultEvents, type ResultEvent } from './result.events.js';
import { result, type ResultState } from './result.state.js';
import { cast, livedThrough, lives, type LifeFact } from './round-lifecycle-examples.js';
import { roundEvents, type RoundEvent } from './round.events.js';
import { isOpened, round as roundFold, type OpenRound, type RoundState } from './round.state.js';

/** A fact with what was known of everything before it. */
interface Moment {
  readonly event: LifeFact;
  readonly known: RoundState;
  readonly of: (unit: string) => ResultState;
}

function momentsOf(facts: readonly LifeFact[], code: string): readonly Moment[] {
  let known: RoundState = roundFold.initial;
  let results: ReadonlyMap<string, ResultState> = new Map();
  return facts.filter(({ data }) => data.round === code).map((event) => {
    const [before, past] = [results, known];
    if ('unit' in event.data) results = new Map(results).set(event.data.unit, result.evolve(results.get(event.data.unit) ?? result.initial, event as Recorded<ResultEvent>));
    else if (!event.type.startsWith('assessment.Year')) known = roundFold.evolve(known, event as Recorded<RoundEvent>);
    return { event, known: past, of: (unit) => before.get(unit) ?? result.initial };
  });
}

const calculating = ['frozen', 'calculated', 'notified', 'published', 'closed'];
const entering = ['self-assessment', 'site-checks', 'frozen', 'calculated', 'published', 'closed'];
/** At which steps each fact can come about. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  RoundOpened: ['none'], RoundReplanned: ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified'], RoundCancelled: ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified', 'confirmed'],
  SelfAssessmentSubmitted: ['self-assessment'], SelfAssessmentReturned: ['self-assessment'], SelfAssessmentClosed: ['self-assessment'], SampleSealed: ['self-assessment', 'site-checks'],
  SampleOpened: ['self-assessment', 'site-checks'], SiteCheckRecorded: ['site-checks', 'notified'], ItemMarked: ['site-checks', 'frozen', 'calculated'], BonusDecided: ['site-checks', 'frozen', 'calculated'],
  DeductionEntered: entering, ConductRecorded: entering, VetoEntered: entering, EntryRevoked: entering, DataFrozen: ['site-checks'], RoundCalculated: calculating, ResultCalculated: calculating,
  ResultsNotified: ['calculated'], ReviewRequested: ['notified'], ReviewDecided: ['notified', 'confirmed', 'published'], ResultsConfirmed: ['notified'], ResultsPublished: ['confirmed'],
  ResultsCorrected: ['published', 'closed'], RoundClosed: ['published'],
};
const nameOf = ({ type }: LifeFact): string => type.replace('assessment.', '');
const openOf = ({ known }: Moment): OpenRound => {
  if (!isOpened(known)) throw new Error('the round is not open');
  return known;
};

let all: readonly (readonly LifeFact[])[] = [];
let told: readonly (readonly Moment[])[] = [];
beforeAll(async () => {
  const played: (readonly LifeFact[])[] = [];
  for (const attempts of fc.sample(lives, { numRuns: 120, seed: 20_250_303 })) played.push(await livedThrough(attempts));
  all = played;
  told = all.flatMap((facts) => [momentsOf(facts, round), momentsOf(facts, 'quality-again')]);
}, 60_000);
const each = (type: LifeFact['type'], check: (moment: Moment) => void): void => told.forEach((moments) => moments.filter(({ event }) => event.type === type).forEach(check));

describe('the life of a round, whatever people try in whatever order', () => {
  test('lives go everywhere: every kind of fact comes about that these acts can make', () => {
    const seen = new Set(all.flat().map(({ type }) => type));
    const others = ['assessment.ScoreAdjusted', 'assessment.ReviewWithdrawn', 'assessment.ResultStayed'];
    expect(Object.keys({ ...roundEvents, ...resultEvents, ...assessmentYearEvents }).filter((type) => !seen.has(type as LifeFact['type']) && !others.includes(type))).toEqual([]);
  });

  test('nothing comes about at a step that does not allow it, and nothing after a round is cancelled', () => {
    const escapes = told.flat().filter(({ event, known }) => !nameOf(event).startsWith('Year') && !allowed[nameOf(event)]!.includes(known.step));
    expect(escapes.map(({ event, known }) => `${nameOf(event)} at ${known.step}`)).toEqual([]);
  });

  test('no step comes twice', () => {
    for (const moments of told) {
      for (const once of ['RoundOpened', 'SelfAssessmentClosed', 'DataFrozen', 'ResultsNotified', 'ResultsConfirmed', 'ResultsPublished', 'RoundClosed', 'RoundCancelled']) {
        expect(moments.filter(({ event }) => nameOf(event) === once).length).toBeLessThanOrEqual(1);
      }
    }
  });

  test('nobody assesses the own unit, and nobody else assesses it for it', () => {
    const ofUnit = new Map(cast.map(({ id, unit }) => [id, unit]));
    for (const { event } of told.flat()) {
      if (!('unit' in event.data) || event.type === 'assessment.ResultCalculated' || ['assessment.SelfAssessmentSubmitted', 'assessment.ReviewRequested'].includes(event.type)) continue;
      expect(ofUnit.get(event.meta.actor)).not.toBe(event.data.unit);
      if (event.type === 'assessment.ItemMarked') expect(event.data.rater).toBe(event.meta.actor);
      expect(units).toContain(event.data.unit);
    }
  });

  test('a year has one round for each group, and a cancelled round makes room', () => {
    for (const facts of all) {
      let held: AssessmentYearState = {};
      for (const event of facts) {
        if (event.type === 'assessment.YearClaimed') expect(event.data.groups.filter((group) => held[group] !== undefined)).toEqual([]);
        if (event.type === 'assessment.YearClaimed' || event.type === 'assessment.YearReleased') held = assessmentYear.evolve(held, event as Recorded<AssessmentYearEvent>);
        if (event.type === 'assessment.RoundOpened') expect(groups.map(({ code }) => held[code])).toEqual(groups.map(() => event.data.round));
        if (event.type === 'assessment.RoundCancelled') expect(Object.values(held)).not.toContain(event.data.round);
      }
    }
  });

  test('a site check is by two or more who were there; after notification only where a review asked for it', () => {
    each('assessment.SiteCheckRecorded', (moment) => {
      const { event, known, of } = moment;
      if (event.type !== 'assessment.SiteCheckRecorded') return;
      expect([new Set(event.data.team).size >= 2, event.data.team.includes(event.meta.actor)]).toEqual([true, true]);
      const { reviews, siteChecks } = of(event.data.unit);
      expect(siteChecks.map(({ check }) => check)).not.toContain(event.data.check);
      if (known.step === 'notified') expect(reviews.some(({ status }) => status === 're-check')).toBe(true);
      const sample = openOf(moment).samples.find((one) => one.sample === event.data.sample);
      if (event.data.sample !== undefined) expect(sample!.team).toEqual(expect.arrayContaining(event.data.team));
    });
  });

  test('a sealed sample opens as its seed drew it, and no data are frozen before', () => {
    each('assessment.SampleOpened', (moment) => {
      const { event } = moment;
      if (event.type !== 'assessment.SampleOpened') return;
      const sample = openOf(moment).samples.find((one) => one.sample === event.data.sample)!;
      expect([isSeed(event.data.seed), seedFits(sample, event.data.seed), drawnUnits(sample, event.data.seed)]).toEqual([true, true, event.data.drawn]);
    });
    each('assessment.DataFrozen', (moment) => {
      expect(openOf(moment).samples.filter(({ drawn }) => drawn === undefined)).toEqual([]);
      if (moment.event.type === 'assessment.DataFrozen') expect(moment.event.data.position).toBeLessThan(moment.event.position);
    });
  });

  test('units without a standing self-assessment are named when it is closed', () => {
    each('assessment.SelfAssessmentClosed', ({ event, of }) => {
      if (event.type !== 'assessment.SelfAssessmentClosed') return;
      expect(event.data.missing).toEqual(units.filter((unit) => of(unit).selfAssessment === undefined || of(unit).returned !== undefined));
    });
  });

  test('a calculation is of every unit or of none, numbered without gaps, and counts nothing later than it says', () => {
    for (const moments of told) {
      const runs = moments.map(({ event }) => event).filter((event) => event.type === 'assessment.RoundCalculated');
      expect(runs.map(({ data }) => data.run)).toEqual(runs.map((_, n) => n + 1));
      for (const run of runs) {
        const results = moments.map(({ event }) => event).filter((event) => event.type === 'assessment.ResultCalculated').filter(({ data }) => data.run === run.data.run);
        expect([results.map(({ data }) => data.unit).sort(), run.data.upTo < run.position]).toEqual([[...units].sort(), true]);
        expect(results.every(({ position, data }) => position > run.position && position <= run.position + units.length && data.upTo === run.data.upTo)).toBe(true);
      }
    }
  });

  test('what is notified, confirmed, corrected or closed has everything in it that was known', () => {
    for (const type of ['assessment.ResultsNotified', 'assessment.ResultsConfirmed', 'assessment.ResultsCorrected', 'assessment.RoundClosed'] as const) {
      each(type, (moment) => expect(units.filter((unit) => moment.of(unit).countsAt > (openOf(moment).upTo ?? 0))).toEqual([]));
    }
  });

  test('a revoked entry stays revoked, and no code is given twice', () => {
    for (const moments of told) {
      for (const { event, of } of moments) {
        const code = event.type === 'assessment.DeductionEntered' ? event.data.deduction : event.type === 'assessment.ConductRecorded' ? event.data.record : event.type === 'assessment.VetoEntered' ? event.data.veto : undefined;
        if (code === undefined || !('unit' in event.data)) continue;
        const { entries, revokedEntries } = of(event.data.unit);
        expect([...entries.map(({ entry }) => entry), ...revokedEntries]).not.toContain(code);
      }
    }
  });
});
