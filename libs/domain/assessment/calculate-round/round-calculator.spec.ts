import { describe, expect, test } from '@jest/globals';
import { isRefusal, newId, type DomainEvent, type RecordedEvent, type Refusal } from '#engine/kernel';
import { PreconditionFailed } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import { appendTo, FaultyEventStore, InjectedFault } from '#engine/testing';
import { schemeStream, sheetHash } from '#domain/scoring';
import { bonusDecided, deductionEntered, entryRevoked, itemMarked, resultsConfirmed, resultsNotified, resultsPublished, round, scoreAdjusted, units } from '../assessment-examples.js';
import { calculating, corrected, envelopeOf, frozenLog, record } from '../calculation-examples.js';
import { resultFrom, roundFrom } from '../round-facts.http.js';
import { isOpened } from '../round.state.js';
import { factsFromLog } from './known-facts.js';
import { runHash } from './score-round.js';

const ok = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
  return answer;
};
const all = async (log: EventStore): Promise<readonly RecordedEvent[]> => (await log.readAll({ after: 0, limit: 100_000 })).events;
const calculated = async (log: EventStore) => {
  const events = await all(log);
  return { rounds: events.filter(({ type }) => type === 'assessment.RoundCalculated'), results: events.filter(({ type }) => type === 'assessment.ResultCalculated') };
};

describe('calculating a round', () => {
  test('records the run and every unit’s result, with the hash of the sheets', async () => {
    const log = await frozenLog();
    const head = await log.head();
    const { calculate, calculator } = calculating(log);
    const answer = ok(await calculate());
    const { rounds, results } = await calculated(log);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]!.data).toMatchObject({ run: 1, cause: 'first', engineVersion: '1.0.0', frozenAt: head - 1, upTo: head, results: units.length, hash: answer.hash });
    expect(answer).toMatchObject({ run: 1, changed: true, repeated: false, position: head + 1 + units.length });
    expect(results.map(({ stream }) => stream)).toEqual(['gulou', 'qinhuai', 'xuanwu', 'market-regulation', 'science-tech'].map((unit) => `result-${round}.${unit}`));
    const sheets = results.map(({ data }) => [String(data['unit']), String((data['figures'] as { sheet: string }).sheet)] as const);
    expect(runHash(sheets)).toBe(answer.hash);
    const scored = ok(await calculator.scored(round));
    for (const [unit, hash] of sheets) expect(sheetHash(scored.scores.sheet(unit))).toBe(hash);
  });

  test('a site check replaces the report, marks are averaged, and grades and ranks are within groups', async () => {
    const log = await frozenLog();
    const { calculate, calculator } = calculating(log);
    ok(await calculate());
    const { scores } = ok(await calculator.scored(round));
    // 16 of 20 incubators verified on site: 32 of 40; fewest patents: 12 of 20; mechanism 10; complaints not reported: 0; service (80 + 84) / 2 of 100: 16.4.
    expect(scores.result('xuanwu')).toMatchObject({ raw: '70.4', published: '70.40', grade: 'C', rank: 2 });
    expect(scores.sheet('gulou').tree.children!.find(({ code }) => code === 'complaints')).toMatchObject({ obtained: '8', lost: '2' });
    expect((await resultFrom(log, round, 'science-tech')).results[0]!.figures).toMatchObject({ group: 'departments', rank: 1, of: 2 });
  });

  test('twice without a change records nothing more', async () => {
    const log = await frozenLog();
    const { calculate } = calculating(log);
    const first = ok(await calculate());
    const head = await log.head();
    expect(ok(await calculate())).toMatchObject({ changed: false, run: 1, hash: first.hash, events: [] });
    expect(await log.head()).toBe(head);
  });

  test('corrections of reports after the freeze do not move it', async () => {
    const log = await frozenLog();
    const { calculate } = calculating(log);
    const first = ok(await calculate());
    await appendTo(log, 'later', corrected('tech-incubators', 'qinhuai', '13', '1'));
    expect(ok(await calculate())).toMatchObject({ changed: false, hash: first.hash });
  });

  test('a fact that changes no sheet is calculated in all the same, so that the round is not outdated', async () => {
    const log = await frozenLog();
    const { calculate } = calculating(log);
    const first = ok(await calculate());
    await record(log, bonusDecided({ accepted: false }));
    const second = ok(await calculate());
    expect(second).toMatchObject({ changed: true, run: 2, hash: first.hash });
    const known = await roundFrom(log, round);
    expect(isOpened(known) && known.upTo! >= (await resultFrom(log, round, 'xuanwu')).countsAt).toBe(true);
    expect(ok(await calculate())).toMatchObject({ changed: false, run: 2 });
  });

  test.each<[string, readonly Parameters<typeof record>[1][], string]>([
    ['before notification an adjustment', [], 'adjustment'],
    ['after it a review', [resultsNotified()], 'review'],
    ['after publication a correction', [resultsNotified(), resultsConfirmed(), resultsPublished()], 'correction'],
  ])('%s is the cause, and the score moves by its points', async (_, steps, cause) => {
    const log = await frozenLog();
    const { calculate, calculator } = calculating(log);
    ok(await calculate());
    await record(log, ...steps, scoreAdjusted({ delta: '-1.5' }));
    expect(ok(await calculate())).toMatchObject({ run: 2, changed: true });
    expect((await calculated(log)).rounds.at(-1)!.data['cause']).toBe(cause);
    const [first, second] = [ok(await calculator.scored(round, 1)), ok(await calculator.scored(round))];
    expect([first.scores.result('xuanwu').raw, second.scores.result('xuanwu').raw]).toEqual(['70.4', '68.9']);
    expect(second.scores.sheet('xuanwu').lines).toMatchObject([{ kind: 'adjustment', rule: 'incubators', counted: '-1.5' }]);
  });

  test('what is revoked is gone from the next run, and stays in the one before', async () => {
    const log = await frozenLog();
    const { calculate, calculator } = calculating(log);
    await record(log, deductionEntered());
    ok(await calculate());
    await record(log, entryRevoked());
    ok(await calculate());
    expect((await Promise.all([1, 2].map(async (run) => ok(await calculator.scored(round, run)).scores.result('xuanwu').deduction)))).toEqual(['0.5', '0']);
  });

  test('confirmed results are not calculated over', async () => {
    const log = await frozenLog();
    const { calculate } = calculating(log);
    ok(await calculate());
    await record(log, resultsNotified(), resultsConfirmed());
    expect(await calculate()).toMatchObject({ refused: 'assessment.wrong-step' });
  });

  test('an unknown round, and a scheme that is not what the round names, are refused', async () => {
    const { calculator, engine } = calculating(await frozenLog());
    expect(await calculator.calculate('nowhere', (items, from) => engine.executeAll(items, from), envelopeOf())).toMatchObject({ refused: 'assessment.unknown-round' });
    const other = await frozenLog({ opened: { scheme: { id: 'quality', version: 1, hash: 'e'.repeat(64), document: '宁质发〔2024〕3号' } } });
    expect(await calculating(other).calculate()).toMatchObject({ refused: 'assessment.scheme-not-as-published', values: { scheme: 'quality', version: 1 } });
  });
});

describe('all or nothing', () => {
  test('a lost append leaves no half round, and the next attempt records the whole', async () => {
    const faulty = new FaultyEventStore(await frozenLog());
    const { calculate } = calculating(faulty);
    const head = await faulty.head();
    faulty.faults = { append: () => 'lost' };
    await expect(calculate()).rejects.toThrow(InjectedFault);
    expect(await faulty.head()).toBe(head);
    faulty.faults = {};
    ok(await calculate());
    const { rounds, results } = await calculated(faulty);
    expect([rounds.length, results.length]).toEqual([1, units.length]);
  });

  test('an append whose answer is lost is there whole; repeated under its key it is answered with its receipt, also much later', async () => {
    const faulty = new FaultyEventStore(await frozenLog());
    const { calculate } = calculating(faulty);
    const envelope = envelopeOf({ commandId: newId(), retryable: true });
    faulty.faults = { append: () => 'unacknowledged' };
    await expect(calculate(envelope)).rejects.toThrow(InjectedFault);
    faulty.faults = {};
    const head = await faulty.head();
    expect(ok(await calculate(envelope))).toMatchObject({ run: 1, repeated: true, changed: true });
    await record(faulty, scoreAdjusted(), resultsNotified(), resultsConfirmed());
    expect(ok(await calculate(envelope))).toMatchObject({ run: 1, repeated: true });
    expect((await calculated(faulty)).results).toHaveLength(units.length);
    expect(await faulty.head()).toBe(head + 3);
  });

  test('a fact that comes in between is calculated in, not lost', async () => {
    const log = await frozenLog();
    const { engine, calculator } = calculating(log);
    let attempts = 0;
    const answer = ok(await calculator.calculate(round, async (items, from) => {
      attempts += 1;
      if (attempts === 1) await record(log, scoreAdjusted());
      return engine.executeAll(items, from);
    }, envelopeOf()));
    expect([attempts, answer.run]).toEqual([2, 1]);
    expect(ok(await calculator.scored(round)).scores.result('xuanwu').raw).toBe('68.9');
  });

  test('facts that keep coming in between are told to try again later', async () => {
    const log = await frozenLog();
    const { engine, calculator } = calculating(log);
    const answer = await calculator.calculate(round, async (items, from) => {
      await record(log, itemMarked({ mark: '70' }));
      return engine.executeAll(items, from);
    }, envelopeOf());
    expect(answer).toMatchObject({ refused: 'assessment.basis-moved-on' });
    expect((await calculated(log)).rounds).toEqual([]);
  });

  test('two who calculate at once record one run', async () => {
    const log = await frozenLog();
    const [one, two] = [calculating(log), calculating(log)];
    const answers = (await Promise.all([one.calculate(), two.calculate()])).map(ok);
    expect(answers.map(({ run }) => run)).toEqual([1, 1]);
    expect((await calculated(log)).results).toHaveLength(units.length);
  });

  test('an If-Match that is not the revision of the round is refused', async () => {
    const log = await frozenLog();
    const { calculate } = calculating(log);
    await expect(calculate(envelopeOf({ ifMatch: 0 }))).rejects.toThrow(PreconditionFailed);
    expect(ok(await calculate(envelopeOf({ ifMatch: 2 }))).revision).toBe(3);
  });
});

describe('what a calculation rests on', () => {
  test('a log that ends before a position is a fault, not an empty answer', async () => {
    const log = await frozenLog();
    await expect(factsFromLog(log)('nanjing-2023', 1_000)).rejects.toThrow(RangeError);
  });

  test('sheets of a few runs are kept in memory and those of other runs are worked out anew, all alike', async () => {
    const log = await frozenLog();
    const { calculate, calculator } = calculating(log);
    for (const mark of ['70', '71', '72', '73']) {
      await record(log, itemMarked({ mark }));
      ok(await calculate());
    }
    const hashes = async () => Promise.all([1, 2, 3, 4].map(async (run) => sheetHash(ok(await calculator.scored(round, run)).scores.sheet('xuanwu'))));
    const recorded = (await resultFrom(log, round, 'xuanwu')).results.map(({ figures }) => figures.sheet);
    expect(await hashes()).toEqual(recorded);
    expect(await hashes()).toEqual(recorded);
    expect(await calculator.scored(round, 9)).toMatchObject({ refused: 'assessment.unknown-run' });
    expect(await calculating(await frozenLog()).calculator.scored(round)).toMatchObject({ refused: 'assessment.not-calculated' });
  });

  test('an engine that this program does not have is named', async () => {
    const log = await frozenLog();
    ok(await calculating(log).calculate());
    expect(await calculating(log, { engines: [] }).calculator.scored(round)).toMatchObject({ refused: 'assessment.engine-not-kept', values: { engine: '1.0.0' } });
  });

  test('events about other schemes and plans do not matter', async () => {
    const log = await frozenLog();
    const { calculate } = calculating(log);
    const first = ok(await calculate());
    const elsewhere: DomainEvent = { type: 'reporting.ReportVerified', data: { plan: 'other', indicator: 'patents', unit: 'xuanwu', period: '2024-Q4', value: '1' } };
    await appendTo(log, schemeStream('other'), elsewhere);
    expect(ok(await calculate())).toMatchObject({ changed: false, hash: first.hash });
  });
});
