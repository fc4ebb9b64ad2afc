import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { calendar, plan, resultsCorrected, resultsNotified, round, roundAt, roundCalculated, roundOpened, roundReplanned, selfAssessmentClosed } from '../assessment-examples.js';
import type { RoundEvent } from '../round.events.js';
import { round as roundFold } from '../round.state.js';
import { recordedLog } from '#engine/testing';
import { stateOf } from './round-row.js';
import { rounds } from './rounds.projection.js';

const rowOf = (...events: readonly RoundEvent[]) => project(rounds).given(...events).row(round)!;
const second = (n: number) => `2025-01-01T00:00:0${n}.000Z`;

describe('the register of rounds', () => {
  test('an opened round with its scheme, units and calendar', () => {
    expect(rowOf(roundOpened())).toMatchObject({
      round, plan, year: 2024, assessmentYear: 'calendar-year', planItem: '2025-考-07', startedFrom: null, step: 'self-assessment', openedAt: second(1), stepSince: second(1), missing: null, runs: [], publications: [], revision: 0,
    });
    expect(rowOf(roundOpened({ startedFrom: 'quality-2023' })).startedFrom).toBe('quality-2023');
  });

  test('shows the state that decisions see, after every fact', () => {
    const course = [...roundAt('published'), roundCalculated({ run: 2, cause: 'correction', upTo: 200 }), resultsCorrected()];
    course.forEach((_, n) => {
      const events = course.slice(0, n + 1);
      const folded = recordedLog(events).reduce((state, event) => roundFold.evolve(state, event as never), roundFold.initial);
      expect(stateOf(rowOf(...events))).toEqual(folded);
    });
  });

  test('since when it is at its step; a changed calendar does not move it', () => {
    expect(rowOf(roundOpened(), selfAssessmentClosed(['gulou']), roundReplanned({ freezeBy: '2025-05-01' }))).toMatchObject({
      step: 'site-checks', stepSince: second(2), missing: ['gulou'], state: { calendar: { ...calendar, freezeBy: '2025-05-01' } },
    });
  });

  test('every calculation, notification, confirmation and publication stays visible', () => {
    const row = rowOf(...roundAt('published'), roundCalculated({ run: 2, cause: 'correction', upTo: 200 }), resultsCorrected());
    expect(row.runs.map(({ run, cause, upTo, at }) => [run, cause, upTo, at])).toEqual([[1, 'first', 110, second(4)], [2, 'correction', 200, second(8)]]);
    expect(row.notified).toEqual({ run: 1, at: second(5), requestsBy: '2025-05-12T15:59:59.999Z', document: null });
    expect(rowOf(...roundAt('calculated'), resultsNotified({ document: '宁质办〔2025〕4号' })).notified).toMatchObject({ document: '宁质办〔2025〕4号' });
    expect(row.confirmed).toMatchObject({ run: 1, document: '宁质委〔2025〕1号', heldOn: '2025-06-10', stayed: [] });
    expect(row.publications).toEqual([
      { run: 1, document: '宁质发〔2025〕5号', at: second(7), publishedOn: '2025-06-20', replaces: null, reason: null, changed: [] },
      { run: 2, document: '宁质发〔2025〕8号', at: second(9), publishedOn: null, replaces: 1, reason: '统计核减', changed: [] },
    ]);
    expect(rowOf(...roundAt('cancelled'))).toMatchObject({ step: 'cancelled', cancelled: { authority: '宁委办〔2025〕2号' } });
  });

  test('a step of a round that was never opened leaves no row', () => {
    project(rounds).given(selfAssessmentClosed(), roundCalculated()).thenRows({});
  });
});
