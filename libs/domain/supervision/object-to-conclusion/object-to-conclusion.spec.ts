import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  campaign, campaignPeople as people, cancelled, concluded, conclusionOf, fedBack, objected, objectionDecided, photos, planned, started, visited,
} from '../campaign-examples.js';
import { decideObjection, type DecideObjection } from './decide-objection.js';
import { raiseObjection } from './raise-objection.js';

const past = [planned(), started(), visited({}, 'clerk-fang'), concluded(), fedBack('xuanwu', 'clerk-gao')];
const objection = { campaign, unit: 'xuanwu', reason: '其中 2 台已停用', evidence: photos };
const inTime = '2025-04-02T15:59:59.999Z';

describe('objecting to a conclusion', () => {
  test('the unit objects until the last instant of the thirtieth day', () => {
    given(...past).as(people.reporter).when(raiseObjection, objection, { now: '2025-03-10T01:00:00.000Z' }).then(objected());
    expect(given(...past).as(people.reporter).when(raiseObjection, objection, { now: inTime }).events()[0]!.data).toMatchObject({ decideBy: '2025-05-02T15:59:59.999Z' });
    given(...past).as(people.reporter).when(raiseObjection, objection, { now: '2025-04-02T16:00:00.000Z' }).thenRefused('supervision.objection-too-late', { day: '2025-04-02' });
  });

  test('once; the same again changes nothing', () => {
    given(...past, objected()).as(people.reporter).when(raiseObjection, objection).thenNothing();
    given(...past, objected()).as(people.reporter).when(raiseObjection, { ...objection, reason: '另一理由' }).thenRefused('supervision.objection-exists');
    given(...past, objected()).as(people.reporter).when(raiseObjection, { ...objection, evidence: [...photos, { ...photos[0]!, name: '另一张.jpg' }] }).thenRefused('supervision.objection-exists');
    given(...past, objected(), objectionDecided()).as(people.reporter).when(raiseObjection, objection).thenRefused('supervision.objection-exists');
  });

  test('for itself only', () => {
    for (const other of [people.gulouReporter, people.leader, people.bureau]) given(...past).as(other).when(raiseObjection, objection).thenForbidden();
  });

  test.each([
    ['to an unknown campaign', [], objection, 'supervision.not-fed-back'],
    ['to a campaign under way', [planned(), started()], objection, 'supervision.not-fed-back'],
    ['to a conclusion it was not told', [planned(), started(), visited(), concluded()], objection, 'supervision.not-fed-back'],
    ['where nothing is concluded about it', past, { ...objection, unit: 'gulou' }, 'supervision.not-fed-back'],
    ['without evidence', past, { ...objection, evidence: [] }, 'supervision.objection-evidence-required'],
  ] as const)('an objection %s is refused', (_, facts, command, code) => {
    given(...facts).when(raiseObjection, command).thenRefused(code);
  });
});

describe('deciding an objection', () => {
  const about = { campaign, unit: 'xuanwu', reason: '经复核' };
  const uphold: DecideObjection = { ...about, decision: 'upheld' };
  const amend: DecideObjection = { ...about, decision: 'amended', conclusion: { facts: '20 台中 4 台超期', evidence: photos, conclusion: '存在检验超期' } };
  const raised = [...past, objected()];

  test('others than the original staff uphold, amend or revoke', () => {
    for (const other of [people.outsider, people.bureau, people.chief]) given(...raised).as(other).when(decideObjection, uphold).then(objectionDecided());
    given(...raised).as(people.bureau).when(decideObjection, { ...about, decision: 'revoked' }).then(objectionDecided('revoked'));
    const amended = conclusionOf('xuanwu', { facts: '20 台中 4 台超期', conclusion: '存在检验超期' });
    const outcome = given(...raised).as(people.bureau).when(decideObjection, amend).then(objectionDecided('amended', { conclusion: amended }));
    expect(outcome.state()).toMatchObject({ units: { xuanwu: { conclusion: { facts: '20 台中 4 台超期' }, objection: { decided: true } } } });
  });

  test('a decision that is late is taken and says so', () => {
    given(...raised).as(people.bureau).when(decideObjection, uphold, { now: '2025-04-09T15:59:59.999Z' }).then(objectionDecided());
    given(...raised).as(people.bureau).when(decideObjection, uphold, { now: '2025-04-09T16:00:00.000Z' }).then(objectionDecided('upheld', { late: true }));
  });

  test.each([
    ['the leader', people.leader],
    ['a member who never went there', { ...people.member, id: 'inspector-deng' }],
    ['who wrote the visit down', { ...people.outsider, id: 'clerk-fang' }],
    ['who fed the conclusion back', { ...people.outsider, id: 'clerk-gao' }],
  ])('not by %s', (_, actor) => {
    given(...raised).as(actor).when(decideObjection, uphold).thenRefused('supervision.objection-own-work');
  });

  test('not by who concluded, nor by anybody of the unit', () => {
    given(planned(), started(), visited(), concluded({}, 'bureau-zhao'), fedBack(), objected()).as(people.bureau).when(decideObjection, uphold).thenRefused('supervision.objection-own-work');
    given(...raised).as({ ...people.outsider, unit: 'xuanwu' }).when(decideObjection, uphold).thenRefused('supervision.campaign-own-unit');
    for (const other of [people.reporter, people.auditor, people.gulouOnly]) given(...raised).as(other).when(decideObjection, uphold).thenForbidden();
  });

  test.each([
    ['of an unknown campaign', [], uphold, 'supervision.unknown-campaign'],
    ['of a cancelled campaign', [planned(), cancelled()], uphold, 'supervision.campaign-wrong-status'],
    ['that was not raised', past, uphold, 'supervision.no-objection'],
    ['of a unit without a conclusion', raised, { ...uphold, unit: 'gulou' }, 'supervision.no-objection'],
    ['a second time', [...raised, objectionDecided()], uphold, 'supervision.objection-decided'],
    ['by an amendment without evidence', raised, { ...amend, conclusion: { facts: 'x', conclusion: 'y', evidence: [] } }, 'supervision.conclusion-evidence-required'],
  ] as const)('an objection %s is refused', (_, facts, command, code) => {
    given(...facts).when(decideObjection, command as DecideObjection, { actor: people.bureau }).thenRefused(code);
  });
});
