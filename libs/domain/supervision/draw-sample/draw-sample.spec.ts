import { describe, expect, test } from '@jest/globals';
import { given, recordedLog } from '#engine/testing';
import {
  campaign, campaignPeople as people, cancelled, concluded, drawnUnits, planned, plannedContent, revised, sampleDrawn, sampleUnsealed, seedOf, started, units, visited,
} from '../campaign-examples.js';
import { campaign as campaignFold, type Campaign } from '../campaign.state.js';
import { drawBasisOf, drawSample as drawn, seedHashOf } from './draw.js';
import { drawProof } from './draw-proof.js';
import { drawSample } from './draw-sample.js';
import { listFor } from './sealed-list.js';
import { unsealSample } from './unseal-sample.js';

const secret = { unannounced: true } as const;
const draw = (n = 1, more: object = {}) => ({ campaign, count: 2, teamSize: 2, seed: seedOf(n), ...more });
const stateOf = (...events: Parameters<typeof recordedLog>[0]): Campaign => recordedLog(events).reduce((state, event) => campaignFold.evolve(state, event as never), campaignFold.initial) as Campaign;

describe('drawing a sample', () => {
  test('an announced campaign shows seed and result at once', () => {
    given(planned()).as(people.leader).when(drawSample, draw()).then(sampleDrawn());
  });

  test('an unannounced one keeps both out of the log and promises the seed by its hash', () => {
    const event = given(planned(secret)).as(people.leader).when(drawSample, draw()).then(sampleDrawn(seedOf(1), secret)).events()[0]!;
    const text = JSON.stringify(event);
    expect([text.includes(seedOf(1)), text.includes(seedHashOf(seedOf(1))), Object.keys(event.data).includes('drawn')]).toEqual([false, true, false]);
  });

  test('drawing again needs a reason and replaces the draw before it', () => {
    const replaces = { draw: 1, year: 2025, units: drawnUnits.map(({ unit }) => unit) };
    given(planned(), sampleDrawn()).as(people.leader).when(drawSample, draw(2)).thenRefused('supervision.redraw-needs-reason');
    given(planned(), sampleDrawn()).as(people.leader).when(drawSample, draw(2, { reason: '被抽单位遇汛情' })).then(sampleDrawn(seedOf(2), {}, { draw: 2, reason: '被抽单位遇汛情', replaces }));
    given(planned(), sampleDrawn()).as(people.leader).when(drawSample, draw(2), { reason: '被抽单位遇汛情' }).then(sampleDrawn(seedOf(2), {}, { draw: 2, reason: '被抽单位遇汛情', replaces }));
    given(planned(secret), sampleDrawn(seedOf(1), secret)).as(people.leader).when(drawSample, draw(2, { reason: '名单外泄' }))
      .then(sampleDrawn(seedOf(2), secret, { draw: 2, reason: '名单外泄', replaces: { draw: 1, year: 2025, units: [] } }));
  });

  test('after a revision that voided the sample it is drawn again, with a reason', () => {
    const fewer = { units: units.slice(0, 4) };
    const past = [planned(), sampleDrawn(), revised(fewer, { voids: { draw: 1, year: 2025, units: [] } })];
    given(...past).as(people.leader).when(drawSample, draw(2)).thenRefused('supervision.redraw-needs-reason');
    given(...past).as(people.leader).when(drawSample, draw(2, { reason: '方案调整' })).then(sampleDrawn(seedOf(2), fewer, { draw: 2, reason: '方案调整' }));
  });

  test.each([
    ['of an unknown campaign', [], draw(), 'supervision.unknown-campaign'],
    ['of a cancelled campaign', [planned(), cancelled()], draw(), 'supervision.campaign-wrong-status'],
    ['of a concluded campaign', [planned(), started(), visited(), concluded()], draw(), 'supervision.campaign-wrong-status'],
    ['with a seed that is none', [planned()], { ...draw(), seed: 'x' }, 'supervision.not-a-seed'],
    ['after a visit', [planned(), started(), visited()], draw(), 'supervision.sample-visited-already'],
    ['of more units than there are', [planned()], draw(1, { count: 6 }), 'supervision.sample-too-large'],
    ['of single inspectors', [planned()], draw(1, { teamSize: 1 }), 'supervision.team-too-small'],
    ['of larger teams than a unit has inspectors for', [planned()], draw(1, { teamSize: 5 }), 'supervision.sample-too-few-inspectors'],
  ] as const)('a draw %s is refused', (_, past, command, code) => {
    given(...past).when(drawSample, command, { actor: people.bureau }).thenRefused(code);
  });

  test('nobody draws beyond the own grant', () => {
    given(planned()).as(people.reporter).when(drawSample, draw()).thenForbidden();
    given(planned({ units: ['gulou', 'xuanwu'], recusals: [] })).as(people.gulouOnly).when(drawSample, draw()).thenRefused('supervision.campaign-unit-out-of-reach');
  });

  test('a retry that drew another seed is the same request', () => {
    expect(drawSample.stated!(draw(1))).toEqual(drawSample.stated!(draw(2)));
    expect(drawSample.stated!(draw(1))).not.toEqual(drawSample.stated!(draw(1, { count: 3 })));
  });
});

describe('unsealing a sample', () => {
  const sealed = [planned(secret), sampleDrawn(seedOf(1), secret)];
  const unsealing = { campaign, draw: 1, seed: seedOf(1) };

  test('the leader or the bureau lays it open once the campaign has begun', () => {
    given(...sealed, started([])).as(people.leader).when(unsealSample, unsealing).then(sampleUnsealed());
    given(...sealed, started([])).as(people.bureau).when(unsealSample, { ...unsealing, drawn: drawnUnits }).then(sampleUnsealed());
    given(...sealed, cancelled()).as(people.leader).when(unsealSample, unsealing).then(sampleUnsealed());
    given(...sealed, started([]), sampleUnsealed()).as(people.leader).when(unsealSample, unsealing).thenNothing();
  });

  test('a draw that was drawn again can be laid open too, and says that it does not hold', () => {
    given(...sealed, sampleDrawn(seedOf(2), secret, { draw: 2, reason: '名单外泄' }), started([])).as(people.leader).when(unsealSample, unsealing).then(sampleUnsealed(seedOf(1), { inForce: false }));
  });

  test.each([
    ['before it starts', sealed, unsealing, people.leader, 'supervision.campaign-wrong-status'],
    ['of an unknown campaign', [], unsealing, people.leader, 'supervision.unknown-campaign'],
    ['by another member', [...sealed, started([])], unsealing, people.member, 'supervision.campaign-not-the-leader'],
    ['of a draw that was not made', [...sealed, started([])], { ...unsealing, draw: 2 }, people.leader, 'supervision.unknown-draw'],
    ['with another seed', [...sealed, started([])], { ...unsealing, seed: seedOf(2) }, people.leader, 'supervision.seed-does-not-match'],
    ['without a seed', [...sealed, started([])], { ...unsealing, seed: '' }, people.leader, 'supervision.seed-does-not-match'],
    ['with another list', [...sealed, started([])], { ...unsealing, drawn: [...drawnUnits].reverse() }, people.leader, 'supervision.sample-not-as-drawn'],
    ['with others in a team', [...sealed, started([])], { ...unsealing, drawn: drawnUnits.map(({ unit }) => ({ unit, inspectors: ['inspector-zhou', 'inspector-he'] })) }, people.leader, 'supervision.sample-not-as-drawn'],
  ] as const)('a sample %s is refused', (_, past, command, actor, code) => {
    given(...past).when(unsealSample, command, { actor }).thenRefused(code);
  });
});

describe('the proof of a draw', () => {
  test('draws again and finds the same', () => {
    const { draws, strayVisits } = drawProof(stateOf(planned(), sampleDrawn()));
    expect(draws).toMatchObject([{ draw: 1, inForce: true, sealed: false, seedFits: true, same: true, recorded: drawnUnits, redrawn: drawnUnits }]);
    expect(strayVisits).toEqual([]);
  });

  test('finds a list, or a seed, that was tampered with', () => {
    const forged = sampleDrawn();
    const otherList = { ...forged, data: { ...forged.data, drawn: [...drawnUnits].reverse() } };
    expect(drawProof(stateOf(planned(), otherList)).draws[0]).toMatchObject({ seedFits: true, same: false });
    const otherSeed = { ...forged, data: { ...forged.data, seed: seedOf(2), drawn: [...drawn(drawBasisOf(plannedContent(), 2, 2), seedOf(2))] } };
    expect(drawProof(stateOf(planned(), otherSeed)).draws[0]).toMatchObject({ seedFits: false, same: true });
  });

  test('says nothing of a sealed one, and everything once it is unsealed', () => {
    const sealed = [planned(secret), sampleDrawn(seedOf(1), secret), started([])];
    expect(drawProof(stateOf(...sealed))).toMatchObject({ draws: [{ sealed: true, seed: null, seedFits: null, recorded: null, redrawn: null, same: null }], strayVisits: null });
    expect(drawProof(stateOf(...sealed, sampleUnsealed())).draws[0]).toMatchObject({ sealed: false, seedFits: true, same: true });
  });

  test('names visits to units that were not drawn', () => {
    const [outside] = units.filter((unit) => !drawnUnits.some((one) => one.unit === unit));
    const past = [planned(secret), sampleDrawn(seedOf(1), secret), started([]), visited({ unit: outside! }), visited({ visit: 'v-2', unit: drawnUnits[0]!.unit })];
    expect(drawProof(stateOf(...past, sampleUnsealed())).strayVisits).toEqual([{ visit: 'v-1', unit: outside }]);
  });

  test('without a draw there is nothing to prove', () => {
    expect(drawProof(stateOf(planned()))).toEqual({ draws: [], strayVisits: [] });
  });
});

describe('the list that members of the team read', () => {
  test('is whole, but for a member recused from any unit, who reads only where the own name was drawn', () => {
    const list = [{ unit: 'gulou', inspectors: ['inspector-he', 'inspector-zhou'] }, { unit: 'qixia', inspectors: ['inspector-ma', 'inspector-he'] }];
    const state = stateOf(planned());
    expect(listFor(state, list, 'inspector-he')).toEqual({ complete: true, units: list });
    expect(listFor(state, list, 'inspector-ma')).toEqual({ complete: false, units: [list[1]] });
    expect(listFor(state, list, 'inspector-xu')).toEqual({ complete: false, units: [] });
  });
});
