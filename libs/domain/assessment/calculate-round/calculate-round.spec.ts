import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import { dataFrozen, figures, people, resultCalculated, round, roundAt, roundCalculated, roundOpened, roundScheme, scoreAdjusted, selfAssessed, selfAssessmentClosed, units } from '../assessment-examples.js';
import { calculateRound, causeAt, recordResult, type CalculateRound, type RecordResult, type WithRun } from './calculate-round.js';

const run: CalculateRound & WithRun = { round, run: 1, engineVersion: '1.0.0', frozenAt: 100, upTo: 110, lastFactAt: 90, units: [...units].sort(), hash: 'a'.repeat(64) };

describe('recording a calculation on the round', () => {
  const first = roundCalculated({ run: 1, hash: run.hash });

  test('names scheme, engine, positions, number of results and hash', () => {
    given(...roundAt('frozen')).as(people.bureau).when(calculateRound, run).then({
      type: 'assessment.RoundCalculated',
      data: { round, run: 1, cause: 'first', scheme: roundScheme, engineVersion: '1.0.0', frozenAt: 100, upTo: 110, results: 5, hash: run.hash },
    });
  });

  test.each([['frozen', 'first'], ['calculated', 'adjustment'], ['notified', 'review'], ['published', 'correction'], ['closed', 'correction']] as const)('at step %s its cause is %s', (step, cause) => {
    expect(causeAt(step)).toBe(cause);
    const next = step === 'frozen' ? run : { ...run, run: 2, upTo: 120 };
    expect(given(...roundAt(step)).when(calculateRound, next).events()[0]!.data).toMatchObject({ cause, run: next.run });
  });

  test('is nothing when bytes are the same and no fact came since the last', () => {
    given(...roundAt('frozen'), first).when(calculateRound, { ...run, run: 2, upTo: 200, lastFactAt: 110 }).thenNothing();
    expect(given(...roundAt('frozen'), first).when(calculateRound, { ...run, run: 2, upTo: 200, lastFactAt: 111 }).events()).toHaveLength(1);
    expect(given(...roundAt('frozen'), first).when(calculateRound, { ...run, run: 2, upTo: 200, hash: 'b'.repeat(64) }).events()).toHaveLength(1);
  });

  test.each(['self-assessment', 'site-checks', 'confirmed', 'cancelled'] as const)('is refused at step %s', (step) => {
    given(...roundAt(step)).when(calculateRound, run).thenRefused('assessment.wrong-step');
  });

  test('is refused where there is no round, and for anybody but the bureau', () => {
    given().when(calculateRound, run).thenRefused('assessment.unknown-round');
    given(...roundAt('frozen')).as(people.leader).when(calculateRound, run).thenForbidden();
  });

  test.each<[string, Partial<WithRun>]>([
    ['another run was recorded', { run: 2 }], ['the data are frozen elsewhere', { frozenAt: 99 }], ['its units are others', { units: ['xuanwu'] }], ['a unit is another', { units: [...units.slice(1), 'zz'].sort() }],
  ])('is refused when %s', (_, changes) => {
    given(...roundAt('frozen')).when(calculateRound, { ...run, ...changes }).thenRefused('assessment.basis-moved-on', { round });
  });
});

describe('recording a unit’s result', () => {
  const command: RecordResult = { round, unit: 'xuanwu', run: 1, engineVersion: '1.0.0', upTo: 110, figures: figures() };
  const toldFrom = { round: roundAt('calculated') };

  test('goes with its round’s run', () => {
    given(selfAssessed()).as(people.bureau).when(recordResult, command, { toldFrom }).then(resultCalculated());
  });

  test('is nothing without the round’s fact, or when it is there', () => {
    given(selfAssessed()).when(recordResult, command, { toldFrom: { round: roundAt('frozen') } }).thenNothing();
    given(selfAssessed()).when(recordResult, { ...command, upTo: 111 }, { toldFrom }).thenNothing();
    given(resultCalculated()).when(recordResult, command, { toldFrom }).thenNothing();
  });

  test('is refused when a fact came that it does not have', () => {
    given(...Array.from({ length: 110 }, () => selfAssessed())).when(recordResult, command, { toldFrom }).then(resultCalculated());
    given(...Array.from({ length: 110 }, () => selfAssessed()), scoreAdjusted()).when(recordResult, command, { toldFrom }).thenRefused('assessment.basis-moved-on', { round });
  });

  test('is refused for a stranger, outside the steps of calculation, and for anybody but the bureau', () => {
    given().when(recordResult, { ...command, unit: 'lishui' }, { toldFrom }).thenRefused('assessment.unit-not-in-round');
    given().when(recordResult, command, { toldFrom: { round: [roundOpened(), selfAssessmentClosed()] } }).thenRefused('assessment.wrong-step');
    given().when(recordResult, command, { toldFrom: { round: [] } }).thenRefused('assessment.unknown-round');
    given().as(people.reporter).when(recordResult, command, { toldFrom: { round: [roundOpened(), selfAssessmentClosed(), dataFrozen()] } }).thenForbidden();
  });
});
