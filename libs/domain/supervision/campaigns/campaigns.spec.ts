import { describe, expect, test } from '@jest/globals';
import { project, type GivenEvent } from '#engine/testing';
import {
  campaign, cancelled, concluded, conclusionOf, drawnUnits, fedBack, objected, objectionDecided, photos, planned, plannedContent, revised, sampleDrawn, sampleUnsealed, seedOf, started, units, visited, visitOf,
} from '../campaign-examples.js';
import { seedHashOf } from '../draw-sample/draw.js';
import { burdenNote } from './burden-note.js';
import { campaignUnits } from './campaign-units.projection.js';
import { campaigns } from './campaigns.projection.js';
import { inspectionCounts } from './inspection-counts.projection.js';
import { campaignShown, unitShown } from './shown.js';

const secret = { unannounced: true };
const drawn = drawnUnits.map(({ unit }) => unit);
const undrawn = units.filter((unit) => !drawn.includes(unit));
const rowOf = (...events: readonly GivenEvent[]) => project(campaigns).given(...events).row(campaign)!;
const unitOf = (unit: string, ...events: readonly GivenEvent[]) => project(campaignUnits).given(...events).row(`${campaign}/${unit}`);

describe('the list of campaigns', () => {
  test('shows a plan', () => {
    const { team, ...content } = plannedContent();
    project(campaigns).given(planned()).thenRows({
      [campaign]: {
        campaign, ...content, plan: null, measures: [], follows: null, team: team.map(({ user, unit, leader }) => ({ user, unit: unit ?? null, leader: leader ?? false })), year: 2025, status: 'planned',
        plannedBy: 'tester', plannedAt: '2025-01-01T00:00:01.000Z', revisions: [], draws: [], inForce: null, startedAt: null, concludedAt: null, concludedBy: null, summary: null, cancelledAt: null,
        cancelReason: null, revision: 0, changedAt: '2025-01-01T00:00:01.000Z',
      },
    });
    expect(rowOf(planned({ follows: { campaign: 'c-1', findings: [] } })).follows).toEqual({ campaign: 'c-1', findings: [] });
    expect(rowOf(planned({ follows: { findings: ['f-1'] }, plan: 'nanjing-2023', measures: [16] }))).toMatchObject({ follows: { campaign: null, findings: ['f-1'] }, plan: 'nanjing-2023', measures: [16] });
  });

  test.each([
    ['revised', [revised({ title: '另一题目' })], { title: '另一题目', status: 'planned', revisions: [{ at: '2025-01-01T00:00:02.000Z', by: 'tester', reason: '人员调整' }] }],
    ['drawn', [sampleDrawn()], { inForce: 1, draws: [{ draw: 1, seedHash: seedHashOf(seedOf(1)), seed: seedOf(1), drawn: drawnUnits, reason: null, unsealedAt: null }] }],
    ['revised away from its sample', [sampleDrawn(), revised({ title: '另一题目' }, { voids: { draw: 1, year: 2025, units: drawn } })], { inForce: null, draws: [{ draw: 1 }] }],
    ['started', [started()], { status: 'started', startedAt: '2025-01-01T00:00:02.000Z' }],
    ['visited', [started(), visited()], { status: 'started' }],
    ['concluded', [started(), concluded()], { status: 'concluded', concludedBy: 'inspector-zhou', summary: '总体较好' }],
    ['cancelled', [cancelled()], { status: 'cancelled', cancelReason: '与省级督查重复' }],
  ] as const)('shows a campaign that was %s', (_, events, expected) => {
    expect(rowOf(planned(), ...events)).toMatchObject(expected);
  });

  test('shows of a sealed sample its promise only, until it is unsealed', () => {
    const sealed = [planned(secret), sampleDrawn(seedOf(1), secret), sampleDrawn(seedOf(2), secret, { draw: 2, reason: '名单外泄' })];
    expect(rowOf(...sealed).draws).toMatchObject([{ seed: null, drawn: null }, { seed: null, drawn: null, reason: '名单外泄' }]);
    expect(rowOf(...sealed, sampleUnsealed()).draws).toMatchObject([{ seed: seedOf(1), drawn: drawnUnits, unsealedAt: '2025-01-01T00:00:04.000Z' }, { seed: null }]);
  });

  test('a unit reads of it what concerns itself', () => {
    const row = rowOf(planned({ follows: { findings: ['f-1'] } }), revised({}), sampleDrawn(), started(), concluded());
    expect(campaignShown(row, 'all')).toBe(row);
    expect(campaignShown(row, ['xuanwu', 'finance'])).toMatchObject({ units: ['xuanwu'], follows: null, recusals: [], revisions: [], draws: [], inForce: null, summary: null });
  });
});

describe('what a campaign comes to for a unit', () => {
  test('begins with the plan and ends when a revision leaves the unit out', () => {
    expect(Object.keys(project(campaignUnits).given(planned()).rows())).toEqual(units.map((unit) => `${campaign}/${unit}`));
    expect(unitOf('gulou', planned())).toMatchObject({ stage: 'named', visible: false, drawn: null, visits: [], conclusion: null, objection: 'none' });
    const without = revised({ units: ['xuanwu'] });
    expect([unitOf('gulou', planned(), without), unitOf('xuanwu', planned(), without)?.stage]).toEqual([undefined, 'named']);
    expect(unitOf('gulou', planned({ units: ['xuanwu'] }), revised({}, { from: plannedContent({ units: ['xuanwu'] }) }))?.stage).toBe('named');
  });

  test('shows whether it was drawn, as long as the draw holds', () => {
    expect([unitOf(drawn[0]!, planned(), sampleDrawn())!.drawn, unitOf(undrawn[0]!, planned(), sampleDrawn())!.drawn]).toEqual([true, false]);
    expect(unitOf(drawn[0]!, planned(), sampleDrawn(), revised({ title: '另一题目' }))!.drawn).toBe(true);
    expect(unitOf(drawn[0]!, planned(), sampleDrawn(), revised({ title: '另一题目' }, { voids: { draw: 1, year: 2025, units: drawn } }))!.drawn).toBeNull();
  });

  test('becomes visible to the unit when an announced campaign starts with it', () => {
    expect(unitOf('gulou', planned(), started())).toMatchObject({ stage: 'inspected', visible: true });
    const sampled = [planned(), sampleDrawn(), started(drawn)];
    expect([unitOf(drawn[0]!, ...sampled)!.visible, unitOf(undrawn[0]!, ...sampled)]).toMatchObject([true, { stage: 'named', visible: false }]);
  });

  test('an unannounced one becomes visible when it comes to the unit, not when it starts, is sealed or unsealed', () => {
    const past = [planned(secret), sampleDrawn(seedOf(1), secret), started([])];
    for (const unit of units) expect(unitOf(unit, ...past)).toMatchObject({ stage: 'named', visible: false, drawn: null });
    expect(unitOf(drawn[0]!, ...past, sampleUnsealed())).toMatchObject({ stage: 'inspected', visible: false, drawn: true });
    expect(unitOf(drawn[0]!, ...past, sampleUnsealed(seedOf(1), { inForce: false }))).toMatchObject({ stage: 'named', drawn: null });
    expect(unitOf('xuanwu', ...past, visited())).toMatchObject({ stage: 'inspected', visible: true });
    expect(unitOf('xuanwu', planned(secret), started())).toMatchObject({ visible: false });
  });

  test('keeps visits with who wrote them down', () => {
    expect(unitOf('xuanwu', planned(), started(), visited())!.visits).toEqual([{ ...visitOf(), recordedBy: 'inspector-he', recordedAt: '2025-01-01T00:00:50.000Z' }]);
  });

  test('shows conclusion, feedback, objection and decision', () => {
    const past = [planned(), started(), concluded()];
    expect(unitOf('xuanwu', ...past)).toMatchObject({ stage: 'concluded', conclusion: conclusionOf(), notInspectedReason: null });
    expect(unitOf('gulou', ...past)).toMatchObject({ stage: 'not-inspected', conclusion: null, notInspectedReason: '本次未到' });
    expect(unitOf('xuanwu', ...past, fedBack())).toMatchObject({ stage: 'fed-back', visible: true, objectBy: '2025-04-02T15:59:59.999Z', feedbackDocument: null, objection: 'none' });
    expect(unitOf('xuanwu', ...past, fedBack(), objected())).toMatchObject({ objection: 'raised', objectionReason: '其中 2 台已停用', objectionEvidence: photos, decideBy: '2025-04-09T15:59:59.999Z', raisedBy: 'tester', decision: null });
    expect(unitOf('xuanwu', ...past, fedBack(), objected(), objectionDecided())).toMatchObject({ objection: 'decided', decision: 'upheld', decidedBy: 'tester', decidedLate: false, conclusion: conclusionOf() });
    const amended = conclusionOf('xuanwu', { facts: '20 台中 4 台超期' });
    expect(unitOf('xuanwu', ...past, fedBack(), objected(), objectionDecided('amended', { conclusion: amended, late: true }))).toMatchObject({ decision: 'amended', decidedLate: true, conclusion: amended });
    expect(unitOf('xuanwu', planned(), started(), cancelled('started'))).toMatchObject({ stage: 'cancelled', visible: true });
  });

  test('the unit reads its conclusion once it is fed back', () => {
    const before = unitOf('xuanwu', planned(), started(), concluded())!;
    expect(unitShown(before, 'all')).toBe(before);
    expect(unitShown(before, ['xuanwu'])).toMatchObject({ stage: 'inspected', conclusion: null });
    expect(unitShown(unitOf('gulou', planned(), started(), concluded())!, ['gulou'])).toMatchObject({ stage: 'inspected', notInspectedReason: null });
    expect(unitShown(unitOf('xuanwu', planned(), started(), cancelled('started'))!, ['xuanwu']).stage).toBe('cancelled');
    const after = unitOf('xuanwu', planned(), started(), concluded(), fedBack())!;
    expect(unitShown(after, ['xuanwu'])).toBe(after);
  });

  test('what happens to a unit that no plan names leaves no row', () => {
    project(campaignUnits).given(visited()).thenRows({});
  });
});

describe('how often units are inspected', () => {
  const countOf = (unit: string, ...events: readonly GivenEvent[]) => project(inspectionCounts).given(...events).row(`${unit}/2025`);

  test('counts draws and visits of a year', () => {
    expect(countOf(drawn[0]!, planned(), sampleDrawn())).toMatchObject({ unit: drawn[0], year: 2025, drawnFor: [campaign], timesDrawn: 1, timesVisited: 0 });
    expect(countOf(undrawn[0]!, planned(), sampleDrawn())).toBeUndefined();
    expect(countOf('xuanwu', visited(), visited({ visit: 'v-2', date: '2025-04-01' }), visited({ visit: 'v-3', date: '2026-01-01' }))).toMatchObject({
      timesVisited: 2, visits: [{ campaign, visit: 'v-1', date: '2025-03-01' }, { campaign, visit: 'v-2', date: '2025-04-01' }],
    });
  });

  test('a draw in whose place another comes counts no more, nor one that was voided or called off', () => {
    const replaced = sampleDrawn(seedOf(2), {}, { draw: 2, reason: '重抽', drawn: [{ unit: undrawn[0]!, inspectors: ['inspector-zhou'] }], replaces: { draw: 1, year: 2025, units: drawn } });
    const past = [planned(), sampleDrawn()];
    expect([countOf(drawn[0]!, ...past, replaced)!.timesDrawn, countOf(undrawn[0]!, ...past, replaced)!.timesDrawn]).toEqual([0, 1]);
    const again = sampleDrawn(seedOf(1), {}, { draw: 2, reason: '重抽', replaces: { draw: 1, year: 2025, units: drawn } });
    expect(countOf(drawn[0]!, ...past, again)!.timesDrawn).toBe(1);
    expect(countOf(drawn[0]!, ...past, revised({}, { voids: { draw: 1, year: 2025, units: drawn } }))!.timesDrawn).toBe(0);
    expect(countOf(drawn[0]!, ...past, cancelled())!.timesDrawn).toBe(0);
    expect(countOf(drawn[0]!, ...past, cancelled('started'))!.timesDrawn).toBe(1);
    expect(countOf(undrawn[0]!, ...past, cancelled())).toBeUndefined();
  });

  test('a sealed draw counts once it is unsealed, and only the one that holds', () => {
    const sealed = [planned(secret), sampleDrawn(seedOf(1), secret)];
    expect(project(inspectionCounts).given(...sealed).rows()).toEqual({});
    expect(countOf(drawn[0]!, ...sealed, sampleUnsealed())!.timesDrawn).toBe(1);
    expect(countOf(drawn[0]!, ...sealed, sampleUnsealed(seedOf(1), { inForce: false }))).toBeUndefined();
  });

  test('more than the limit calls for a note, which forbids nothing', () => {
    expect([burdenNote({ year: 2025, timesDrawn: 4, timesVisited: 4 }, 4), burdenNote({ year: 2025, timesDrawn: 1, timesVisited: 5 }, 4)?.zh]).toEqual([null, '2025 年已抽中 1 次、现场核查 5 次，超过 4 次，请统筹安排，减轻负担。']);
    expect(burdenNote({ year: 2025, timesDrawn: 3, timesVisited: 0 }, 2)?.en).toContain('Drawn 3 and visited 0 times in 2025');
  });
});
