import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonObject } from '#engine/kernel';
import { project } from '#engine/testing';
import {
  figures, plan, resultCalculated, resultsConfirmed, resultsCorrected, resultsPublished, resultStayed, reviewDecided, reviewRequested, reviewWithdrawn, round, roundAt, roundCalculated, roundOpened, roundScheme, units,
} from '../assessment-examples.js';
import { assessmentPublished, assessmentPublishedSchema } from '../assessment.topics.js';
import type { ResultEvent } from '../result.events.js';
import type { RoundEvent } from '../round.events.js';
import { publishedResults, publishedTable } from './published-results.projection.js';

const results = (run = 1, changes: Parameters<typeof figures>[0] = {}) => units.map((unit, n) => resultCalculated({ unit, run, figures: figures({ group: n < 3 ? 'districts' : 'departments', rank: n + 1, ...changes }) }));
const toNotified = [...roundAt('calculated'), ...results()];
const publishedFacts = [...toNotified, resultsConfirmed(), resultsPublished()];
const stayed = [...toNotified, reviewRequested(), resultStayed(), resultsConfirmed({ stayed: ['xuanwu'] }), resultsPublished()];
type Event = RoundEvent | ResultEvent;
const projected = (...events: readonly Event[]) => project(publishedResults).given(...events);
const rowOf = (...events: readonly Event[]) => projected(...events).row(round, publishedTable.name);

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, formats: { 'date-time': true, date: true } });
const fits = ajv.compile(assessmentPublishedSchema);
const said = (...events: readonly Event[]) => {
  const row = rowOf(...events);
  return assessmentPublished.map({ key: round, position: 1, ...(row ? { row } : {}) });
};

describe('published results, whole', () => {
  test('nothing is there before publication', () => {
    expect(rowOf(...toNotified, resultsConfirmed())).toBeUndefined();
    expect(rowOf(resultsPublished())).toBeUndefined();
  });

  test('every unit in the order of the round, with scheme, engine and log position', () => {
    const row = rowOf(...publishedFacts)!;
    expect(row).toMatchObject({ round, plan, year: 2024, status: 'published', run: 1, replaces: null, document: '宁质发〔2025〕5号', publishedOn: '2025-06-20', scheme: roundScheme, engineVersion: '1.0.0', frozenAt: 100, hash: 'c'.repeat(64), changed: [] });
    expect((row['results'] as unknown as { unit: string }[]).map(({ unit }) => unit)).toEqual(units);
  });

  test('a correction takes its place and says what it replaces', () => {
    const changed = [{ unit: 'xuanwu', scoreFrom: '86.13', scoreTo: '89.13', gradeFrom: 'B', gradeTo: 'B', rankFrom: 2, rankTo: 1 }];
    const row = rowOf(...publishedFacts, roundCalculated({ run: 2, cause: 'correction', hash: 'e'.repeat(64) }), ...results(2, { published: '89.13' }), resultsCorrected({ changed }));
    expect(row).toMatchObject({ status: 'corrected', run: 2, replaces: 1, reason: '统计核减', publishedOn: '2025-06-20', hash: 'e'.repeat(64), changed, results: units.map((unit) => ({ unit, figures: { published: '89.13' } })) });
  });

  test('a stayed result is marked until the last stay of the unit ends', () => {
    const stays = (...events: readonly Event[]) => (rowOf(...events)!['results'] as unknown as { unit: string; stayed: boolean }[]).flatMap((one) => (one.stayed ? [one.unit] : []));
    expect(stays(...stayed)).toEqual(['xuanwu']);
    for (const end of [reviewDecided(), reviewWithdrawn()]) {
      expect(stays(...stayed, end)).toEqual([]);
      expect(rowOf(...stayed, end)).toMatchObject({ status: 'stay-ended', run: 1, changed: [] });
    }
    const twice = [...toNotified, reviewRequested(), resultStayed(), reviewRequested({ request: 'q-2', node: 'patents' }), resultStayed('q-2'), resultsPublished()];
    expect(stays(...twice, reviewDecided())).toEqual(['xuanwu']);
    expect(stays(...twice, reviewDecided(), reviewDecided({ request: 'q-2' }))).toEqual([]);
    expect(rowOf(...publishedFacts, reviewRequested(), reviewDecided())).toMatchObject({ status: 'published' });
  });

  test('comes back from its rows after a restart anywhere', () => {
    projected(...stayed, reviewDecided(), roundCalculated({ run: 2 }), ...results(2), resultsCorrected()).thenSameAfterAnyRestart();
    projected(roundOpened()).thenSameAfterAnyRestart();
  });
});

describe('quality.assessment.published.v1', () => {
  test('one message for each publication, keyed by round, with every result and no person', () => {
    const messages = said(...publishedFacts);
    expect(messages).toMatchObject([{ key: round, subject: round, data: { round, status: 'published', run: 1 } }]);
    const [first] = messages[0]!.data['results'] as JsonObject[];
    expect(first).toEqual({ unit: 'xuanwu', group: 'districts', score: '86.13', scoreUnrounded: '86.125', bonus: '2', deduction: '0', grade: 'B', gradeByScore: 'B', vetoed: false, rank: 1, of: 3, sheet: 'd'.repeat(64), stayed: false });
    expect(JSON.stringify(said(...stayed))).not.toMatch(/tester|应得/);
  });

  test('messages of every kind and the examples fit the schema', () => {
    const corrected = [...publishedFacts, roundCalculated({ run: 2, cause: 'correction' }), ...results(2, { published: null, raw: null, grade: null, gradeByScore: null, rank: null }), resultsCorrected()] as const;
    for (const events of [publishedFacts, corrected, stayed, [...stayed, reviewDecided()]]) for (const { data } of said(...events)) expect([fits(data), fits.errors]).toEqual([true, null]);
    for (const example of assessmentPublishedSchema['examples'] as readonly JsonObject[]) expect([fits(example), fits.errors]).toEqual([true, null]);
    expect(said(...toNotified)).toEqual([]);
  });

  test.each<[string, JsonObject]>([['a correction without what it replaces', { status: 'corrected' }], ['a person', { actor: 'wang' }], ['an unknown status', { status: 'drafted' }], ['a number that is no text', { results: [{ score: 86 }] }]])('the schema refuses %s', (_, change) => {
    expect(fits({ ...said(...publishedFacts)[0]!.data, ...change })).toBe(false);
  });
});
