import { describe, expect, test } from '@jest/globals';
import { isRefusal, newId, type JsonObject, type RecordedEvent, type Refusal } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { appendTo, TestClock } from '#engine/testing';
import { currentEngine, releasedEngines, schemeStream, type ScoringEngine } from '#domain/scoring';
import {
  content, deductionEntered, itemMarked, plan, resultsConfirmed, resultsCorrected, resultsNotified, resultsPublished, round, schemeId, schemePublished, scoreAdjusted, units,
} from '../assessment-examples.js';
import { calculating, cardOf, corrected, frozenLog, record, targetOf, verified } from '../calculation-examples.js';
import { reproduceRound } from './reproduce-round.js';
import { verdictTexts, type Reproduction } from './reproduction.js';

const ok = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
  return answer;
};
const differing = ({ units: of }: Reproduction) => of.filter(({ equal }) => !equal).map(({ unit }) => unit);

async function published(): Promise<EventStore> {
  const log = await frozenLog();
  const { calculate } = calculating(log);
  ok(await calculate());
  await record(log, scoreAdjusted());
  ok(await calculate());
  await record(log, resultsNotified({ run: 2 }), resultsConfirmed({ run: 2 }), resultsPublished({ run: 2 }));
  return log;
}

/** The same log with some events written over, as somebody with access to the file could. */
async function tampered(log: EventStore, change: (event: RecordedEvent) => JsonObject | undefined): Promise<EventStore> {
  const copy = new MemoryEventStore({ clock: new TestClock() });
  for (const event of (await log.readAll({ after: 0, limit: 1_000_000 })).events) {
    const { id, stream, type, schema, meta } = event;
    await copy.append([{ stream, expected: 'any', events: [{ id, type, schema, meta, data: change(event) ?? event.data }] }]);
  }
  return copy;
}

const altering = (type: string, where: (data: JsonObject) => boolean, change: (data: JsonObject) => JsonObject) => (event: RecordedEvent) => (event.type === type && where(event.data) ? change(event.data) : undefined);

describe('reproducing a calculation', () => {
  test('gives every sheet and the run’s hash again, for each run', async () => {
    const log = await published();
    for (const run of [undefined, 1, 2]) {
      const answer = ok(await reproduceRound(log, round, run));
      expect(answer).toMatchObject({ round, run: run ?? 2, engineVersion: '1.0.0', equal: true, verdict: 'reproduced', scheme: { id: schemeId, version: 1 } });
      expect(answer.recorded).toBe(answer.computed);
      expect(answer.units).toHaveLength(units.length);
      expect(answer.units.every(({ equal, recorded, computed, position }) => equal && recorded === computed && position! > 0)).toBe(true);
    }
    expect(ok(await reproduceRound(log, round, 1)).recorded).not.toBe(ok(await reproduceRound(log, round, 2)).recorded);
  });

  test('still does after a hundred thousand later events, irrelevant and relevant ones', async () => {
    const log = await published();
    const before = ok(await reproduceRound(log, round));
    const correlation = newId();
    const meta = { actor: 'later', correlation, causation: correlation };
    const event = (type: string, data: JsonObject) => ({ id: newId(), type, schema: 1, data, meta });
    for (let n = 0; n < 100; n += 1) {
      const irrelevant = Array.from({ length: 950 }, (_, k) => event('identity.UserLocked', { user: `u-${n}-${k}` }));
      const relevant = Array.from({ length: 50 }, (_, k) => verified('tech-incubators', units[k % 3]!, String(n + k), '2024-Q4')).map(({ type, data }) => event(type, data as JsonObject));
      await log.append([{ stream: `noise-${n}`, expected: 'no-stream', events: [...irrelevant, ...relevant] }]);
    }
    await appendTo(log, `plan-${plan}`, cardOf('patents', ['xuanwu'], { frequency: 'year' }), targetOf('tech-incubators', 'xuanwu', '1'), corrected('patents', 'gulou', '64', '1'));
    await appendTo(log, schemeStream(schemeId), schemePublished(2024, 2, { ...content, title: { zh: '新版', en: 'New' } }));
    await record(log, deductionEntered(), itemMarked({ mark: '1' }), scoreAdjusted({ adjustment: 'a-9', delta: '-9' }));
    ok(await calculating(log).calculate());
    await record(log, resultsCorrected({ run: 3, replaces: 2 }));
    expect(await log.head()).toBeGreaterThan(100_000);
    expect(ok(await reproduceRound(log, round, 2))).toEqual(before);
    expect(ok(await reproduceRound(log, round))).toMatchObject({ run: 3, equal: true });
  }, 60_000);

  test('an unknown round or run, and a round that was not calculated, are refused', async () => {
    const log = await published();
    expect(await reproduceRound(log, 'nowhere')).toMatchObject({ refused: 'assessment.unknown-round' });
    expect(await reproduceRound(log, round, 7)).toMatchObject({ refused: 'assessment.unknown-run', values: { run: 7 } });
    expect(await reproduceRound(await frozenLog(), round)).toMatchObject({ refused: 'assessment.not-calculated' });
  });
});

describe('results of an older engine', () => {
  const newer: ScoringEngine = {
    version: '2.0.0',
    calculate: (scheme, group, input) => {
      // Another arithmetic: a point more for everybody.
      const units = Object.fromEntries(Object.entries(input.units).map(([unit, of]) => [unit, { ...of, adjustments: [{ node: scheme.groups.find(({ code }) => code === group)!.tree.code, points: '1', reason: '…' }] }]));
      const result = currentEngine.calculate(scheme, group, { ...input, units });
      return { ...result, engineVersion: '2.0.0', sheet: (unit) => ({ ...result.sheet(unit), engineVersion: '2.0.0' }) };
    },
  };
  const engines = [...releasedEngines, newer];

  test('still reproduce with theirs beside those of the newer one', async () => {
    const log = await frozenLog();
    ok(await calculating(log).calculate());
    await record(log, itemMarked({ mark: '70' }));
    const later = calculating(log, { engine: newer, engines });
    ok(await later.calculate());
    const [old, now] = [ok(await reproduceRound(log, round, 1, engines)), ok(await reproduceRound(log, round, 2, engines))];
    expect([old.engineVersion, old.equal, now.engineVersion, now.equal]).toEqual(['1.0.0', true, '2.0.0', true]);
    expect(ok(await later.calculator.scored(round, 1)).scores.result('qinhuai').raw).not.toBe(ok(await later.calculator.scored(round, 2)).scores.result('qinhuai').raw);
    expect(ok(await reproduceRound(log, round, 2, [{ ...currentEngine, version: '2.0.0' }]))).toMatchObject({ equal: false, verdict: 'facts-differ' });
  });

  test('cannot without theirs, and that is said', async () => {
    const log = await published();
    expect(await reproduceRound(log, round, 1, [newer])).toMatchObject({ refused: 'assessment.engine-not-kept', values: { engine: '1.0.0' } });
  });
});

describe('a log that was tampered with', () => {
  test('an untouched copy reproduces', async () => {
    expect(ok(await reproduceRound(await tampered(await published(), () => undefined), round)).equal).toBe(true);
  });

  test('a changed report: the units that it reaches are named, with the positions that their sheets rest on', async () => {
    const log = await tampered(await published(), altering('reporting.ReportVerified', ({ indicator, unit }) => indicator === 'tech-incubators' && unit === 'qinhuai', (data) => ({ ...data, value: '22' })));
    const answer = ok(await reproduceRound(log, round));
    const position = (await log.readAll({ after: 0, limit: 1_000 })).events.find(({ type, data }) => type === 'reporting.ReportVerified' && data['unit'] === 'qinhuai')!.position;
    const unit = answer.units.find((one) => one.unit === 'qinhuai')!;
    expect(answer).toMatchObject({ equal: false, verdict: 'facts-differ' });
    expect(unit.restsOn).toContain(position);
    expect(unit.score!.computed).not.toBe(unit.score!.recorded);
    expect(differing(answer)).toContain('qinhuai');
    expect(differing(answer)).not.toContain('science-tech');
  });

  test('a changed fact of the assessment itself: of one unit alone where no rank moves', async () => {
    const log = await tampered(await published(), altering('assessment.ScoreAdjusted', () => true, (data) => ({ ...data, reason: '另一个理由' })));
    const answer = ok(await reproduceRound(log, round));
    expect([answer.verdict, differing(answer)]).toEqual(['facts-differ', ['xuanwu']]);
    expect(ok(await reproduceRound(log, round, 1)).equal).toBe(true);
  });

  test('a changed result: its event is named, and the record contradicts itself', async () => {
    const forged = altering('assessment.ResultCalculated', ({ unit, run }) => unit === 'gulou' && run === 2, (data) => ({ ...data, figures: { ...(data['figures'] as JsonObject), sheet: 'f'.repeat(64) } }));
    const log = await tampered(await published(), forged);
    const answer = ok(await reproduceRound(log, round));
    const event = (await log.readStream(`result-${round}.gulou`)).findLast(({ type }) => type === 'assessment.ResultCalculated')!;
    expect([answer.verdict, differing(answer)]).toEqual(['record-differs', ['gulou']]);
    expect(answer.units.find(({ unit }) => unit === 'gulou')).toMatchObject({ position: event.position, eventId: event.id });
  });

  test.each([['a prettier score', { published: '99.00', raw: '99' }], ['a better rank', { rank: 1 }], ['a better grade', { grade: 'A' }]])('%s beside an untouched sheet is found', async (_, changes) => {
    const forged = altering('assessment.ResultCalculated', ({ unit, run }) => unit === 'xuanwu' && run === 2, (data) => ({ ...data, figures: { ...(data['figures'] as JsonObject), ...changes } }));
    const answer = ok(await reproduceRound(await tampered(await published(), forged), round));
    expect([answer.equal, answer.verdict, differing(answer)]).toEqual([false, 'record-differs', ['xuanwu']]);
  });

  test('a result that is gone, and another hash of the run, are found', async () => {
    const gone = altering('assessment.ResultCalculated', ({ unit, run }) => unit === 'xuanwu' && run === 2, (data) => ({ ...data, run: 99 }));
    expect(ok(await reproduceRound(await tampered(await published(), gone), round))).toMatchObject({ equal: false, verdict: 'record-differs' });
    const rehashed = altering('assessment.RoundCalculated', ({ run }) => run === 2, (data) => ({ ...data, hash: 'f'.repeat(64) }));
    const answer = ok(await reproduceRound(await tampered(await published(), rehashed), round));
    expect([answer.equal, answer.verdict, differing(answer)]).toEqual([false, 'record-differs', []]);
  });

  test('another scheme under the old hash is no scheme', async () => {
    const lenient = { ...content, note: { zh: '改动', en: 'altered' }, version: 1 };
    const log = await tampered(await published(), altering('scoring.SchemePublished', () => true, (data) => ({ ...data, content: lenient })));
    expect(await reproduceRound(log, round)).toMatchObject({ refused: 'assessment.scheme-not-as-published' });
  });

  test('each verdict has words in both languages', () => {
    for (const { zh, en } of Object.values(verdictTexts)) expect([zh.length > 5, en.length > 5]).toEqual([true, true]);
  });
});
