import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, isRefusal, textOf } from '#engine/kernel';
import { given } from '#engine/testing';
import { evidence, people, resultCalculated, round, roundAt, scoreAdjusted, type ResultData } from '../assessment-examples.js';
import { calculating, frozenLog } from '../calculation-examples.js';
import { adjustScore, type AdjustScore, type WithRooms } from './adjust-score.js';
import { roomProblem, roomsAt, type NodeRoom } from './node-room.js';

const rooms: readonly NodeRoom[] = [
  { code: 'incubators', obtained: '32', possible: '40', within: ['incubators'] },
  { code: 'innovation', obtained: '44', possible: '60', within: ['innovation', 'incubators', 'patents'] },
  { code: 'total', obtained: '70.4', possible: '100', within: ['total', 'innovation', 'incubators', 'patents', 'mechanism', 'complaints', 'service'] },
];
const command: AdjustScore & WithRooms = { round, unit: 'xuanwu', adjustment: 'a-1', node: 'incubators', delta: '-1.5', reason: '口径不符', document: '宁质函〔2025〕7号', evidence: [], rooms, run: 1 };
const calculated = { toldFrom: { round: roundAt('calculated') } };

describe('adjusting a score', () => {
  test('records node, points, reason and what it rests on', () => {
    given(resultCalculated()).as(people.secretary).when(adjustScore, command, calculated).then(scoreAdjusted() as never);
    const { document: _none, ...withEvidence } = { ...command, evidence };
    expect(given(resultCalculated()).when(adjustScore, withEvidence, calculated).events()[0]!.data as ResultData<'assessment.ScoreAdjusted'>).toMatchObject({ evidence, delta: '-1.5' });
  });

  test('takes reason and document from the request’s headers too', () => {
    const { reason: _reason, document: _document, ...bare } = command;
    given(resultCalculated()).when(adjustScore, bare, { ...calculated, reason: '口径不符', authority: '宁质函〔2025〕7号' }).then(scoreAdjusted() as never);
    given(resultCalculated()).when(adjustScore, bare, { ...calculated, authority: '宁质函〔2025〕7号' }).thenRefused('assessment.reason-required');
  });

  test('needs evidence or a document; after publication always a document', () => {
    const { document: _document, ...bare } = command;
    given(resultCalculated()).when(adjustScore, bare, calculated).thenRefused('assessment.adjustment-without-basis');
    for (const step of ['published', 'closed'] as const) {
      given(resultCalculated()).when(adjustScore, { ...bare, evidence }, { toldFrom: { round: roundAt(step) } }).thenRefused('assessment.document-required');
      expect(given(resultCalculated()).when(adjustScore, command, { toldFrom: { round: roundAt(step) } }).events()).toHaveLength(1);
    }
  });

  test.each(['self-assessment', 'site-checks', 'frozen', 'notified', 'confirmed', 'cancelled'] as const)('is refused at step %s', (step) => {
    given().when(adjustScore, command, { toldFrom: { round: roundAt(step) } }).thenRefused('assessment.wrong-step');
  });

  test('is not for the own unit, not for a stranger, not without a round, and for the bureau alone', () => {
    given(resultCalculated()).as(people.insider).when(adjustScore, command, calculated).thenRefused('assessment.own-unit', { unit: 'xuanwu' });
    given(resultCalculated()).when(adjustScore, { ...command, unit: 'lishui' }, calculated).thenRefused('assessment.unit-not-in-round');
    given(resultCalculated()).when(adjustScore, command, { toldFrom: { round: [] } }).thenRefused('assessment.unknown-round');
    given(resultCalculated()).as(people.leader).when(adjustScore, command, calculated).thenForbidden();
  });

  test('is refused under a code that is taken, for a node that the sheet does not have, and when it was calculated anew meanwhile', () => {
    given(resultCalculated(), scoreAdjusted()).when(adjustScore, command, calculated).thenRefused('assessment.adjustment-exists', { unit: 'xuanwu', adjustment: 'a-1' });
    given(resultCalculated()).when(adjustScore, { ...command, node: 'gone', rooms: [] }, calculated).thenRefused('assessment.node-not-on-sheet', { node: 'gone' }, 'body.node');
    given(resultCalculated(), resultCalculated({ run: 2 })).when(adjustScore, command, calculated).thenRefused('assessment.basis-moved-on');
    given().when(adjustScore, { ...command, rooms: [], run: 0 }, calculated).thenRefused('assessment.basis-moved-on');
  });

  test.each([['8', undefined], ['8.01', '8'], ['-32', undefined], ['-32.1', '8']])('of %s points stays within what the node can give', (delta, most) => {
    const outcome = given(resultCalculated()).when(adjustScore, { ...command, delta }, calculated);
    if (most === undefined) expect(outcome.events()).toHaveLength(1);
    else outcome.thenRefused('assessment.points-out-of-range', { node: 'incubators', least: '-32', most });
  });

  test('of no points, or of a node that was removed, is refused', () => {
    given(resultCalculated()).when(adjustScore, { ...command, delta: '0' }, calculated).thenRefused('assessment.no-points');
    given(resultCalculated()).when(adjustScore, { ...command, rooms: [{ ...rooms[0]!, obtained: null, possible: null }] }, calculated).thenRefused('assessment.node-not-scored', { node: 'incubators' });
  });

  test('counts what was adjusted before, in the node and in every node above it', () => {
    const before = (node: string, delta: string) => given(resultCalculated(), scoreAdjusted({ adjustment: 'a-0', node, delta }));
    before('incubators', '6').when(adjustScore, { ...command, delta: '2.5' }, calculated).thenRefused('assessment.points-out-of-range', { node: 'incubators', least: '-38', most: '2' });
    before('patents', '12').when(adjustScore, { ...command, delta: '5' }, calculated).thenRefused('assessment.points-out-of-range', { node: 'innovation', least: '-56', most: '4' });
    before('innovation', '15').when(adjustScore, { ...command, delta: '2' }, calculated).thenRefused('assessment.points-out-of-range', { node: 'innovation' , least: '-59', most: '1' });
    expect(before('service', '3').when(adjustScore, { ...command, delta: '8' }, calculated).events()).toHaveLength(1);
  });
});

describe('the room of a node', () => {
  test('is read from the sheet, up to the root', async () => {
    const log = await frozenLog();
    const { calculate, calculator } = calculating(log);
    await calculate();
    const scored = await calculator.scored(round);
    if (isRefusal(scored)) throw new Error(scored.refused);
    const sheet = scored.scores.sheet('xuanwu');
    expect(roomsAt(sheet, 'incubators')).toEqual([{ ...rooms[0]! }, expect.objectContaining({ code: 'innovation', obtained: '44' }), expect.objectContaining({ code: 'total', possible: '100' })]);
    expect(roomsAt(sheet, 'innovation').map(({ code, within }) => [code, within.length])).toEqual([['innovation', 3], ['total', 7]]);
    expect(roomsAt(sheet, 'gone')).toEqual([]);
  });

  test('is never overdrawn by any course of adjustments', () => {
    const codes = rooms[2]!.within;
    const room = (code: string): readonly NodeRoom[] => {
      const own = rooms.find((one) => one.code === code) ?? { code, obtained: '5', possible: '10', within: [code] };
      return [own, ...rooms.filter((one) => one.code !== code && one.within.includes(code))];
    };
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...codes), fc.integer({ min: -200, max: 200 })), { maxLength: 30 }), (wanted) => {
      const made: { node: string; delta: string }[] = [];
      for (const [node, quarters] of wanted) {
        const delta = textOf(decimal(quarters).div(4));
        if (!roomProblem(room(node), delta, made as never)) made.push({ node, delta });
      }
      for (const { obtained, possible, within } of codes.flatMap(room)) {
        const has = made.filter(({ node }) => within.includes(node)).reduce((sum, { delta }) => sum.plus(delta), decimal(obtained!));
        expect(has.gte(0) && has.lte(possible!)).toBe(true);
      }
    }));
  });

  test('an adjustment that was recorded is part of the next calculation', async () => {
    const log = await frozenLog();
    const { calculate, calculator, engine } = calculating(log);
    await calculate();
    const scored = await calculator.scored(round);
    if (isRefusal(scored)) throw new Error(scored.refused);
    const sent = await engine.execute(adjustScore, { ...command, rooms: roomsAt(scored.scores.sheet('xuanwu'), 'incubators') }, { commandId: 'c5bb3a6d-5d43-4c42-9a57-4c3c1f9f6a10', retryable: false, actor: people.secretary, correlation: 'c5bb3a6d-5d43-4c42-9a57-4c3c1f9f6a10' });
    expect(isRefusal(sent)).toBe(false);
    await calculate();
    const after = await calculator.scored(round);
    expect(isRefusal(after) ? after : after.scores.result('xuanwu').raw).toBe('68.9');
  });
});
