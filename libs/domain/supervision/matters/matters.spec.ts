import { describe, expect, test } from '@jest/globals';
import { covers, derivedId } from '#engine/kernel';
import { person, project } from '#engine/testing';
import { people } from '../finding-examples.js';
import { demand, demanded, informed, matter, noted, report, request, requested, returned, settled, supplemented } from '../matter-examples.js';
import type { MatterEvent } from '../matter.events.js';
import { maySeeMatters } from '../matter.policies.js';
import { matters } from './matters.projection.js';

const rowOf = (...events: readonly MatterEvent[]) => project(matters).given(...events).row(matter)!;
const at = (position: number): string => `2025-01-01T00:00:0${position}.000Z`;

describe('the register of major matters', () => {
  test('a request waits for an instruction from the moment it came', () => {
    const { timeline, ...row } = rowOf(requested());
    expect(row).toEqual({
      ...request, incident: null, phone: null, written: null, supplements: [], status: 'reported', waitingFor: 'instruction', waitingSince: at(1), returns: 0, returnReason: null,
      instructions: [], outcome: null, opinion: null, document: null, firstReportedAt: at(1), reportedBy: 'tester', revision: 0, changedAt: at(1),
    });
    expect(timeline).toHaveLength(1);
  });

  test('a report tells how fast the incident was told of, in fields that can be asked for', () => {
    expect(rowOf(informed())).toMatchObject({ decisionSought: null, signer: null, phone: 'in-time', written: 'in-time', incident: { ...report.incident, timeliness: { phoneDueAt: '2025-03-02T22:00:00.000Z' } } });
    expect(rowOf(informed('2025-03-09T00:00:00.000Z', { occurredAt: '2025-03-02T20:00:00.000Z' }))).toMatchObject({ phone: 'not-phoned', written: 'late' });
  });

  test('who is waited for, and since when, follows the steps; the first coming stays', () => {
    expect(rowOf(requested(), returned())).toMatchObject({ status: 'returned', waitingFor: 'unit', waitingSince: at(2), returns: 1, returnReason: '未注明签发人' });
    expect(rowOf(requested(), returned(), requested())).toMatchObject({ status: 'reported', waitingFor: 'instruction', waitingSince: at(3), returns: 1, returnReason: null, firstReportedAt: at(1) });
    expect(rowOf(requested(), noted())).toMatchObject({ status: 'instructed', waitingFor: 'settlement', waitingSince: at(2) });
    expect(rowOf(requested(), noted(), settled('approved', { opinion: '按批示办理', document: '宁政复〔2025〕1号' }))).toMatchObject({
      status: 'settled', waitingFor: null, waitingSince: null, outcome: 'approved', opinion: '按批示办理', document: '宁政复〔2025〕1号',
    });
    expect(rowOf(requested(), noted(), settled(), noted({ instruction: 'i-2' }))).toMatchObject({ status: 'instructed', outcome: null, waitingFor: 'settlement', waitingSince: at(4) });
  });

  test('supplements leave status and waiting as they are', () => {
    const row = rowOf(requested(), supplemented('一'), supplemented('二'));
    expect([row.status, row.waitingSince, row.supplements.map(({ at, content }) => [at, content])]).toEqual(['reported', at(1), [[at(2), '一'], [at(3), '二']]]);
  });

  test('instructions name the findings that come of them', () => {
    const { instructions, timeline } = rowOf(requested(), noted(), demanded({ instruction: 'i-2', leader: 'p-100' }));
    const finding = derivedId(timeline[2]!.id, 'finding');
    expect(instructions).toEqual([
      { instruction: 'i-1', leader: null, by: 'tester', at: at(2), text: '同意，请财政局支持。', handling: 'note', finding: null },
      { instruction: 'i-2', leader: 'p-100', by: 'tester', at: at(3), text: '举一反三，限期整改。', handling: 'finding', finding: { finding, ...demand } },
    ]);
    expect(timeline[2]!.details).not.toHaveProperty('about');
  });

  test('a step of nothing leaves no row', () => {
    project(matters).given(noted(), settled(), supplemented(), returned()).thenRows({});
  });

  test('a unit sees its own; leadership, bureau and auditors all; nobody else any', () => {
    const scope = maySeeMatters.scope(people.reporter);
    expect([covers(scope, 'xuanwu'), covers(scope, 'qinhuai')]).toEqual([true, false]);
    for (const one of [people.leader, people.bureau, people.auditor]) expect(maySeeMatters.scope(one)).toBe('all');
    for (const role of ['inspector', 'organisation', 'verifier', 'system-admin', 'security-admin', 'audit-admin']) expect(maySeeMatters.scope(person('one', { roles: { [role]: 'all' } }))).toEqual([]);
  });
});
