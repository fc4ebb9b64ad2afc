import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal, newId, type Actor } from '#engine/kernel';
import { callerOf } from '../finding-city-examples.js';
import {
  acknowledged, closedFinding, content, contestedAssignment, contestedEffect, discardedFinding, draftedFinding, dueAt, escalatedFinding, grantedExtension, issuedFinding, later, liftedEffect, listedFinding, number, people,
  plannedRectification, progressedRectification, redraftedFinding, reassignedFinding, reopenedFinding, reportedFinding, requestedExtension, returnedRectification, suspendedFinding, upheldAssignment, withdrawnFinding,
} from '../finding-examples.js';
import type { FindingEvent } from '../finding.events.js';
import { refusals, ViewCity } from '../ledger/view-city-examples.js';
import { FindingPageHttp } from './finding-page.http.js';
import { findingActs, isOfWhatIsTyped, orderActs, questionsAbout, type FindingActName } from './open-acts.js';
import { knownFinding } from './known-finding.http.js';

const begun = [issuedFinding(), acknowledged(), plannedRectification()];
/** One finding in each place of its life. */
const pasts: Readonly<Record<string, readonly FindingEvent[]>> = {
  draft: [draftedFinding(), redraftedFinding()], discarded: [draftedFinding(), discardedFinding()], issued: [draftedFinding(), issuedFinding()], contested: [issuedFinding(), contestedAssignment()],
  acknowledged: [issuedFinding(), acknowledged()], rectifying: begun, asking: [...begun, requestedExtension()], suspended: [...begun, suspendedFinding()], reported: [...begun, reportedFinding()],
  listed: [...begun, escalatedFinding(), listedFinding(), reportedFinding()], red: [...begun, escalatedFinding()], returned: [...begun, reportedFinding(), returnedRectification()],
  closed: [...begun, reportedFinding(), closedFinding()], reopened: [...begun, reportedFinding(), closedFinding(), reopenedFinding()], withdrawn: [...begun, withdrawnFinding()],
  effect: [...begun, escalatedFinding({ level: 'yellow' }), contestedEffect()],
};
const at = '2025-03-03T01:00:00.000Z';

let city: ViewCity;
beforeAll(async () => {
  city = await ViewCity.open();
  for (const [code, events] of Object.entries(pasts)) await city.tell(code, at, ...events);
  await city.tell('story', at, draftedFinding(), issuedFinding(), contestedAssignment(), upheldAssignment());
  await city.tell('story', '2025-03-04T01:00:00.000Z', acknowledged({ contact: 'p-009', late: true }), progressedRectification(), requestedExtension(), grantedExtension(), escalatedFinding());
  await city.tell('story', '2025-03-20T01:00:00.000Z', reportedFinding({ dueAt: later }), closedFinding(), contestedEffect(), liftedEffect());
  city.clock.set('2025-03-21T01:00:00.000Z');
  await city.settled();
});
afterAll(() => city.close());

const pages = () => new FindingPageHttp(city.city.commands, city.views, city.log, city.clock, refusals);
const asked = (finding: string, actor: Actor, query: object = {}) => [{ params: { finding }, query, body: undefined }, callerOf(actor)] as const;
const { bureau, inspector, otherInspector, leader, reporter, secondReporter, supporter, stranger, gulouInspector, auditor } = people;

describe('the page of a finding', () => {
  test('has order, ledger line, both clocks and due times', async () => {
    const page = await pages().page(...asked('story', bureau));
    expect(page).toMatchObject({
      finding: 'story', status: 'closed', draftedBy: 'tester', content: { problem: content().problem, requirement: content().requirement }, revision: 12, line: { finding: 'story', number, closedOn: '2025-03-20', extensions: 1 },
      clocks: { issuedAt: at, levelSince: '2025-03-04T01:00:00.000Z', endedAt: '2025-03-20T01:00:00.000Z', sinceIssue: 13, sinceLevel: 12 },
    });
    expect(page.deadline!.steps.length).toBeGreaterThan(0);
    expect(page.deadlines.map(({ because, from, to, reason }) => [because, from, to, reason])).toEqual([
      ['issued', null, dueAt, null], ['upheld', dueAt, dueAt, '属地管理'], ['extended', dueAt, later, '检验机构排期'],
    ]);
    expect(page.effects).toMatchObject({ effects: [{ kind: 'finding', since: { at } }], lifted: [{ kind: 'overdue', lifted: { reason: '情况属实', authority: '宁质发〔2025〕9号' } }] });
  });

  test('has each act under what it belongs to', async () => {
    const { record } = await pages().page(...asked('story', bureau));
    expect(Object.entries(record).map(([part, entries]) => `${part} ${entries.length}`)).toEqual([
      'contests 2', 'plans 0', 'progress 1', 'support 0', 'extensions 2', 'reports 1', 'checks 1', 'followUps 0', 'pauses 0', 'escalations 1', 'listings 0', 'reviews 2',
    ]);
    expect(record.progress[0]).toMatchObject({ title: { zh: '整改进展' }, actor: 'tester', details: { percent: '50' } });
  });

  test('of a draft has no line, no clocks and no effect', async () => {
    expect(await pages().page(...asked('draft', bureau))).toMatchObject({ status: 'draft', line: null, clocks: null, deadline: null, deadlines: [], effects: null });
  });

  test('is as it was known at a moment, when nothing more can be done about it', async () => {
    const page = await pages().page(...asked('story', bureau, { asKnownAt: '2025-03-03' }));
    expect([page.status, page.deadlines.length, page.may]).toEqual(['issued', 2, null]);
  });

  test.each<[string, string, Actor, boolean]>([
    ['issued', 'the lead unit', reporter, true], ['issued', 'a supporting unit', supporter, true], ['issued', 'another unit', stranger, false], ['issued', 'an inspector of another district', gulouInspector, false],
    ['issued', 'an auditor', auditor, true], ['draft', 'the unit it would go to', reporter, false], ['draft', 'an auditor', auditor, false], ['draft', 'an inspector', inspector, true], ['nothing', 'the bureau', bureau, false],
  ])('%s, for %s (%#)', async (finding, _, actor, seen) => {
    const answers = [pages().page(...asked(finding, actor)), pages().timeline(...asked(finding, actor))].map((answer) => answer.then(() => true, (error: { status: number }) => error.status));
    expect(await Promise.all(answers)).toEqual(seen ? [true, true] : [404, 404]);
  });
});

describe('what the page says may be done', () => {
  const actors = [inspector, otherInspector, bureau, leader, reporter, secondReporter, supporter, people.ownInspector];

  test('is what sending the same would be answered with, and records nothing', async () => {
    const head = await city.log.head();
    const seen = new Map<FindingActName, Set<boolean>>(findingActs.map((act) => [act, new Set()]));
    const questions = ['2025-03-04T01:00:00.000Z', '2025-03-21T01:00:00.000Z'].flatMap((now) => Object.keys(pasts).map((finding) => [now, finding] as const));
    for (const [now, finding] of questions) {
      city.clock.set(now);
      for (const actor of actors) {
        const page = await pages().page(...asked(finding, actor)).catch(() => undefined);
        if (!page) continue;
        const { may } = page;
        const known = await knownFinding(city.views, city.log, city.clock, finding, actor, {});
        for (const { act, asked: items } of questionsAbout({ finding, state: known.state, effects: known.effects, actor, now: city.clock.now() })) {
          seen.get(act)!.add(may![act]!.allowed);
          if (items.length > 1) continue;
          // The use case as its own route sends it, up to recording.
          const sent = await city.city.engine.execute(items[0]!.definition, items[0]!.command, { commandId: newId(), retryable: false, actor, correlation: newId() });
          const code = isRefusal(sent) && !isOfWhatIsTyped(act, sent.refused) ? sent.refused : undefined;
          expect([finding, actor.id, act, may![act]!.code]).toEqual([finding, actor.id, act, code]);
        }
      }
    }
    expect([...seen].filter(([, answers]) => answers.size < 2).map(([act]) => act)).toEqual([]);
    expect(await city.log.head()).toBe(head);
  });

  const open: readonly (readonly [finding: string, actor: Actor, acts: readonly FindingActName[]])[] = [
    ['issued', reporter, ['contestEffect']], ['acknowledged', reporter, ['plan', 'progress', 'requestExtension', 'contestEffect']], ['rectifying', supporter, ['support']], ['asking', inspector, ['grantExtension', 'refuseExtension', 'suspend']], ['contested', bureau, ['uphold', 'reassign']],
    ['reported', inspector, ['return', 'close', 'suspend', 'withdraw', 'raise']], ['suspended', inspector, ['resume', 'withdraw']], ['draft', bureau, ['issue', 'redraft', 'discard']], ['closed', otherInspector, ['followUp', 'reopen']],
    ['listed', leader, ['delist', 'raise']], ['effect', leader, ['liftEffect', 'upholdEffect', 'raise']],
  ];
  test.each(open.map(([finding, actor, acts]) => [finding, actor.id, acts, actor] as const))('%s, for %s: at least %j', async (finding, _, acts, actor) => {
    const { may } = await pages().page(...asked(finding, actor));
    const allowed = Object.entries(may!).filter(([, answer]) => answer.allowed).map(([act]) => act);
    expect(acts.filter((act) => !allowed.includes(act))).toEqual([]);
  });

  test('has the reason and what to do in both languages', async () => {
    const { may } = await pages().page(...asked('rectifying', reporter));
    expect(may!.close).toEqual({ allowed: false, code: 'command.forbidden', because: expect.objectContaining({ zh: expect.any(String) }), remedy: expect.objectContaining({ en: expect.any(String) }) });
    expect(Object.keys(may!).sort()).toEqual([...orderActs].sort());
  });
});

describe('the timeline of a finding', () => {
  test('has every act with who, what, and due times before and after', async () => {
    const { items } = await pages().timeline(...asked('story', bureau));
    expect(items.map(({ type }) => type.slice('supervision.'.length)).slice(0, 4)).toEqual(['FindingDrafted', 'FindingIssued', 'AssignmentContested', 'AssignmentUpheld']);
    expect(items).toHaveLength(13);
    expect(items[1]).toMatchObject({ title: { zh: '问题交办' }, actor: 'tester', actorUnit: null, role: null, due: { before: null, after: dueAt } });
    expect(items.find(({ type }) => type === 'supervision.ExtensionGranted')!.due).toEqual({ before: dueAt, after: later });
    expect(items.at(-1)).toMatchObject({ reason: '情况属实', authority: '宁质发〔2025〕9号', due: null, details: { effects: ['overdue'] } });
  });

  test('shows units nothing of what was drafted, and ends where it is asked to end', async () => {
    expect((await pages().timeline(...asked('story', reporter))).items.map(({ type }) => type)).not.toContain('supervision.FindingDrafted');
    expect((await pages().timeline(...asked('story', reporter, { asKnownAt: '2025-03-03' }))).items).toHaveLength(3);
  });
});

describe('the printed order', () => {
  test('says what the form has', async () => {
    const { title, problem, basis, requirement } = content();
    expect(await pages().order(...asked('story', reporter))).toMatchObject({
      number, issuedOn: '2025-03-03', urgency: 'ordinary', severity: 'serious', source: { kind: 'site-check', document: null }, title, problem, basis, requirement, feedback: null,
      lead: { unit: 'xuanwu', name: { zh: '玄武区', en: 'Xuanwu District' } }, supporting: [{ unit: 'finance' }], responsibleLeader: 'p-001', contact: 'p-009', originalDueOn: '2025-03-31', dueOn: '2025-04-30',
      acknowledgeByOn: '2025-03-05', issuedBy: 'tester', acknowledged: { by: 'tester', at: '2025-03-04T01:00:00.000Z', late: true }, remark: null,
    });
  });

  test('is signed anew by whoever it goes to', async () => {
    await city.tell('moved', '2025-03-21T01:00:00.000Z', issuedFinding(), acknowledged(), reassignedFinding());
    await city.settled();
    expect(await pages().order(...asked('moved', bureau))).toMatchObject({ lead: { unit: 'qinhuai' }, acknowledged: null, contact: null });
  });

  test('of a draft there is none', async () => {
    await expect(pages().order(...asked('draft', bureau))).rejects.toMatchObject({ status: 404 });
  });
});
