import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledgedFact, appointed, calculated, content, corrected, dispatchedFact, found, groupFacts, hashOf, included, letter, opened, people, prepare, preparedFact, publishedRoundFacts, ready, registered, rejectedFact,
  replacedFact, resultFact, reviewDecided, reviewRequested, round, sheet, unit,
} from '../cadre-review-examples.js';
import type { DossierEvent } from '../dossier.events.js';
import { prepareDossier } from './prepare-dossier.js';
import { contentOfSheet, sheetHashOf } from './sheet-content.js';

const correctedRound = { round: [...publishedRoundFacts(), calculated(2), corrected()], result: [resultFact(), resultFact(2, { published: '89.00', rank: 2 })] };

describe('preparing a dossier', () => {
  test('puts facts, advice and proof side by side', () => {
    const dossier = content();
    expect(dossier.confirmed).toMatchObject({
      unit: { code: unit, name: { zh: '玄武区' }, kind: 'district', inclusion: null },
      round: { code: round, plan: 'nanjing-2023', year: 2024, from: '2024-01-01', to: '2024-12-31' },
      confirmation: { document: '宁质委〔2025〕1号' }, publication: { document: '宁质发〔2025〕3号', on: '2025-05-28', corrections: [] },
      result: { run: 1, published: '88.77', raw: '88.7654', grade: 'B', gradeByScore: 'B', rank: 3, of: 12, bonus: '0.5', deduction: '1.7', vetoed: false },
      trend: [{ round, year: 2024, rank: 3 }], reviews: [], scheme: { id: 'scheme-2024', version: 2, document: '宁质发〔2024〕6号' },
    });
    expect(dossier.advice).toMatchObject({ rules: { code: 'city', version: 1, document: '宁组发〔2024〕8号' }, items: [], quotas: { groupsExcellent: '30' } });
    expect(dossier.integrity).toEqual({ round, run: 1, roundHash: hashOf(1), sheetHash: sheetHashOf(sheet), schemeHash: 'c'.repeat(64), engineVersion: '1.0.0', frozenAt: 50, upTo: 61, position: 1 });
  });

  test('takes profile and findings from the score sheet', () => {
    const { profile, bonuses, deductions, adjustments, findings } = content().confirmed;
    expect(profile).toEqual([
      { node: 'patents', title: { zh: '指标patents', en: 'Item patents' }, indicator: 'patents', state: 'reported', actual: '9', target: '10', possible: '50', obtained: '45', lost: '5', light: 'yellow' },
      { node: 'safety', title: { zh: '指标safety', en: 'Item safety' }, indicator: 'safety', state: 'reported', actual: '9', target: '10', possible: null, obtained: null, lost: null, light: 'yellow' },
    ]);
    expect([bonuses.map(({ matter }) => matter), deductions.length, adjustments.map(({ rule, counted }) => [rule, counted])]).toEqual([['省长质量奖'], 4, [['patents', '-0.5']]]);
    expect(findings).toEqual({
      matters: 2, lifted: 1, counted: '1.5',
      list: [
        { matter: 'f-1', document: '〔2024〕督字第1号', severity: 'serious', rules: ['overdue', 'listed'], counted: '1.5', lifted: false },
        { matter: 'f-2', document: '〔2024〕督字第1号', severity: 'serious', rules: ['overdue'], counted: '0', lifted: true },
      ],
    });
    for (const none of [{ tree: 1 }, { ...sheet, lines: [{ ...(sheet['lines'] as object[])[0]!, kind: 'unheard-of' }] }]) expect(contentOfSheet(none)).toBeUndefined();
  });

  test('shows who led, for how many days and what for; no person carries a score, a rank or a grade', () => {
    const { leaders, mainPosts, result } = content().confirmed;
    expect(leaders.map(({ appointment, inYear, link }) => [appointment, inYear.days, link.kind])).toEqual([
      ['head-1', 166, 'whole-unit'], ['secretary', 366, 'whole-unit'], ['head-2', 195, 'whole-unit'], ['deputy', 122, 'portfolio'],
    ]);
    expect(mainPosts).toEqual([{ line: 'party', days: 366, vacantDays: 0 }, { line: 'administrative', days: 361, vacantDays: 5 }]);
    for (const leader of leaders) {
      expect(Object.keys(leader).sort()).toEqual(['appointment', 'from', 'inYear', 'line', 'link', 'notes', 'person', 'post', 'rank', 'until']);
      const said = JSON.stringify(leader);
      for (const value of [result.published, result.raw, `"${result.grade}"`, 'score', 'grade', 'published']) expect([leader.appointment, said.includes(String(value))]).toEqual([leader.appointment, false]);
      expect(['main', 'deputy']).toContain(leader.rank);
    }
  });

  test('names no person anywhere', () => {
    const [event] = given().when(prepareDossier, prepare(), ready()).events();
    expect(JSON.stringify(event)).not.toMatch(/name":"|phone/);
  });

  test('looks back over the years before, and their ranks count for the advice', () => {
    const last = { rank: 12, of: 12 };
    const options = ready({ result: [resultFact(1, last)], 'round.0': publishedRoundFacts('r-2023', 2023), 'result.0': [resultFact(1, last, unit, 'r-2023')] });
    const [event] = given().when(prepareDossier, prepare({ found: found({ earlier: ['r-2023'] }) }), options).events();
    const { confirmed, advice } = (event as Extract<DossierEvent, { type: 'cadre-review.DossierPrepared' }>).data.content;
    expect([confirmed.trend.map(({ year, rank }) => [year, rank]), advice.items.map(({ code }) => code)]).toEqual([[[2024, 12], [2023, 12]], ['interview']]);
  });

  test('carries the record of reviews', () => {
    const [event] = given().when(prepareDossier, prepare(), ready({ result: [resultFact(), reviewRequested(), reviewDecided()] })).events();
    expect((event as Extract<DossierEvent, { type: 'cadre-review.DossierPrepared' }>).data.content.confirmed.reviews).toMatchObject([{ request: 'q-1', status: 'upheld', reason: '经核实', scoreTo: '88.77' }]);
  });

  test('says the name that the unit had at the end of the year', () => {
    const renamed = { type: 'units.UnitRenamed', data: { code: unit, name: { zh: '新名', en: 'New' }, from: '2025-01-01', document: '文' } };
    const [event] = given().when(prepareDossier, prepare(), ready({ group: [...groupFacts, renamed] })).events();
    expect((event as Extract<DossierEvent, { type: 'cadre-review.DossierPrepared' }>).data.content.confirmed.unit.name.zh).toBe('玄武区');
  });

  test('a vertically managed unit has one once a decision includes it', () => {
    const vertical = [registered({ verticallyManaged: true, kind: 'customs' })];
    given().when(prepareDossier, prepare(), ready({ group: vertical })).thenRefused('cadre-review.vertically-managed', { unit });
    const [event] = given().when(prepareDossier, prepare(), ready({ group: vertical, inclusion: [included()] })).events();
    expect((event as Extract<DossierEvent, { type: 'cadre-review.DossierPrepared' }>).data.content.confirmed.unit).toMatchObject({ kind: 'customs', inclusion: { document: '宁组发〔2025〕2号' } });
  });

  test('is the bureau\'s', () => {
    given().as(people.bureau).when(prepareDossier, prepare(), ready()).then({ ...preparedFact(), validAt: '2024-12-31' });
    for (const who of [people.organisation, people.leader, people.reporter, people.auditor]) given().as(who).when(prepareDossier, prepare(), ready()).thenForbidden();
  });

  test.each([
    ['of an unknown round', {}, { round: [] }, 'cadre-review.unknown-round'],
    ['of a round that is not published', {}, { round: [opened(), calculated()] }, 'cadre-review.round-not-published'],
    ['of a round that was cancelled', {}, { round: [...publishedRoundFacts(), { type: 'assessment.RoundCancelled', data: { round, reason: '误', authority: '文' } }] }, 'cadre-review.round-not-published'],
    ['of a unit that is not in it', { unit: 'gulou' }, {}, 'cadre-review.unit-not-in-round'],
    ['of a unit that was never registered', {}, { group: [] }, 'cadre-review.unit-not-in-round'],
    ['without a result in the published run', {}, { result: [resultFact(2)] }, 'cadre-review.no-result'],
    ['while a review is open', {}, { result: [resultFact(), reviewRequested()] }, 'cadre-review.review-open'],
    ['while a decided correction is not published', {}, { result: [resultFact(), reviewRequested(), reviewDecided('corrected')] }, 'cadre-review.correction-pending'],
    ['while a re-check is not published', {}, { result: [resultFact(), reviewRequested(), reviewDecided('re-check')] }, 'cadre-review.correction-pending'],
    ['without linkage rules', {}, { rules: [] }, 'cadre-review.no-linkage-rules'],
    ['without the score sheet', { found: found({ sheet: null }) }, {}, 'cadre-review.sheet-missing'],
    ['with a score sheet that was changed', { found: found({ sheet: { ...sheet, unit: 'gulou' } }) }, {}, 'cadre-review.sheet-differs'],
    ['with a score sheet of an unknown form', { found: found({ sheet: { tree: {} } }) }, { result: [resultFact(1, { sheet: sheetHashOf({ tree: {} }) })] }, 'cadre-review.sheet-unreadable'],
    ['whose earlier round is of another year', { found: found({ earlier: ['r-2022'] }) }, { 'round.0': publishedRoundFacts('r-2022', 2022), 'result.0': [resultFact(1, {}, unit, 'r-2022')] }, 'cadre-review.earlier-rounds-moved-on'],
    ['whose earlier round is not published', { found: found({ earlier: ['r-2023'] }) }, { 'round.0': [opened({ code: 'r-2023', year: 2023 })] }, 'cadre-review.earlier-rounds-moved-on'],
  ])('%s is refused', (_, changes, told, code) => {
    given().when(prepareDossier, prepare(changes), ready(told)).thenRefused(code);
  });

  test('a correction that was published is in the result, so that nothing is pending', () => {
    const told = ready({ ...correctedRound, result: [resultFact(), reviewRequested(), reviewDecided('corrected'), resultFact(2)] });
    expect(given().when(prepareDossier, prepare(), told).events()).toHaveLength(1);
  });
});

describe('a new version', () => {
  test('of the same content is none', () => {
    given(preparedFact()).when(prepareDossier, prepare(), ready()).thenNothing();
  });

  test('takes the place of one that was not handed over, without a reason', () => {
    const [replaced, prepared] = given(preparedFact()).when(prepareDossier, prepare(), ready({ group: [...groupFacts, appointed('more', { rank: 'deputy' })] })).events();
    expect([replaced, prepared]).toMatchObject([replacedFact(1, null), { data: { version: 2, number: letter } }]);
    expect(given(preparedFact()).when(prepareDossier, prepare({ number: '宁质函〔2025〕13号' }), ready()).events()).toHaveLength(2);
  });

  test('after a correction supersedes what was handed over, with a letter and a reason of its own', () => {
    const handedOver = [preparedFact(), dispatchedFact(), acknowledgedFact()];
    const again = prepare({ number: '宁质函〔2025〕20号', reason: '结果更正' });
    const [replaced, prepared] = given(...handedOver).when(prepareDossier, again, ready(correctedRound)).events();
    expect([replaced, prepared]).toMatchObject([replacedFact(), { data: { version: 2, number: '宁质函〔2025〕20号', content: { confirmed: { result: { run: 2, published: '89.00' }, publication: { corrections: [{ run: 2, replaces: 1, document: '宁质发〔2025〕9号' }] } } } } }]);
    given(...handedOver).when(prepareDossier, prepare({ reason: '结果更正' }), ready(correctedRound)).thenRefused('cadre-review.new-letter-needed');
    given(...handedOver).when(prepareDossier, prepare({ number: '宁质函〔2025〕20号' }), ready(correctedRound)).thenRefused('cadre-review.reason-required');
    expect(given(...handedOver).when(prepareDossier, prepare({ number: '宁质函〔2025〕20号' }), { ...ready(correctedRound), reason: '结果更正' }).events()).toHaveLength(2);
    given(...handedOver).when(prepareDossier, prepare({ number: '宁质函〔2025〕20号', reason: '无' }), ready()).thenRefused('cadre-review.nothing-to-replace', { version: 1 });
  });

  test('of the same content answers a rejection', () => {
    const rejected = [preparedFact(), dispatchedFact(), rejectedFact()];
    expect(given(...rejected).when(prepareDossier, prepare({ number: '宁质函〔2025〕20号', reason: '补正函件' }), ready()).events()).toHaveLength(2);
    given(...rejected).when(prepareDossier, prepare({ reason: '补正函件' }), ready()).thenRefused('cadre-review.new-letter-needed');
  });
});
