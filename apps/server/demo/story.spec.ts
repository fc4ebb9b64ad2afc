import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { Clock, RecordedEvent } from '#engine/kernel';
import { MemoryReactionState } from '#engine/reactions/memory';
import { isOpen, finding } from '../../../libs/domain/supervision/finding.state.js';
import { catalogue } from '../contexts.js';
import { LedTimers } from './led-timers.js';
import { liveBoard, scoreTable, type ScoreRow } from '../../../libs/domain/scoring/live-board/live-board.projection.js';
import { seed } from './seed.js';
import { demoCast as cast, pastProcesses } from './demo-city.js';
import { demoPersons } from './demo-leaders.js';
import { factsFromLog } from '../../../libs/domain/assessment/calculate-round/known-facts.js';
import { RoundCalculator } from '../../../libs/domain/assessment/calculate-round/round-calculator.js';
import { CadreReview } from '../../../libs/domain/cadre-review/cadre-review.js';
import { SqliteDossierStore } from '../../../libs/domain/cadre-review/dossier-store/sqlite/index.js';
import { SqliteDeadLetters } from '../../../libs/domain/cadre-review/receipts/sqlite/index.js';
import { SqliteDossierKeys } from '../../../libs/domain/cadre-review/signed-document/sqlite/index.js';
import { sheetsOf } from '../result-sheets.js';
import { history, present, type StoryCity } from './story.js';

const now = '2026-11-23T02:00:00.000Z';

const folder = mkdtempSync(join(tmpdir(), 'zhiheng-story-'));

/** The city that the story is told to, with what is kept outside the log in a folder. */
async function cityOf(log: MemoryEventStore, engine: CommandEngine, clock: Clock): Promise<StoryCity> {
  const calculator = new RoundCalculator(log, factsFromLog(log));
  const cadreReview = await CadreReview.open({
    log, clock, origin: 'nanjing', sheets: sheetsOf(calculator), state: new MemoryReactionState(), people: { getMany: async (references) => demoPersons.filter(({ reference }) => references.includes(reference)) },
    store: new SqliteDossierStore(join(folder, 'dossiers.db')), keys: new SqliteDossierKeys(join(folder, 'keys.db')), deadLetters: new SqliteDeadLetters(join(folder, 'letters.db')),
  });
  return { log, engine, calculator, cadreReview };
}

describe('the demo city', () => {
  let events: readonly RecordedEvent[] = [];

  beforeAll(async () => {
    let at: string | undefined;
    const clock = { now: () => at ?? now, lead: (instant: string | undefined) => (at = instant) };
    const store = new MemoryEventStore({ clock });
    const engine = new CommandEngine(store, catalogue, clock);
    const timers = new LedTimers(engine, store, clock, pastProcesses);
    const city = await cityOf(store, engine, clock);
    await seed(city, clock, 'history', history(cast, now), timers);
    await timers.until(now);
    at = undefined;
    await seed(city, clock, 'present', present(cast, now, '2027-01-22'));
    events = (await store.readAll({ after: 0, limit: 100_000 })).events;
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is told without a refusal, in the order of its own time', () => {
    expect(events.length).toBeGreaterThan(3_000);
    expect(events.map((e) => e.recordedAt)).toEqual(events.map((e) => e.recordedAt).sort());
    expect(events[0]!.recordedAt).toBe('2023-12-18T01:00:00.000Z');
  });

  test('every made-up value says that it is 演示数据, and the published ones name their source', () => {
    const notes = events.flatMap((e) => (e.type === 'reporting.IndicatorReported' ? [String((e.data as { note?: string }).note)] : []));
    expect(notes.every((note) => note.startsWith('演示数据') || note.startsWith('公开发布数据'))).toBe(true);
    expect(notes.filter((note) => note.startsWith('公开发布数据'))).toHaveLength(4);
  });

  test('keeps the restated R&D share of 2020 with both values', () => {
    const corrected = events.find((e) => e.type === 'reporting.ReportCorrected')!;
    expect(corrected.data).toMatchObject({ indicator: 'rd-expenditure-share', period: '2020', from: '3.38', to: '3.48', reasonCode: 'statistical-revision' });
  });

  test('has boards with twelve areas and the departments, spread over several grades', () => {
    const rows = Object.values(project(liveBoard).given(...(events as RecordedEvent<any>[])).rows(scoreTable.name)) as ScoreRow[];
    const of = (year: number, group: string) => rows.filter((r) => r.year === year && r.group === group);
    expect([of(2025, 'districts').length, of(2024, 'districts').length, of(2025, 'departments').length]).toEqual([12, 12, 7]);
    expect(of(2025, 'districts').every((r) => r.published !== null)).toBe(true);
    expect(new Set(of(2024, 'districts').map((r) => r.grade)).size).toBeGreaterThan(1);
    expect(new Set(of(2025, 'districts').map((r) => r.published)).size).toBeGreaterThan(8);
  });

  test('has findings in every state, escalated at the time they fell due', () => {
    const streams = new Set(events.flatMap(({ stream }) => (stream.startsWith('finding-') ? [stream] : [])));
    const states = [...streams].map((one) => events.filter(({ stream }) => stream === one).reduce((state, event) => finding.evolve(state, event as never), finding.initial));
    const statuses = new Set(states.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['closed', 'draft', 'issued', 'rectifying', 'reported', 'returned']);
    expect(states.filter((state) => isOpen(state) && state.escalations.some(({ level }) => level === 'red'))).not.toHaveLength(0);
    const escalated = events.filter(({ type }) => type === 'supervision.FindingEscalated');
    expect(escalated.length).toBeGreaterThan(8);
    for (const event of escalated) if (event.meta.actor.startsWith('system:')) expect(event.recordedAt.slice(0, 16)).toBe(String(event.meta.validAt).slice(0, 16));
  });

  test('numbers its orders without gaps, year by year', () => {
    const numbers = events.flatMap(({ type, data }) => (type === 'supervision.FindingIssued' ? [String((data as { number: string }).number)] : []));
    for (const year of ['2024', '2025', '2026']) {
      const own = numbers.filter((number) => number.startsWith(`〔${year}〕`));
      expect(own).toEqual(own.map((_, n) => `〔${year}〕督字第${n + 1}号`));
    }
  });
});
