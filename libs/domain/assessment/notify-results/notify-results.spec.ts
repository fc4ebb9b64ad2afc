import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import { shippedYears } from '../../calendar/calendar-examples.js';
import { bonusDecided, entryRevoked, people, recordedBy, resultCalculated, resultsNotified, round, roundAt, scoreAdjusted, selfAssessed, units } from '../assessment-examples.js';
import { notifyResults } from './notify-results.js';

const now = '2025-05-02T02:00:00.000Z';
const notify = { round, units };
const calendar = shippedYears;
const calculated = [resultCalculated()];
/** Facts of a unit after the calculation took in those up to position 110. */
const later = (event: Parameters<typeof recordedBy>[1], position = 111) => [...calculated, recordedBy('inspector-zhou', event, { position })];

describe('telling the units their results', () => {
  test('gives them working days to ask for a review, until the end of the last one', () => {
    given(...roundAt('calculated')).as(people.bureau).when(notifyResults, notify, { now, told: { calendar }, toldFrom: { 'unit:xuanwu': calculated } })
      .then(resultsNotified({ requestsBy: '2025-05-12T15:59:59.999Z' }));
    given(...roundAt('calculated')).when(notifyResults, { ...notify, document: '宁质办〔2025〕4号' }, { now, told: { calendar } }).then(resultsNotified({ requestsBy: '2025-05-12T15:59:59.999Z', document: '宁质办〔2025〕4号' }));
  });

  test.each([
    ['an adjustment', later(scoreAdjusted())], ['a decision on a bonus', later(bonusDecided())], ['an entry revoked', later(entryRevoked())], ['a self-assessment', later(selfAssessed())],
  ])('is refused while the calculation lacks %s', (_, facts) => {
    given(...roundAt('calculated')).when(notifyResults, notify, { now, told: { calendar }, toldFrom: { 'unit:xuanwu': facts } })
      .thenRefused('assessment.calculation-outdated', { run: 1, count: 1, units: 'xuanwu' });
  });

  test('a fact at the very position that the calculation read up to is in it', () => {
    given(...roundAt('calculated')).when(notifyResults, notify, { now, told: { calendar }, toldFrom: { 'unit:xuanwu': later(scoreAdjusted(), 110) } })
      .then(resultsNotified({ requestsBy: '2025-05-12T15:59:59.999Z' }));
  });

  test('needs the calendar of the year', () => {
    given(...roundAt('calculated')).when(notifyResults, notify, { now }).thenRefused('calendar.year-not-published', { year: 2025 });
  });

  test('is decided on every unit of the round', () => {
    given(...roundAt('calculated')).when(notifyResults, { round, units: units.slice(1) }, { now, told: { calendar } }).thenRefused('assessment.units-moved-on');
  });

  test('comes after the calculation and once', () => {
    given().when(notifyResults, notify).thenRefused('assessment.unknown-round');
    for (const step of ['self-assessment', 'site-checks', 'frozen', 'notified', 'confirmed', 'published', 'closed', 'cancelled'] as const) {
      given(...roundAt(step)).when(notifyResults, notify, { now, told: { calendar } }).thenRefused('assessment.wrong-step');
    }
  });

  test('only by the bureau', () => {
    for (const who of [people.reporter, people.leader, people.inspector, people.auditor]) given(...roundAt('calculated')).as(who).when(notifyResults, notify, { now }).thenForbidden();
  });
});
