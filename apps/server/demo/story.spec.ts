import { beforeAll, describe, expect, test } from '@jest/globals';
import { person, project } from '#engine/testing';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import type { RecordedEvent } from '#engine/kernel';
import { planEvents, measureProgressEvents } from '#domain/plan';
import { unitEvents } from '#domain/units';
import { periodEvents, reportEvents } from '#domain/reporting';
import { schemeEvents } from '#domain/scoring';
import { liveBoard, scoreTable, type ScoreRow } from '../../../libs/domain/scoring/live-board/live-board.projection.js';
import { seed } from './seed.js';
import { history, present, type Cast } from './story.js';

const cast: Cast = {
  bureau: person('demo-bureau', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  reporter: (unit) => person(`demo-${unit}`, { unit, roles: { reporter: [unit] } }),
  verifier: (unit) => person(`demo-${unit}-verifier`, { unit, roles: { verifier: 'all' } }),
};
const catalogue = { ...planEvents, ...measureProgressEvents, ...unitEvents, ...periodEvents, ...reportEvents, ...schemeEvents };
const now = '2026-11-23T02:00:00.000Z';

describe('the demo city', () => {
  let events: readonly RecordedEvent[] = [];

  beforeAll(async () => {
    let at: string | undefined;
    const clock = { now: () => at ?? now, lead: (instant: string | undefined) => (at = instant) };
    const store = new MemoryEventStore({ clock });
    const engine = new CommandEngine(store, catalogue, clock);
    await seed(engine, clock, 'history', history(cast));
    await seed(engine, clock, 'present', present(cast, now, '2027-01-22'));
    events = (await store.readAll({ after: 0, limit: 100_000 })).events;
  }, 60_000);

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
});
