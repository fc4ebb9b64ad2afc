import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  figures, people, recordedBy, resultCalculated, resultsConfirmed, resultsCorrected, resultsPublished, resultStayed, reviewDecided, reviewRequested, round, roundAt, roundCalculated, roundClosed, scoreAdjusted, units,
} from '../assessment-examples.js';
import { closeRound } from './close-round.js';
import { correctResults } from './correct-results.js';
import { publishResults } from './publish-results.js';

const now = '2025-06-21T02:00:00.000Z';
const steps = ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified', 'confirmed', 'published', 'closed', 'cancelled'] as const;
const besides = (...possible: readonly string[]) => steps.filter((step) => !possible.includes(step));
type Facts = readonly Parameters<typeof recordedBy>[1][];

describe('publishing', () => {
  const publishing = { round, document: '宁质发〔2025〕5号', publishedOn: '2025-06-20' };

  test('puts out the calculation that was confirmed', () => {
    given(...roundAt('confirmed')).as(people.bureau).when(publishResults, publishing, { now }).then({ ...resultsPublished(), validAt: '2025-06-20' });
    const second = [...roundAt('notified'), roundCalculated({ run: 2, cause: 'review' }), resultsConfirmed({ run: 2 })];
    given(...second).when(publishResults, publishing, { now }).then({ ...resultsPublished({ run: 2 }), validAt: '2025-06-20' });
  });

  test('by a document, on a day that has come', () => {
    const { document: _document, ...undocumented } = publishing;
    given(...roundAt('confirmed')).when(publishResults, undocumented, { now, authority: '宁质发〔2025〕5号' }).then({ ...resultsPublished(), validAt: '2025-06-20' });
    given(...roundAt('confirmed')).when(publishResults, undocumented, { now }).thenRefused('assessment.document-required');
    given(...roundAt('confirmed')).when(publishResults, { ...publishing, publishedOn: '2025-06-22' }, { now }).thenRefused('assessment.date-ahead', { date: '2025-06-22' }, 'body.publishedOn');
  });

  test('after confirmation, once, by the bureau', () => {
    given().when(publishResults, publishing, { now }).thenRefused('assessment.unknown-round');
    for (const step of besides('confirmed')) given(...roundAt(step)).when(publishResults, publishing, { now }).thenRefused('assessment.wrong-step');
    for (const who of [people.leader, people.reporter, people.organisation]) given(...roundAt('confirmed')).as(who).when(publishResults, publishing, { now }).thenForbidden();
  });
});

describe('correcting what was published', () => {
  const correcting = { round, units, reason: '统计核减', document: '宁质发〔2025〕8号' };
  const again = roundCalculated({ run: 2, cause: 'correction', upTo: 200 });
  const before = [resultCalculated(), resultCalculated({ unit: 'qinhuai', figures: figures({ published: '88.00', rank: 1 }) })] as const;
  const after = [resultCalculated({ run: 2, figures: figures({ published: '89.13', rank: 1 }) }), resultCalculated({ unit: 'qinhuai', run: 2, figures: figures({ published: '88.00', rank: 2 }) })] as const;
  const told = (first: Facts = [before[0], after[0]], second: Facts = [before[1], after[1]]) => ({ now, toldFrom: { 'unit:xuanwu': first, 'unit:qinhuai': second } });
  const changed = [
    { unit: 'xuanwu', scoreFrom: '86.13', scoreTo: '89.13', gradeFrom: 'B', gradeTo: 'B', rankFrom: 2, rankTo: 1 },
    { unit: 'qinhuai', scoreFrom: '88.00', scoreTo: '88.00', gradeFrom: 'B', gradeTo: 'B', rankFrom: 1, rankTo: 2 },
  ];

  test('lists every unit whose score, grade or rank moved, and leaves the others out', () => {
    given(...roundAt('published'), again).as(people.bureau).when(correctResults, correcting, told()).then(resultsCorrected({ changed }));
    const gulou = [resultCalculated({ unit: 'gulou' }), resultCalculated({ unit: 'gulou', run: 2, figures: figures({ raw: '86.126' }) })];
    given(...roundAt('published'), again).when(correctResults, correcting, { ...told(), toldFrom: { ...told().toldFrom, 'unit:gulou': gulou } }).then(resultsCorrected({ changed }));
  });

  test('also in a round that is closed, and more than once', () => {
    given(...roundAt('closed'), again).when(correctResults, correcting, told()).then(resultsCorrected({ changed }));
    const third = [...roundAt('published'), again, resultsCorrected(), roundCalculated({ run: 3, cause: 'correction', upTo: 300 })];
    const back = resultCalculated({ run: 3, figures: figures({ grade: 'D', vetoed: true, published: '89.13', rank: 1 }) });
    given(...third).when(correctResults, correcting, told([before[0], after[0], back], [])).then(resultsCorrected({ run: 3, replaces: 2, changed: [{ unit: 'xuanwu', scoreFrom: '89.13', scoreTo: '89.13', gradeFrom: 'B', gradeTo: 'D', rankFrom: 1, rankTo: 1 }] }));
  });

  test('a unit without a result before has none to show', () => {
    given(...roundAt('published'), again).when(correctResults, correcting, told([after[0]], [])).then(resultsCorrected({ changed: [{ ...changed[0]!, scoreFrom: null, gradeFrom: null, rankFrom: null }] }));
  });

  test('needs a later calculation that has everything in it, a reason and a document', () => {
    given(...roundAt('published')).when(correctResults, correcting, told()).thenRefused('assessment.nothing-to-correct', { run: 1 });
    const adjusted = recordedBy('bureau-qian', scoreAdjusted(), { position: 201 });
    given(...roundAt('published'), again).when(correctResults, correcting, told([...before, adjusted])).thenRefused('assessment.calculation-outdated', { run: 2, count: 1, units: 'xuanwu' });
    given(...roundAt('published'), again).when(correctResults, { round, units, document: '宁质发〔2025〕8号' }, told()).thenRefused('assessment.reason-required');
    given(...roundAt('published'), again).when(correctResults, { round, units, reason: '统计核减' }, told()).thenRefused('assessment.document-required');
    given(...roundAt('published'), again).when(correctResults, { round, units }, { ...told(), reason: '统计核减', authority: '宁质发〔2025〕8号' }).then(resultsCorrected({ changed }));
  });

  test('after publication, on every unit, by the bureau', () => {
    given().when(correctResults, correcting, { now }).thenRefused('assessment.unknown-round');
    for (const step of besides('published', 'closed')) given(...roundAt(step)).when(correctResults, correcting, told()).thenRefused('assessment.wrong-step');
    given(...roundAt('published'), again).when(correctResults, { ...correcting, units: [] }, { now }).thenRefused('assessment.units-moved-on');
    for (const who of [people.leader, people.reporter]) given(...roundAt('published'), again).as(who).when(correctResults, correcting, told()).thenForbidden();
  });
});

describe('closing', () => {
  const closing = { round, units };
  const told = (...facts: Facts) => ({ now, toldFrom: { 'unit:xuanwu': [resultCalculated(), ...facts] } });

  test('ends a round of which everything is published', () => {
    given(...roundAt('published')).as(people.bureau).when(closeRound, closing, told()).then(roundClosed());
    given(...roundAt('published')).when(closeRound, { ...closing, remark: '归档' }, told(reviewRequested(), reviewDecided())).then({ ...roundClosed(), data: { round, remark: '归档' } });
    given(...roundAt('published'), roundCalculated({ run: 2, cause: 'correction' }), resultsCorrected()).when(closeRound, closing, told()).then(roundClosed());
  });

  test('not while a review is open, stayed or not', () => {
    for (const facts of [[reviewRequested()], [reviewRequested(), resultStayed()]]) given(...roundAt('published')).when(closeRound, closing, told(...facts)).thenRefused('assessment.reviews-open', { count: 1, units: 'xuanwu' });
  });

  test('not while a correction is due', () => {
    given(...roundAt('published')).when(closeRound, closing, told(recordedBy('leader-sun', scoreAdjusted({ request: 'q-1' }), { position: 150 }))).thenRefused('assessment.calculation-outdated');
    given(...roundAt('published'), roundCalculated({ run: 2, cause: 'correction' })).when(closeRound, closing, told()).thenRefused('assessment.correction-pending', { run: 2, published: 1 });
  });

  test('after publication, on every unit, by the bureau', () => {
    given().when(closeRound, closing, { now }).thenRefused('assessment.unknown-round');
    for (const step of besides('published')) given(...roundAt(step)).when(closeRound, closing, told()).thenRefused('assessment.wrong-step');
    given(...roundAt('published')).when(closeRound, { round, units: ['gulou'] }, { now }).thenRefused('assessment.units-moved-on');
    for (const who of [people.leader, people.reporter]) given(...roundAt('published')).as(who).when(closeRound, closing, told()).thenForbidden();
  });
});
