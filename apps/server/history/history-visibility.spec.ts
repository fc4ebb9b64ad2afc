import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { defineEvents, newId, type DomainEvent } from '#engine/kernel';
import { z } from 'zod';
import { catalogue } from '../contexts.js';
import { audiences } from './audiences.js';
import { HistoryCity, people } from './history-city-examples.js';
import { tellings } from './telling-book.js';

type Fact = DomainEvent<string, any>;
let city: HistoryCity;
beforeEach(async () => {
  city = await HistoryCity.open();
});
afterEach(() => city.close());

const deadline = { dueAt: '2025-06-30T15:59:59.999Z', kind: 'working', policy: { code: 'city', version: 1 }, steps: [] };
const content = (unit: string, supporting: readonly string[] = []) => ({
  title: '检测能力不足', problem: 'p', severity: 'serious', urgency: 'ordinary', source: { kind: 'site-check' }, basis: 'b', requirement: 'r', unit, supporting, due: { on: '2025-06-30' },
});
const fact = (type: string, data: object): Fact => ({ type, data });
const value = (unit: string) => fact('reporting.IndicatorReported', { plan: 'nj', indicator: 'rd', unit, period: '2024', value: '1', evidence: [], warnings: [], source: 'form' });
const issue = (finding: string, unit: string, supporting: readonly string[] = []) => fact('supervision.FindingIssued', { finding, number: finding, content: content(unit, supporting), deadline, acknowledgeBy: deadline.dueAt });
const figures = { group: 'g', raw: '90', published: '90.00', bonus: '0', deduction: '0', gradeByScore: 'A', grade: 'A', vetoed: false, rank: 1, of: 2, sheet: 'h' };
const calculated = (unit: string, run = 1) => fact('assessment.ResultCalculated', { round: 'r-1', unit, run, scheme: { id: 's', version: 1, hash: 'h', document: 'd' }, engineVersion: '1', frozenAt: 1, upTo: 1, figures });
const types = (actor: (typeof people)[keyof typeof people], query: object = {}) => city.types(actor, query);

describe('a unit', () => {
  test('sees the values of its own, and no other unit’s', async () => {
    await city.act('report-a', value('xuanwu'));
    await city.act('report-b', value('gulou'));
    expect([(await city.list(people.xuanwu)).total, (await city.list(people.gulou)).total, (await city.list(people.auditor)).total, (await city.list(people.stranger)).total]).toEqual([1, 1, 2, 0]);
    const [own, other] = [1, 2];
    expect((await city.one(people.xuanwu, own)).change.unit?.code).toBe('xuanwu');
    for (const ask of [() => city.one(people.xuanwu, other), () => city.tree(people.xuanwu, other)]) await expect(ask()).rejects.toMatchObject({ status: 404 });
  });

  test('sees a finding as lead and as support, all of it; one that left it no more', async () => {
    await city.act('finding-f', fact('supervision.FindingDrafted', { finding: 'f', content: content('xuanwu') }));
    await city.act('finding-f', issue('f', 'xuanwu', ['gulou']));
    await city.act('finding-f', fact('supervision.FindingAcknowledged', { finding: 'f', unit: 'xuanwu', late: false }));
    const both = ['supervision.FindingIssued', 'supervision.FindingAcknowledged'];
    expect([await types(people.xuanwu), await types(people.gulou)]).toEqual([both, both]);
    await city.act('finding-f', fact('supervision.FindingReassigned', { finding: 'f', from: { unit: 'xuanwu', supporting: ['gulou'], dueAt: deadline.dueAt }, unit: 'gulou', supporting: [], reason: 'r', deadline, acknowledgeBy: deadline.dueAt }));
    expect([await types(people.xuanwu), await types(people.gulou)]).toEqual([[], [...both, 'supervision.FindingReassigned']]);
    expect((await types(people.bureau)).length).toBe(4);
    // What a draft said is no "before" for those who never saw the draft.
    const { items } = await city.list(people.gulou, { order: 'oldest' });
    expect(items[0]!.fields.find(({ name }) => name === 'state')).toMatchObject({ before: null });
    expect((await city.list(people.bureau, { type: 'supervision.FindingIssued' })).items[0]!.fields.find(({ name }) => name === 'state')).toMatchObject({ before: { zh: '拟稿' } });
  });

  test('learns its figures when they are notified, and marks never', async () => {
    await city.act('result-r-1.xuanwu', calculated('xuanwu'));
    await city.act('result-r-1.gulou', calculated('gulou'));
    await city.act('result-r-1.xuanwu', fact('assessment.ItemMarked', { round: 'r-1', unit: 'xuanwu', node: 'n', rater: 'wu', mark: '9' }));
    expect([await types(people.xuanwu, { kind: 'result' }), await types(people.leader, { kind: 'result' })]).toEqual([[], ['assessment.ResultCalculated', 'assessment.ResultCalculated']]);
    await city.act('round-r-1', fact('assessment.ResultsNotified', { round: 'r-1', run: 1, requestsBy: deadline.dueAt }));
    const { items } = await city.list(people.xuanwu, { kind: 'result' });
    expect(items.map(({ unit }) => unit?.code)).toEqual(['xuanwu']);
    await city.act('result-r-1.xuanwu', fact('assessment.ScoreAdjusted', { round: 'r-1', unit: 'xuanwu', adjustment: 'a', node: 'n', delta: '1', reason: 'r', evidence: [] }));
    await city.act('result-r-1.xuanwu', calculated('xuanwu', 2));
    // What is still worked on is no business of the unit: it would learn of a correction before it is decided.
    expect((await city.list(people.xuanwu, { kind: 'result' })).total).toBe(1);
    await city.act('round-r-1', fact('assessment.ResultsCorrected', { round: 'r-1', run: 2, replaces: 1, document: 'd', reason: 'r', changed: [] }));
    expect(await types(people.xuanwu, { kind: 'result' })).toEqual(['assessment.ResultCalculated', 'assessment.ResultCalculated']);
    await city.act('round-r-1', fact('assessment.RoundClosed', { round: 'r-1' }));
    expect((await types(people.xuanwu, { kind: 'result' })).length).toBe(3);
    expect([await types(people.xuanwu, { kind: 'mark' }), await types(people.verifier, { kind: 'mark' }), await types({ ...people.verifier, unit: 'xuanwu' } as never, { kind: 'mark' })]).toEqual([[], ['assessment.ItemMarked'], []]);
  });

  test('sees its own request for review and its own matter, not what an instruction demands of another unit', async () => {
    await city.act('result-r-1.xuanwu', fact('assessment.ReviewRequested', { round: 'r-1', unit: 'xuanwu', request: 'q', run: 1, node: 'total', claim: 'c', reason: 'r', evidence: [], decideBy: deadline.dueAt }));
    expect([await types(people.xuanwu), await types(people.gulou)]).toEqual([['assessment.ReviewRequested'], []]);
    const instruction = { matter: 'm', unit: 'xuanwu', instruction: 'i', text: '请核查', handling: 'finding', about: { title: 't', content: 'c', urgency: 'ordinary' }, finding: { unit: 'gulou', severity: 'major', requirement: '秘密要求', due: { on: '2025-06-30' } } };
    const { position } = await city.act('matter-m', fact('supervision.InstructionGiven', instruction));
    const [own, whole] = [await city.one(people.xuanwu, position), await city.one(people.leader, position)];
    expect(JSON.stringify(own)).not.toMatch(/gulou|秘密要求/);
    expect([own.withheld, Object.keys(own.stored.data).includes('finding'), own.change.fields.map(({ name }) => name)]).toEqual([['data.finding'], false, ['state', 'instruction']]);
    expect([whole.withheld, (whole.stored.data as typeof instruction).finding.unit, whole.change.fields.map(({ name }) => name)]).toEqual([[], 'gulou', ['state', 'instruction', 'finding', 'severity']]);
  });

  test('knows nothing of sealed samples and of how others are inspected', async () => {
    await city.act('round-r-1', fact('assessment.SampleSealed', { round: 'r-1', sample: 's', count: 1, seedHash: 'h', candidates: ['xuanwu', 'gulou'], algorithm: 'a', team: ['wu', 'zhou'] }));
    await city.act('campaign-c', fact('supervision.CampaignStarted', { campaign: 'c', units: ['xuanwu', 'gulou'] }));
    await city.act('campaign-c', fact('supervision.ConclusionFedBack', { campaign: 'c', unit: 'xuanwu', objectBy: deadline.dueAt }));
    expect([await types(people.xuanwu), await types(people.gulou)]).toEqual([['supervision.ConclusionFedBack'], []]);
    expect((await types(people.inspector)).length).toBe(3);
  });
});

describe('the administrators and the organisation department', () => {
  test('the security and the audit administrator see permissions and no business', async () => {
    await city.act('user-x', fact('identity.RoleGranted', { user: 'x', role: 'reporter', units: ['xuanwu'] }));
    await city.act('report-a', value('xuanwu'));
    await city.act('unit-a', fact('units.UnitClosed', { code: 'xuanwu', from: '2025-01-01', document: 'd' }));
    await city.act('projection-x', fact('projections.RebuildDropped', { projection: 'x', generation: 1, reason: 'r' }));
    expect([await types(people.securityAdmin), await types(people.auditAdmin), await types(people.systemAdmin), await types(people.xuanwu)]).toEqual([
      ['identity.RoleGranted'], ['identity.RoleGranted', 'projections.RebuildDropped'], ['identity.RoleGranted', 'projections.RebuildDropped'], ['reporting.IndicatorReported', 'units.UnitClosed'],
    ]);
  });

  test('dossiers are for those who make, lead and receive them; the registry of persons for those who need names', async () => {
    await city.act('dossier-r-1.xuanwu', fact('cadre-review.DossierAcknowledged', { round: 'r-1', unit: 'xuanwu', version: 1, receipt: 'x', receiver: 'office', at: deadline.dueAt }));
    await city.act('person-p', fact('units.PersonErased', { person: 'p', reason: 'r' }));
    const both = ['cadre-review.DossierAcknowledged', 'units.PersonErased'];
    expect([await types(people.organisation), await types(people.bureau), await types(people.leader)]).toEqual([both, both, both]);
    expect([await types(people.auditor), await types(people.xuanwu), await types(people.inspector), await types(people.securityAdmin)]).toEqual([[], [], [], []]);
  });
});

describe('by default', () => {
  test('what has no telling, or an audience that is not there, is for nobody', async () => {
    const strange = defineEvents({ 'secret.Happened': { version: 1, title: { zh: '秘密', en: 'Secret' }, data: z.strictObject({ unit: z.string() }) } });
    const other = await HistoryCity.open({ ...catalogue, ...strange });
    try {
      await other.act('secret-1', fact('secret.Happened', { unit: 'xuanwu' }));
      for (const actor of Object.values(people)) {
        expect((await other.list(actor)).total).toBe(0);
        await expect(other.one(actor, 1)).rejects.toMatchObject({ status: 404 });
      }
    } finally {
      await other.close();
    }
  });

  test('every audience is one that some facts have', () => {
    const used = new Set(Object.values(tellings).map(({ audience }) => audience));
    expect(Object.keys(audiences).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('one fact', () => {
  test('is shown as it is stored and, where its schema has moved on, as it is read today', async () => {
    const known = { ...catalogue, 'units.PersonAdded': { ...catalogue['units.PersonAdded']!, version: 2, upcasters: { 1: (data: object) => ({ ...data, person: 'P-NEW' }) } } };
    const other = await HistoryCity.open(known);
    try {
      await other.act('person-p', fact('units.PersonAdded', { person: 'p-old' }));
      expect(await other.one(people.organisation, 1)).toMatchObject({ stored: { schema: 1, data: { person: 'p-old' } }, current: { schema: 2, data: { person: 'P-NEW' } }, change: { subject: { key: 'P-NEW' } } });
      await expect(other.one(people.organisation, 2)).rejects.toMatchObject({ status: 404 });
    } finally {
      await other.close();
    }
  });

  test('stands in the tree of what caused it and what it caused; what one may not see is left out, not its consequences', async () => {
    const correlation = newId();
    const cause = (causation: string) => ({ correlation, causation });
    const matter = { matter: 'm', unit: 'xuanwu', instruction: 'i', text: 't', handling: 'finding', about: { title: 't', content: 'c', urgency: 'ordinary' } };
    const given = await city.act('matter-m', fact('supervision.InstructionGiven', matter), cause(correlation));
    const drafted = await city.act('finding-f', fact('supervision.FindingDrafted', { finding: 'f', content: content('xuanwu') }), { ...cause(given.id), actor: 'system:supervision.instruction' });
    const issued = await city.act('finding-f', issue('f', 'xuanwu'), cause(drafted.id));
    const raised = await city.act('finding-f', fact('supervision.FindingEscalated', { finding: 'f', number: 'f', unit: 'xuanwu', level: 'red', trigger: 'overdue', dueAt: deadline.dueAt, policy: { code: 'city', version: 1 }, recipients: [], text: { zh: 'z', en: 'e' } }), cause(issued.id));
    const shape = async (actor: (typeof people)[keyof typeof people], query = {}) => (await city.tree(actor, issued.position, query)).items.map(({ parent, depth, change: { position } }) => [position, parent, depth]);
    expect(await shape(people.bureau)).toEqual([[given.position, null, 0], [drafted.position, given.position, 1], [issued.position, drafted.position, 2], [raised.position, issued.position, 3]]);
    expect(await shape(people.xuanwu)).toEqual([[given.position, null, 0], [issued.position, given.position, 1], [raised.position, issued.position, 2]]);
    const { path, total, next, items } = await city.tree(people.bureau, raised.position, { limit: 2 });
    expect([path.map(({ position }) => position), total, items.length]).toEqual([[1, 2, 3, 4], 4, 2]);
    expect(await shape(people.bureau, { limit: 2, cursor: next })).toEqual([[3, 2, 2], [4, 3, 3]]);
  });
});
