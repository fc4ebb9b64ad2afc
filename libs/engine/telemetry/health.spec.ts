import { describe, expect, test } from '@jest/globals';
import type { ProjectionStatus } from '#engine/projections';
import type { ReactionStatus } from '#engine/reactions';
import type { RelayStatus } from '#engine/relay';
import { health, Metrics, type HealthParts } from './index.js';

const board: ProjectionStatus = { name: 'board', version: 1, generation: 2, owned: true, state: 'live', position: 90, lag: 0, lagMs: 0 };
const overdue: ReactionStatus = { process: 'overdue', state: 'live', position: 90, lag: 0, lagMs: 0, parkedStreams: 0, timers: { pending: 5, due: 1, failed: 0, fired: 7 } };
const scores: RelayStatus = { topic: 'quality.score.current.v1', state: 'live', position: 80, lag: 10, lagMs: 2_500, parkedStreams: 0, sent: 12 };
const fine: HealthParts = { serving: true, log: { writable: true, position: 90 }, projections: [board], reactions: [overdue], relay: [scores] };
const halted = { position: 12, eventId: 'e', type: 'x.Y', reason: 'unknown type', at: '2025-01-01T00:00:00.000Z' };

const stateOf = (parts: HealthParts, name: string) => health(parts).parts.find((part) => part.name === name)?.state;

describe('health', () => {
  test('is live and ready when everything works, and names every part in both languages', () => {
    const answer = health(fine);
    expect(answer).toMatchObject({ live: true, ready: true });
    expect(answer.parts.map(({ name, state }) => [name, state])).toEqual([['log', 'up'], ['projection/board', 'up'], ['process/overdue', 'up'], ['topic/quality.score.current.v1', 'up']]);
    for (const part of answer.parts) expect(part.text.zh.length * part.text.en.length).toBeGreaterThan(0);
  });

  test.each<[string, HealthParts]>([
    ['the log takes no facts', { ...fine, log: { writable: false, position: 90, reason: 'EIO' } }],
    ['it begins and a projection is too late', { ...fine, projections: [{ ...board, state: 'catching-up', lag: 9, lagMs: 10_001 }] }],
    ['rows cannot be read', { ...fine, inService: true, projections: [], silent: ['projection'] }],
    ['the process does not serve', { ...fine, serving: false }],
  ])('is not ready when %s', (_what, parts) => {
    expect(health(parts).ready).toBe(false);
    expect(health(parts).live).toBe(parts.serving);
  });

  test('stays ready within the limit, while rebuilding, and with limits of one\'s own', () => {
    expect(health({ ...fine, projections: [{ ...board, state: 'catching-up', lag: 9, lagMs: 10_000 }] }).ready).toBe(true);
    expect(health({ ...fine, projections: [{ ...board, state: 'rebuilding' }] }).ready).toBe(true);
    expect(health({ ...fine, limits: { projectionLagMs: 5 }, projections: [{ ...board, lagMs: 6 }] }).ready).toBe(false);
  });

  test('a projection that halts or falls behind is reported, and takes no process in service out of it', () => {
    const late = { ...fine, inService: true, projections: [{ ...board, state: 'catching-up' as const, lag: 9, lagMs: 10_001 }] };
    expect([health(late).ready, stateOf(late, 'projection/board')]).toEqual([true, 'down']);
    for (const inService of [false, true]) {
      const stuck = { ...fine, inService, projections: [board, { ...board, name: 'register', state: 'halted' as const, halted }] };
      expect([health(stuck).ready, stateOf(stuck, 'projection/register')]).toEqual([true, 'down']);
    }
  });

  test('what does not tell its state in time is down, and only rows are needed', () => {
    const silent = { ...fine, silent: ['process', 'topic'] };
    expect([health(silent).ready, stateOf(silent, 'process'), stateOf(silent, 'topic')]).toEqual([true, 'down', 'down']);
  });

  test('a ledger that contradicts the log takes the server out of service, a late or stopped one does not', () => {
    const ledger = { state: 'live', position: 90, lag: 0, lagMs: 0, checkpoint: { size: 80 } } as const;
    const changed = { kind: 'row-changed', position: 7, text: { zh: '位置 7 被改动。', en: 'Position 7 was changed.' }, values: { position: 7 } } as const;
    expect([health({ ...fine, ledger }).ready, stateOf({ ...fine, ledger }, 'ledger')]).toEqual([true, 'up']);
    expect(health({ ...fine, ledger: { ...ledger, state: 'halted', damage: changed } }).ready).toBe(false);
    expect(health({ ...fine, ledger: { ...ledger, state: 'halted', damage: changed } }).parts.at(-1)).toMatchObject({ state: 'down', text: changed.text, detail: { damage: 'row-changed' } });
    expect([health({ ...fine, ledger: { ...ledger, lag: 9, lagMs: 60_001 } }).ready, stateOf({ ...fine, ledger: { ...ledger, lag: 9, lagMs: 60_001 } }, 'ledger')]).toEqual([true, 'degraded']);
    expect([health({ ...fine, ledger: { ...ledger, state: 'stopped' } }).ready, stateOf({ ...fine, ledger: { ...ledger, state: 'backing-off', fault: 'EIO' } }, 'ledger')]).toEqual([true, 'down']);
  });

  test('a copy of the log that falls behind takes the server out of service; one that has not heard from its server for as long does too', () => {
    const text = { zh: '副本', en: 'the replica' };
    const of = (state: 'current' | 'catching-up' | 'disconnected' | 'stopped', behindMs: number, silentMs = 0) => {
      const { ready, parts } = health({ ...fine, replica: { state, position: 7, text, behindMs, silentMs } });
      return [ready, parts.find(({ name }) => name === 'replica')?.state];
    };
    expect([of('current', 0), of('catching-up', 500), of('catching-up', 6_000), of('catching-up', 11_000), of('disconnected', 0, 9_000), of('disconnected', 0, 11_000), of('current', 0, 11_000), of('stopped', 0)]).toEqual([
      [true, 'up'], [true, 'up'], [true, 'degraded'], [false, 'down'], [true, 'degraded'], [false, 'down'], [false, 'down'], [false, 'down'],
    ]);
  });

  test('a witness that is away is waited for, one that has seen another history is alarming', () => {
    const witness = { witness: 'audit', url: 'https://audit.example', state: 'current', size: 80 } as const;
    const failing = (code: 'unreachable' | 'histories-differ') => ({ ...fine, witnesses: [{ ...witness, state: 'failing' as const, fault: { code, since: halted.at, failures: 3 } }] });
    expect([stateOf({ ...fine, witnesses: [witness] }, 'witness/audit'), stateOf(failing('unreachable'), 'witness/audit'), stateOf(failing('histories-differ'), 'witness/audit'), health(failing('histories-differ')).ready]).toEqual(['up', 'degraded', 'down', true]);
  });

  test('reports a parked stream, a failed timer, a late or failing relay without taking the server out of service', () => {
    expect(stateOf({ ...fine, reactions: [{ ...overdue, parkedStreams: 1 }] }, 'process/overdue')).toBe('degraded');
    expect(stateOf({ ...fine, reactions: [{ ...overdue, timers: { ...overdue.timers, failed: 2 } }] }, 'process/overdue')).toBe('degraded');
    expect(stateOf({ ...fine, relay: [{ ...scores, lagMs: 60_001 }] }, 'topic/quality.score.current.v1')).toBe('degraded');
    const failing: HealthParts = { ...fine, relay: [{ ...scores, state: 'backing-off', fault: { reason: 'broker away', at: halted.at, attempts: 4 } }] };
    expect(stateOf(failing, 'topic/quality.score.current.v1')).toBe('down');
    expect(health(failing).ready).toBe(true);
  });
});

describe('metrics', () => {
  test('carry commands, groups, requests, projections, reactions and relay as Prometheus text', async () => {
    const metrics = new Metrics({ runtime: false });
    metrics.command('reporting.Report', 'accepted', 0.012);
    metrics.command('reporting.Report', 'refused', 0.002);
    metrics.appendGroup(17);
    metrics.request('POST', '/api/reports/:id', 201, 0.02);
    metrics.observeProjections([{ ...board, state: 'halted', lag: 3, lagMs: 1_500, halted }]);
    metrics.observeReactions([{ ...overdue, parkedStreams: 2 }]);
    metrics.observeRelay([scores]);
    metrics.observeLedger('city', { state: 'live', position: 93, lag: 4, lagMs: 500, checkpoint: { size: 80 } });
    metrics.observeLog({ stopped: true, silentMs: 12_500 });
    metrics.observeIntakes([{ topic: 'quality.indicator.feed.v1', state: 'backing-off', restarts: 1, lag: 6, taken: { recorded: 3, repeated: 1, unchanged: 0, refused: 2 }, trying: { place: '0@7', reason: 'away', attempts: 2, since: halted.at } }]);
    metrics.beforeScrape(() => metrics.head(93));
    const lines = (await metrics.text()).split('\n');
    expect(lines).toEqual(expect.arrayContaining([
      'zhiheng_commands_total{command="reporting.Report",result="accepted"} 1',
      'zhiheng_commands_total{command="reporting.Report",result="refused"} 1',
      'zhiheng_command_duration_seconds_bucket{le="0.01",command="reporting.Report"} 1',
      'zhiheng_append_group_size_bucket{le="16"} 0',
      'zhiheng_append_group_size_bucket{le="32"} 1',
      'zhiheng_http_requests_total{method="POST",route="/api/reports/:id",status="201"} 1',
      'zhiheng_projection_position{projection="board"} 90',
      'zhiheng_projection_lag_events{projection="board"} 3',
      'zhiheng_projection_lag_seconds{projection="board"} 1.5',
      'zhiheng_projection_state{projection="board",state="halted"} 1',
      'zhiheng_projection_state{projection="board",state="live"} 0',
      'zhiheng_parked_streams{follower="process/overdue"} 2',
      'zhiheng_timers{process="overdue",state="due"} 1',
      'zhiheng_timers_fired{process="overdue"} 7',
      'zhiheng_relay_lag_seconds{topic="quality.score.current.v1"} 2.5',
      'zhiheng_ledger_lag_events{ledger="city"} 4',
      'zhiheng_ledger_checkpoint_events{ledger="city"} 80',
      'zhiheng_ledger_state{ledger="city",state="live"} 1',
      'zhiheng_relay_sent{topic="quality.score.current.v1"} 12',
      'zhiheng_log_position 93',
      'zhiheng_log_stopped 1',
      'zhiheng_log_silent_seconds 12.5',
      'zhiheng_intake_taken{topic="quality.indicator.feed.v1",outcome="refused"} 2',
      'zhiheng_intake_lag_messages{topic="quality.indicator.feed.v1"} 6',
      'zhiheng_intake_waiting{topic="quality.indicator.feed.v1"} 1',
      'zhiheng_intake_state{topic="quality.indicator.feed.v1",state="backing-off"} 1',
    ]));
    expect(metrics.contentType).toContain('text/plain');
  });

  test('forget a projection that is gone and include the runtime when asked', async () => {
    const metrics = new Metrics();
    metrics.observeProjections([board]);
    metrics.observeProjections([]);
    const text = await metrics.text();
    expect(text).not.toContain('projection="board"');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});
