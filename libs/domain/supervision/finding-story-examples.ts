// Random stories of one finding through the real command engine, for specs; product code never imports it.
import fc from 'fast-check';
import { addDays, cityDate, derivedId, zhihengNamespace, type Actor, type DomainEvent, type Instant, type Recorded } from '#engine/kernel';
import { CommandEngine, type CommandItem, type Outcome } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { appendTo, person, TestClock } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { planEvents, planStream } from '#domain/plan';
import { unitEvents, unitStream } from '#domain/units';
import { acknowledgeFinding } from './answer-assignment/acknowledge-finding.js';
import { contestAssignment } from './answer-assignment/contest-assignment.js';
import { reassignFinding } from './answer-assignment/reassign-finding.js';
import { upholdAssignment } from './answer-assignment/uphold-assignment.js';
import { closeFinding } from './check-rectification/close-finding.js';
import { returnRectification } from './check-rectification/return-rectification.js';
import { contestEffect } from './contest-effect/contest-effect.js';
import { liftEffect } from './contest-effect/lift-effect.js';
import { upholdEffect } from './contest-effect/uphold-effect.js';
import { discardDraft } from './draft-finding/discard-draft.js';
import { draftFinding } from './draft-finding/draft-finding.js';
import { redraftFinding } from './draft-finding/redraft-finding.js';
import { scoreEffects } from './effects.js';
import { cityEscalationPolicy, escalationPolicyEvents, escalationPolicyStream } from './escalation/escalation-policy.events.js';
import { raiseByHand } from './escalation/raise-by-hand.js';
import { raiseDue } from './escalation/raise-due.js';
import { grantExtension } from './extend-deadline/grant-extension.js';
import { refuseExtension } from './extend-deadline/refuse-extension.js';
import { requestExtension } from './extend-deadline/request-extension.js';
import { adoptedPolicy, calendarYears, content, evidence, finding as code, people, plan, planFacts, registeredUnit } from './finding-examples.js';
import { escalationLevels, findingEvents, findingStream, type FindingEvent } from './finding.events.js';
import { finding, isIssued, type FindingState, type IssuedFinding } from './finding.state.js';
import { holdFollowUp } from './follow-up/hold-follow-up.js';
import { reopenFinding } from './follow-up/reopen-finding.js';
import { issuing } from './issue-finding/issue-finding.js';
import { delistFinding } from './list-finding/delist-finding.js';
import { listFinding } from './list-finding/list-finding.js';
import { numberSeriesEvents } from './number-series/number-series.events.js';
import { planRectification } from './plan-rectification/plan-rectification.js';
import { reportRectificationProgress } from './plan-rectification/report-progress.js';
import { reportSupport } from './plan-rectification/report-support.js';
import { reportRectification } from './report-rectification/report-rectification.js';
import { resumeFinding } from './suspend-finding/resume-finding.js';
import { suspendFinding } from './suspend-finding/suspend-finding.js';
import { withdrawFinding } from './withdraw-finding/withdraw-finding.js';

export interface StoryStep {
  /** Which act, among those that fit the status or among all. */
  readonly pick: number;
  readonly fitting: boolean;
  /** By whom: somebody whose act it is, or anybody. */
  readonly who: number;
  readonly own: boolean;
  /** Days that pass before. */
  readonly days: number;
  /** Varies the content of the command. */
  readonly n: number;
}

/** Mostly what fits, by those whose act it is, so that stories get somewhere; often enough something else by somebody else. */
export const story = fc.array(
  fc.record<StoryStep>({
    pick: fc.nat(9_999), fitting: fc.nat(9).map((one) => one > 1), who: fc.nat(99), own: fc.nat(9).map((one) => one > 1), n: fc.nat(999),
    days: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }) }, { weight: 1, arbitrary: fc.integer({ min: 10, max: 20 }) }),
  }),
  { minLength: 20, maxLength: 45 },
);

interface Scene {
  readonly state: FindingState;
  readonly now: Instant;
  readonly n: number;
}

interface Act {
  /** Whether it gets somewhere, as far as the state tells. */
  readonly fits: (state: FindingState) => boolean;
  /** Whose act it is. */
  readonly by: (state: FindingState) => readonly Actor[];
  readonly send: (scene: Scene) => readonly CommandItem[];
  /** How often it is tried, beside others that fit. */
  readonly weight: number;
}

const { inspector, otherInspector, bureau, leader, reporter, secondReporter, supporter, system } = people;
const qinhuaiReporter = person('reporter-zhu', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } });
const allRoles = Object.fromEntries(['reporter', 'inspector', 'bureau', 'leadership', 'system'].map((role) => [role, 'all'] as const));
/** Everybody who tries: those whose acts these are, and some who hold every role at once, of a unit concerned or of none. */
const everyRole = person('all-roles', { roles: allRoles });
const everybody: readonly Actor[] = [...Object.values(people), qinhuaiReporter, person('all-roles-xuanwu', { unit: 'xuanwu', roles: allRoles }), ...Array.from({ length: 12 }, () => everyRole)];
const checkers = () => [inspector, otherInspector, bureau];
const above = () => [bureau, leader];
const approvers = () => [inspector, otherInspector, bureau, leader, leader];
const leads = (state: FindingState) => (isIssued(state) && state.content.unit === 'qinhuai' ? [qinhuaiReporter] : [reporter, secondReporter]);
const working = ['acknowledged', 'rectifying', 'returned'] as const;
const open = ['issued', 'contested', ...working, 'reported'] as const;

const issued = ({ state }: Pick<Scene, 'state'>): IssuedFinding | undefined => (isIssued(state) ? state : undefined);
const leadIn = (scene: Scene): string => issued(scene)?.content.unit ?? 'xuanwu';
const dueIn = (scene: Scene): string => cityDate(issued(scene)?.deadline.dueAt ?? scene.now);
/** Sometimes there is no reason. */
const why = ({ n }: Scene) => (n % 8 === 0 ? {} : { reason: '原因' });
const onPaper = (scene: Scene) => ({ ...why(scene), ...(scene.n % 9 === 0 ? {} : { authority: '宁质发〔2025〕9号' }) });
const allowed = (scene: Scene) => (scene.n % 4 === 1 ? { on: dueIn(scene) } : newTime(scene));
const newTime = ({ now, n }: Scene) =>
  n % 3 === 0 ? { on: addDays(cityDate(now), (n % 30) - 1) } : { days: (n % 20) + 3, kind: n % 3 === 1 ? ('working' as const) : ('calendar' as const) };

const at = (...statuses: readonly FindingState['status'][]) => (state: FindingState) => statuses.includes(state.status) && !(isIssued(state) && state.suspended);
const where = (holds: (known: IssuedFinding) => boolean, ...statuses: readonly FindingState['status'][]) => (state: FindingState) => at(...statuses)(state) && isIssued(state) && holds(state);

const act = (definition: CommandItem['definition'], fits: Act['fits'], by: Act['by'], command: (scene: Scene) => object, weight = 2): Act => ({
  fits, by, weight, send: (scene) => [{ definition, command: { finding: code, ...command(scene) } }],
});

const acts: readonly Act[] = [
  act(draftFinding, at('none'), checkers, ({ n }) => ({
    content: content({ severity: (['general', 'serious', 'major'] as const)[n % 3]!, supporting: n % 2 ? ['finance'] : [], due: { days: 10 + (n % 30), kind: n % 4 ? 'calendar' : 'working' } }),
  })),
  act(redraftFinding, at('draft'), checkers, ({ n }) => ({ content: content({ title: `电梯检验超期 ${n % 3}`, due: { days: 30, kind: 'calendar' } }) }), 1),
  act(discardDraft, at('draft'), checkers, why, 1),
  { fits: at('draft'), by: checkers, weight: 12, send: ({ state, now }: Scene) => issuing(code, state, now) },
  act(acknowledgeFinding, at('issued'), leads, (scene) => ({ unit: leadIn(scene) }), 4),
  act(contestAssignment, at('issued'), leads, (scene) => ({ unit: leadIn(scene), ground: 'not-ours', ...why(scene), evidence: [] })),
  act(upholdAssignment, at('contested'), checkers, why),
  act(reassignFinding, at('contested'), checkers, (scene) => ({ unit: scene.n % 3 ? 'qinhuai' : 'xuanwu', supporting: scene.n % 2 ? ['finance'] : [], due: allowed(scene), ...why(scene) })),
  act(planRectification, where(({ planned }) => !planned, ...working), leads, (scene) => ({ unit: leadIn(scene), causes: '台账不全', measures: [{ what: '补检', who: '特种设备科', by: addDays(dueIn(scene), -(scene.n % 3)) }], evidence: [] }), 6),
  act(reportRectificationProgress, at(...working), leads, (scene) => ({ unit: leadIn(scene), percent: String(scene.n % 110), summary: '进展', evidence: [] }), 1),
  act(reportSupport, where(({ content: { supporting } }) => supporting.length > 0, ...open), () => [supporter], () => ({ unit: 'finance', summary: '已拨付', evidence: [] }), 1),
  act(requestExtension, where(({ extension }) => !extension, ...working), leads, (scene) => ({ unit: leadIn(scene), reasonCode: 'policy-change', ...why(scene), progress: '过半', until: addDays(dueIn(scene), (scene.n % 25) - 1) }), 5),
  act(grantExtension, where(({ extension }) => extension !== undefined, ...working), approvers, (scene) => (scene.n % 2 ? {} : { until: addDays(dueIn(scene), scene.n % 7) }), 12),
  act(refuseExtension, where(({ extension }) => extension !== undefined, ...working), approvers, why),
  act(reportRectification, at(...working), leads, (scene) => ({
    unit: leadIn(scene), problem: '超期', measures: '补检', ...(scene.n % 9 === 0 ? {} : { results: '全部合格' }), evidence, without: scene.n % 3 ? (issued(scene)?.content.supporting ?? []).map((unit) => ({ unit, reason: '另行安排' })) : [],
  }), 8),
  act(returnRectification, at('reported'), checkers, (scene) => ({ verdict: 'partly-done', ...why(scene), due: allowed(scene) }), 3),
  act(closeFinding, at('reported'), checkers, ({ n, now }) => ({
    opinion: '同意', test: { facts: true, measures: true, results: true, evidence: n % 7 > 0 }, ...(n % 3 ? { followUpOn: addDays(cityDate(now), (n % 180) - 1) } : {}),
  }), 5),
  act(holdFollowUp, at('closed'), checkers, (scene) => ({ facts: '复查', evidence, ...(scene.n % 2 ? { result: 'consolidated' } : { result: 'relapsed', due: allowed(scene) }) })),
  act(reopenFinding, at('closed'), checkers, (scene) => ({ ...why(scene), due: allowed(scene) })),
  act(listFinding, where(({ listed }) => !listed, ...working, 'reported'), above, () => ({ leader: 'p-100', requirement: '整改', publishedIn: '市政府网站', document: '宁府督〔2025〕2号' })),
  act(delistFinding, where(({ listed }) => listed, 'reported'), above, () => ({ opinion: '到位', document: '宁府督〔2025〕5号', evidence }), 8),
  act(suspendFinding, at(...open), checkers, onPaper, 1),
  act(resumeFinding, (state) => isIssued(state) && state.suspended !== undefined, checkers, why, 6),
  act(withdrawFinding, at('returned'), checkers, onPaper, 1),
  act(raiseDue, at(...open), () => [system], (scene) => dueStep(scene), 3),
  act(raiseByHand, at(...open), approvers, (scene) => ({ level: escalationLevels[scene.n % escalationLevels.length], ...why(scene) }), 1),
  act(contestEffect, where(({ effectContested }) => !effectContested, ...open, 'closed'), leads, (scene) => ({ unit: leadIn(scene), effects: [scoreEffects[scene.n % scoreEffects.length]!], ...why(scene), evidence: [] })),
  act(liftEffect, where(({ effectContested }) => effectContested !== undefined, ...open, 'closed'), above, onPaper, 4),
  act(upholdEffect, where(({ effectContested }) => effectContested !== undefined, ...open, 'closed'), above, why),
].flatMap((one) => Array.from({ length: one.weight }, () => one));

function dueStep(scene: Scene): object {
  const deadline = issued(scene)?.deadline;
  const come = deadline?.steps.filter(({ at }) => at <= scene.now) ?? [];
  return { ...(come[scene.n % Math.max(come.length, 1)] ?? { level: 'red', trigger: 'overdue', at: scene.now }), dueAt: deadline?.dueAt ?? scene.now };
}

export interface World {
  readonly log: MemoryEventStore;
  readonly engine: CommandEngine;
  readonly clock: TestClock;
}

/** A city with a calendar, rules of escalation, a plan and units, and no finding yet. */
export async function world({ cachedStates = 1_000 }: { readonly cachedStates?: number } = {}): Promise<World> {
  const clock = new TestClock();
  const log = new MemoryEventStore({ clock });
  const past: readonly (readonly [string, readonly DomainEvent<string, any>[]])[] = [
    [calendarStream(nationalCalendar), calendarYears], [escalationPolicyStream(cityEscalationPolicy), [adoptedPolicy()]], [planStream(plan), planFacts],
    ...['xuanwu', 'finance', 'qinhuai'].map((unit) => [unitStream(unit), [registeredUnit(unit)]] as const),
  ];
  for (const [stream, events] of past) await appendTo(log, stream, ...events);
  const catalogue = { ...calendarEvents, ...escalationPolicyEvents, ...planEvents, ...unitEvents, ...findingEvents, ...numberSeriesEvents };
  const engine = new CommandEngine(log, catalogue, clock, { cachedStates });
  // Counting out the days of a calendar takes most of the time of a story: let the engine keep it from the start.
  const commandId = derivedId(zhihengNamespace, 'calendar');
  await engine.execute(suspendFinding, { finding: 'none' }, { commandId, retryable: false, actor: bureau, correlation: commandId });
  return { log, clock, engine };
}

/** The facts of the finding so far. */
export const factsOf = async ({ log }: World): Promise<readonly Recorded<FindingEvent>[]> => (await log.readStream(findingStream(code))) as unknown as readonly Recorded<FindingEvent>[];

/** The command of a story's next step, ready to be sent; sent again, it is the same command of the same sender. */
export async function tell(place: World, { pick, fitting, who, own, n }: StoryStep, number: number): Promise<() => Promise<Outcome>> {
  const state = (await factsOf(place)).reduce(finding.evolve, finding.initial);
  const some = fitting ? acts.filter(({ fits }) => fits(state)) : [];
  const chosen = nth(some.length > 0 ? some : acts, pick);
  const actor = nth(own ? chosen.by(state) : everybody, who);
  const items = chosen.send({ state, now: place.clock.now(), n });
  const commandId = derivedId(zhihengNamespace, `step ${number}`);
  const envelope = { commandId, retryable: true, actor, correlation: commandId, ...(n % 5 === 0 ? { authority: '市长办公会纪要〔2025〕3号' } : {}) };
  const main = items.at(-1)!;
  return () => (items.length === 1 ? place.engine.execute(main.definition, main.command, envelope) : place.engine.executeWith(items.slice(0, -1), main, envelope));
}

const nth = <T>(some: readonly T[], n: number): T => some[n % some.length]!;

/** The facts that a whole story leaves. */
export async function told(steps: readonly StoryStep[], options?: { readonly cachedStates?: number }): Promise<readonly Recorded<FindingEvent>[]> {
  const place = await world(options);
  for (const [number, step] of steps.entries()) {
    place.clock.advance({ days: step.days, minutes: 1 });
    const send = await tell(place, step, number);
    await send();
  }
  return factsOf(place);
}
