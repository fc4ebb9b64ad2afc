import { describe, expect, test } from '@jest/globals';
import { given, person, type WhenOptions } from '#engine/testing';
import { drawAlgorithm, drawSample, seedHashOf } from '#domain/supervision';
import type { ReportEvent } from '#domain/reporting';
import {
  days, evidence, people, plan, resultCalculated, reviewDecided, reviewRequested, round, roundAt, roundOpened, schemeId, schemePublished, selfAssessed, selfAssessmentClosed, selfAssessmentReturned, siteChecked,
  units, type RoundData,
} from '../assessment-examples.js';
import type { RoundEvent } from '../round.events.js';
import { isOpened, round as roundFold } from '../round.state.js';
import { openSample } from './open-sample.js';
import { recordSiteCheck, type RecordSiteCheck } from './record-site-check.js';
import { lastReported, reportedValues, yearsOf } from './reported-value.state.js';
import { provenSample } from './sample-proof.js';
import { sealSample, type SealSample } from './seal-sample.js';

const seed = '7'.repeat(64);
const candidates = [...units].sort();
const sealing: SealSample = { round, sample: 's-1', count: 2, team: [{ user: 'inspector-zhou', unit: 'statistics' }, { user: 'inspector-he' }], seed };
const sampleSealed = (changes: Partial<RoundData<'assessment.SampleSealed'>> = {}): RoundEvent => ({
  type: 'assessment.SampleSealed',
  data: { round, sample: 's-1', count: 2, seedHash: seedHashOf(seed), candidates, algorithm: drawAlgorithm, team: ['inspector-zhou', 'inspector-he'], ...changes },
});
const drawn = drawSample({ algorithm: drawAlgorithm, units: candidates, inspectors: [], count: 2, teamSize: 0 }, seed).map(({ unit }) => unit);
const notDrawn = units.find((unit) => !drawn.includes(unit))!;
const sampleOpened = (): RoundEvent => ({ type: 'assessment.SampleOpened', data: { round, sample: 's-1', seed, drawn } });

const reports = { plan, indicators: ['tech-incubators', 'patents', 'mechanism', 'complaints', 'service'], years: [2024] };
const found = { node: 'incubators', verified: { value: '16' } };
const checking: RecordSiteCheck = {
  round, unit: 'xuanwu', scheme: schemeId, reports, check: 'c-1', on: '2025-03-18', place: '新街口', unannounced: false, team: [{ user: 'inspector-zhou', unit: 'statistics' }, { user: 'inspector-he' }],
  recusals: [], items: [found], evidence, signatures: { both: true },
};
const told = (past: readonly RoundEvent[] = roundAt('site-checks'), more: object = {}): WhenOptions<any> => ({ now: days.siteChecks, toldFrom: { round: past, scheme: [schemePublished()], ...more } });
const reported = (period: string, value: string): ReportEvent => ({
  type: 'reporting.IndicatorReported', data: { plan, indicator: 'tech-incubators', unit: 'xuanwu', period, value, evidence: [], warnings: [], source: 'form' },
});
const reportKey = 'report:tech-incubators:2024';

describe('recording a site check', () => {
  test('sets what was found against what the unit claimed, with the difference', () => {
    given(selfAssessed()).as(people.inspector).when(recordSiteCheck, checking, told()).then({ ...siteChecked(), validAt: '2025-03-18' });
  });

  test('without a standing self-assessment the last report within the year is what was claimed', () => {
    const facts = told(undefined, { [reportKey]: [reported('2024-Q3', '15'), reported('2024-Q4', '17')] });
    const claimed = { items: [{ node: 'incubators', claimed: { value: '17' }, verified: { value: '16' }, difference: '-1' }] };
    given().when(recordSiteCheck, checking, { ...facts, actor: people.inspector }).then({ ...siteChecked(claimed), validAt: '2025-03-18' });
    given(selfAssessed(), selfAssessmentReturned()).when(recordSiteCheck, checking, { ...facts, actor: people.inspector }).then({ ...siteChecked(claimed), validAt: '2025-03-18' });
  });

  test('where nothing was claimed there is no difference; levels and items are compared by reading', () => {
    const items = [{ node: 'mechanism', verified: { level: 'none' } }, { node: 'complaints', verified: { counts: { upheld: '3' } }, remark: '台账' }, { node: 'patents', verified: { value: '30' } }];
    given(selfAssessed()).as(people.inspector).when(recordSiteCheck, { ...checking, items }, told()).then({
      ...siteChecked({
        items: [
          { node: 'mechanism', claimed: { level: 'in-plan' }, verified: { level: 'none' } }, { node: 'complaints', claimed: {}, verified: { counts: { upheld: '3' } }, remark: '台账' },
          { node: 'patents', claimed: {}, verified: { value: '30' } },
        ],
      }),
      validAt: '2025-03-18',
    });
  });

  test('a refusal to sign is recorded, and so is who stepped back', () => {
    const more = { signatures: { refused: '对核定有异议' }, recusals: [{ user: 'verifier-chen', reason: '亲属在该区任职' }] };
    given(selfAssessed()).as(people.inspector).when(recordSiteCheck, { ...checking, ...more }, told()).then({ ...siteChecked(more), validAt: '2025-03-18' });
  });

  test.each([
    ['that is there already', { check: 'c-0' }, 'assessment.check-exists'],
    ['of tomorrow', { on: '2025-03-21' }, 'assessment.check-day-out-of-range'],
    ['of before the year', { on: '2023-12-31' }, 'assessment.check-day-out-of-range'],
    ['by one person', { team: [{ user: 'inspector-zhou' }] }, 'assessment.check-team-too-small'],
    ['by one person named twice', { team: [{ user: 'inspector-zhou' }, { user: 'inspector-zhou' }] }, 'assessment.named-twice'],
    ['by somebody of the unit', { team: [{ user: 'inspector-zhou' }, { user: 'x', unit: 'xuanwu' }] }, 'assessment.checker-of-the-unit'],
    ['by somebody who stepped back', { recusals: [{ user: 'inspector-he', reason: '亲属' }] }, 'assessment.recused-in-team'],
    ['recorded by an outsider', { team: [{ user: 'inspector-he' }, { user: 'inspector-tan' }] }, 'assessment.recorder-not-in-team'],
    ['of a leaf twice', { items: [found, found] }, 'assessment.named-twice'],
    ['of a branch', { items: [{ node: 'total', verified: { value: '1' } }] }, 'assessment.not-a-leaf'],
    ['of what raters mark', { items: [{ node: 'service', verified: {} }] }, 'assessment.marked-not-checked'],
    ['that found nothing', { items: [{ node: 'incubators', verified: {} }] }, 'assessment.claim-of-wrong-kind'],
    ['that found an unknown level', { items: [{ node: 'mechanism', verified: { level: 'superb' } }] }, 'assessment.unknown-level'],
    ['told of another plan', { reports: { ...reports, plan: 'other' } }, 'assessment.units-moved-on'],
    ['told of another year', { reports: { ...reports, years: [2023] } }, 'assessment.units-moved-on'],
    ['told of another indicator', { reports: { ...reports, indicators: ['patents'] } }, 'assessment.units-moved-on'],
    ['of an unknown sample', { sample: 's-9' }, 'assessment.unknown-sample'],
    ['of a unit that is not assessed', { unit: 'jianye' }, 'assessment.unit-not-in-round'],
  ] as const)('a check %s is refused', (_, changes, code) => {
    given(siteChecked({ check: 'c-0' })).as(people.inspector).when(recordSiteCheck, { ...checking, ...(changes as Partial<RecordSiteCheck>) }, told()).thenRefused(code);
  });

  test('only at the step of site checks, and not of the own unit', () => {
    for (const step of ['self-assessment', 'frozen', 'calculated', 'confirmed', 'published', 'closed', 'cancelled'] as const) given().as(people.inspector).when(recordSiteCheck, checking, told(roundAt(step))).thenRefused('assessment.wrong-step');
    given().as(people.inspector).when(recordSiteCheck, checking, told([])).thenRefused('assessment.unknown-round');
    given().as(people.insider).when(recordSiteCheck, checking, told()).thenRefused('assessment.own-unit');
    given().as(people.reporter).when(recordSiteCheck, checking, told()).thenForbidden();
    given().as(person('inspector-gu', { roles: { inspector: ['gulou'] } })).when(recordSiteCheck, checking, told()).thenForbidden();
  });

  test('after notification only of what a review sent back, and once', () => {
    const notified = told(roundAt('notified'));
    given(selfAssessed(), resultCalculated()).as(people.inspector).when(recordSiteCheck, checking, notified).thenRefused('assessment.no-re-check-decided');
    const sentBack = [selfAssessed(), resultCalculated(), reviewRequested(), reviewDecided({ outcome: 're-check' })];
    given(...sentBack).as(people.inspector).when(recordSiteCheck, checking, notified).then({ ...siteChecked(), validAt: '2025-03-18' });
    given(...sentBack).as(people.inspector).when(recordSiteCheck, { ...checking, items: [{ node: 'patents', verified: { value: '1' } }] }, notified).thenRefused('assessment.no-re-check-decided');
    given(...sentBack, siteChecked()).as(people.inspector).when(recordSiteCheck, { ...checking, check: 'c-2' }, notified).thenRefused('assessment.no-re-check-decided');
  });
});

describe('a check of a sealed sample', () => {
  const sealed = told([roundOpened(), sampleSealed(), selfAssessmentClosed()]);
  const ofSample = (changes: Partial<RecordSiteCheck> = {}): RecordSiteCheck => ({ ...checking, unit: drawn[0]!, sample: 's-1', seed, team: [{ user: 'inspector-zhou' }, { user: 'inspector-he' }], ...itemsFor(changes.unit ?? drawn[0]!), ...changes });
  const itemsFor = (unit: string) => ({ items: [{ node: ['market-regulation', 'science-tech'].includes(unit) ? 'support' : 'incubators', verified: { value: '16' } }] });

  test('is of a unit that was drawn, unannounced, and names the sample', () => {
    const [event] = given().as(people.inspector).when(recordSiteCheck, ofSample(), sealed).events();
    expect(event!.data).toMatchObject({ unit: drawn[0], sample: 's-1', unannounced: true });
    given().as(people.inspector).when(recordSiteCheck, ofSample({ seed: '' }), told([roundOpened(), sampleSealed(), selfAssessmentClosed(), sampleOpened()])).events();
  });

  test('nobody outside its team learns whether a unit was drawn', () => {
    for (const unit of units) {
      const by = [{ user: 'inspector-tan' }, { user: 'inspector-he' }];
      given().as(person('inspector-tan', { roles: { inspector: 'all' } })).when(recordSiteCheck, ofSample({ unit, ...itemsFor(unit), team: by }), sealed).thenRefused('assessment.not-of-the-sample-team', { user: 'inspector-tan', sample: 's-1' });
    }
  });

  test.each([
    ['of a unit that was not drawn', { unit: notDrawn, ...itemsFor(notDrawn) }, 'assessment.unit-not-drawn'],
    ['whose seed is lost', { seed: '' }, 'assessment.seed-not-kept'],
    ['whose seed is another', { seed: '8'.repeat(64) }, 'assessment.seed-does-not-match'],
  ])('one %s is refused', (_, changes, code) => {
    given().as(people.inspector).when(recordSiteCheck, ofSample(changes), sealed).thenRefused(code);
  });
});

describe('sealing a sample', () => {
  test('promises a list by the hash of its seed', () => {
    given(roundOpened()).as(people.bureau).when(sealSample, sealing).then(sampleSealed());
    const [event] = given(...roundAt('site-checks')).when(sealSample, { ...sealing, candidates: ['xuanwu', 'gulou'] }).events();
    expect(JSON.stringify(event)).not.toContain(seed);
    expect(event!.data).toMatchObject({ candidates: ['gulou', 'xuanwu'] });
  });

  test.each([
    ['under a code that was used', [sampleSealed()], {}, 'assessment.sample-exists'],
    ['from a unit that is not assessed', [], { candidates: ['jianye', 'gulou'] }, 'assessment.unit-not-in-round'],
    ['from a unit named twice', [], { candidates: ['gulou', 'gulou'] }, 'assessment.named-twice'],
    ['of more than there are', [], { count: 6 }, 'assessment.sample-too-large'],
    ['for one person', [], { team: [{ user: 'inspector-zhou' }] }, 'assessment.check-team-too-small'],
    ['for somebody of a candidate', [], { team: [...sealing.team, { user: 'x', unit: 'gulou' }] }, 'assessment.sample-member-of-candidate'],
  ] as const)('one %s is refused', (_, past, changes, code) => {
    given(roundOpened(), ...past).when(sealSample, { ...sealing, ...changes }).thenRefused(code);
  });

  test('until the data are frozen, by the bureau', () => {
    given(...roundAt('frozen')).when(sealSample, sealing).thenRefused('assessment.wrong-step');
    given().when(sealSample, sealing).thenRefused('assessment.unknown-round');
    given(roundOpened()).as(people.inspector).when(sealSample, sealing).thenForbidden();
  });
});

describe('opening a sample', () => {
  const past = [roundOpened(), sampleSealed(), selfAssessmentClosed()];
  const opening = { round, sample: 's-1', seed, units };
  const checked = (of: readonly string[], sample = 's-1') => ({ toldFrom: Object.fromEntries(of.map((unit) => [`unit:${unit}`, [siteChecked({ unit, sample })]])) });

  test('once every unit drawn was checked under it', () => {
    given(...past).as(people.bureau).when(openSample, opening, checked(drawn)).then(sampleOpened());
    given(...past).when(openSample, opening, checked(drawn.slice(1))).thenRefused('assessment.sample-not-done', { sample: 's-1', unchecked: 1, count: 2 });
    given(...past).when(openSample, opening, checked(drawn, 's-2')).thenRefused('assessment.sample-not-done', { sample: 's-1', unchecked: 2, count: 2 });
  });

  test('earlier only under a document, and once', () => {
    given(...past).when(openSample, { ...opening, document: '宁质函〔2025〕9号' }).then(sampleOpened());
    given(...past).when(openSample, opening, { authority: '宁质函〔2025〕9号' }).then(sampleOpened());
    given(...past, sampleOpened()).when(openSample, opening).thenNothing();
  });

  test.each([
    ['that is not there', { sample: 's-9' }, 'assessment.unknown-sample'],
    ['whose seed is lost', { seed: '' }, 'assessment.seed-not-kept'],
    ['with another seed', { seed: '8'.repeat(64) }, 'assessment.seed-does-not-match'],
    ['told of other units', { units: ['xuanwu'] }, 'assessment.units-moved-on'],
  ])('one %s is refused', (_, changes, code) => {
    given(...past).when(openSample, { ...opening, ...changes }).thenRefused(code);
  });

  test('in a round that still checks, by the bureau', () => {
    given(...roundAt('frozen')).when(openSample, opening).thenRefused('assessment.wrong-step');
    given(...past).as(people.inspector).when(openSample, opening).thenForbidden();
  });

  test('anybody can draw it again', () => {
    const fold = (...events: readonly RoundEvent[]) => {
      const state = events.reduce((before, event) => roundFold.evolve(before, event as never), roundFold.initial);
      return isOpened(state) ? state.samples.map(provenSample) : [];
    };
    expect(fold(...past)).toEqual([{ sample: 's-1', count: 2, seedHash: seedHashOf(seed), algorithm: drawAlgorithm, candidates, team: sampleSealed().data['team' as never], sealed: true, seed: null, seedFits: null, drawn: null, redrawn: null, same: null }]);
    expect(fold(...past, sampleOpened())).toMatchObject([{ sealed: false, seed, seedFits: true, drawn, redrawn: drawn, same: true }]);
    const forged = { type: 'assessment.SampleOpened' as const, data: { round, sample: 's-1', seed, drawn: [...drawn].reverse() } };
    expect(fold(...past, forged)).toMatchObject([{ seedFits: true, same: false }]);
  });
});

describe('what was reported', () => {
  const about = { plan, indicator: 'tech-incubators', unit: 'xuanwu' };
  const values = (...events: readonly ReportEvent[]) => events.reduce((state, event) => reportedValues.evolve(state, event as never), reportedValues.initial);

  test('stands as reported, verified or corrected, until it is given back', () => {
    const q4 = { ...about, period: '2024-Q4' };
    expect(values(reported('2024-Q4', '17'), { type: 'reporting.ReportVerified', data: { ...q4, value: '16' } })).toEqual({ '2024-Q4': '16' });
    const corrected: ReportEvent = { type: 'reporting.ReportCorrected', data: { ...q4, from: '16', to: '15', reasonCode: 'input-error', reason: '笔误', authority: '文', evidence: [] } };
    expect(values(reported('2024-Q4', '17'), corrected)).toEqual({ '2024-Q4': '15' });
    expect(values(reported('2024-Q3', '9'), reported('2024-Q4', '17'), { type: 'reporting.ReportReturned', data: { ...q4, value: '17', reason: '无佐证' } })).toEqual({ '2024-Q3': '9' });
    expect(values(reported('2024-Q4', '17'), { type: 'reporting.NotApplicableApproved', data: q4 })).toEqual({});
    expect(values(reported('2024-Q4', '17'), { type: 'reporting.ReleaseDeferred', data: { ...q4, expectedOn: '2025-03-01', reason: '未发布' } })).toEqual({ '2024-Q4': '17' });
  });

  test('the last period that ends within the assessed months counts, across two calendar years too', () => {
    const span = { from: '2023-07-01', to: '2024-06-30' };
    expect(yearsOf(span)).toEqual([2023, 2024]);
    const facts = { 'report:i:2023': { '2023-Q2': '1', '2023-Q4': '3', '2023': '4' }, 'report:i:2024': { '2024-Q2': '5', '2024-Q3': '6' } };
    expect([lastReported(facts, 'i', span), lastReported(facts, 'i', { ...span, to: '2024-03-31' }), lastReported(facts, 'j', span)]).toEqual(['5', '3', undefined]);
  });
});
