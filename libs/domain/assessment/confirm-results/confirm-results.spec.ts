import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  people, recordedBy, resultCalculated, resultsConfirmed, resultStayed, reviewDecided, reviewRequested, reviewWithdrawn, round, roundAt, roundCalculated, schemeId, schemePublished, scoreAdjusted, siteChecked, units,
} from '../assessment-examples.js';
import { confirmResults } from './confirm-results.js';

const now = '2025-06-11T02:00:00.000Z';
const confirming = {
  round, units, scheme: schemeId, committee: { zh: '市质量发展委员会', en: 'Quality development committee' }, document: '宁质委〔2025〕1号', heldOn: '2025-06-10',
};
const calculated = resultCalculated();
const asked = [calculated, reviewRequested()];
const when = (facts: readonly Parameters<typeof recordedBy>[1][] = [calculated], changes: Partial<typeof confirming> = {}, moment = now) =>
  [confirmResults, { ...confirming, ...changes }, { now: moment, toldFrom: { 'unit:xuanwu': facts, scheme: [schemePublished()] } }] as const;

describe('the committee confirms', () => {
  test('the last calculation, by its document', () => {
    given(...roundAt('notified')).as(people.leader).when(...when()).then({ ...resultsConfirmed(), validAt: '2025-06-10' });
    const { document: _document, ...undocumented } = confirming;
    const told = { now, toldFrom: { scheme: [schemePublished()] } };
    given(...roundAt('notified')).when(confirmResults, undocumented, { ...told, authority: '宁质委〔2025〕1号' }).then({ ...resultsConfirmed(), validAt: '2025-06-10' });
    given(...roundAt('notified')).when(confirmResults, undocumented, told).thenRefused('assessment.document-required');
  });

  test('when the days for requests are over', () => {
    given(...roundAt('notified')).when(...when([calculated], { heldOn: '2025-05-12' }, '2025-05-12T15:59:59.999Z')).thenRefused('assessment.requests-still-open', { until: '2025-05-12' });
    given(...roundAt('notified')).when(...when([calculated], { heldOn: '2025-05-12' }, '2025-05-12T16:00:00.000Z')).then({ ...resultsConfirmed({ heldOn: '2025-05-12' }), validAt: '2025-05-12' });
  });

  test('when no review is open, except of units whose result is stayed: those are listed', () => {
    given(...roundAt('notified')).when(...when(asked)).thenRefused('assessment.reviews-open', { count: 1, units: 'xuanwu' });
    for (const settled of [reviewDecided(), reviewWithdrawn()]) given(...roundAt('notified')).when(...when([...asked, settled])).then({ ...resultsConfirmed(), validAt: '2025-06-10' });
    given(...roundAt('notified')).when(...when([...asked, resultStayed()])).then({ ...resultsConfirmed({ stayed: ['xuanwu'] }), validAt: '2025-06-10' });
    given(...roundAt('notified')).when(...when([...asked, resultStayed(), reviewRequested({ request: 'q-2', node: 'patents' })])).thenRefused('assessment.reviews-open');
  });

  test('when what was corrected is calculated', () => {
    const corrected = [...asked, reviewDecided({ outcome: 'corrected' }), recordedBy('leader-sun', scoreAdjusted({ request: 'q-1' }), { position: 120 })];
    given(...roundAt('notified')).when(...when(corrected)).thenRefused('assessment.calculation-outdated', { run: 1, count: 1, units: 'xuanwu' });
    given(...roundAt('notified'), roundCalculated({ run: 2, cause: 'review', upTo: 130 })).when(...when(corrected)).then({ ...resultsConfirmed({ run: 2 }), validAt: '2025-06-10' });
  });

  test('when what is to be checked again was checked and calculated', () => {
    const sentBack = [...asked, reviewDecided({ outcome: 're-check' })];
    given(...roundAt('notified')).when(...when(sentBack)).thenRefused('assessment.re-check-outstanding', { count: 1, units: 'xuanwu' });
    const again = [...sentBack, recordedBy('inspector-zhou', siteChecked({ check: 'c-2' }), { position: 120 })];
    given(...roundAt('notified')).when(...when(again)).thenRefused('assessment.calculation-outdated');
    given(...roundAt('notified'), roundCalculated({ run: 2, cause: 'review', upTo: 130 })).when(...when(again)).then({ ...resultsConfirmed({ run: 2 }), validAt: '2025-06-10' });
  });

  test('a meeting was held, not will be', () => {
    given(...roundAt('notified')).when(...when([calculated], { heldOn: '2025-06-12' })).thenRefused('assessment.date-ahead', { date: '2025-06-12' }, 'body.heldOn');
  });

  test('on every unit of the round', () => {
    given(...roundAt('notified')).when(...when([calculated], { units: ['xuanwu'] })).thenRefused('assessment.units-moved-on');
  });

  test('after notification and once', () => {
    given().when(...when()).thenRefused('assessment.unknown-round');
    for (const step of ['self-assessment', 'site-checks', 'frozen', 'calculated', 'confirmed', 'published', 'closed', 'cancelled'] as const) given(...roundAt(step)).when(...when()).thenRefused('assessment.wrong-step');
  });

  test('only the leadership', () => {
    for (const who of [people.bureau, people.reporter, people.inspector, people.organisation]) given(...roundAt('notified')).as(who).when(...when()).thenForbidden();
  });
});
