import { addDays, cityDate, isRefusal, type Actor, type AnyCommand, type CommandDefinition, type Instant } from '#engine/kernel';
import { acknowledgeFinding } from '../answer-assignment/acknowledge-finding.js';
import { contestAssignment } from '../answer-assignment/contest-assignment.js';
import { reassignFinding } from '../answer-assignment/reassign-finding.js';
import { upholdAssignment } from '../answer-assignment/uphold-assignment.js';
import { closeFinding } from '../check-rectification/close-finding.js';
import { returnRectification } from '../check-rectification/return-rectification.js';
import { contestEffect } from '../contest-effect/contest-effect.js';
import { liftEffect } from '../contest-effect/lift-effect.js';
import { upholdEffect } from '../contest-effect/uphold-effect.js';
import { discardDraft } from '../draft-finding/discard-draft.js';
import { redraftFinding } from '../draft-finding/redraft-finding.js';
import type { FindingEffects } from '../effects.js';
import { raiseByHand } from '../escalation/raise-by-hand.js';
import { grantExtension } from '../extend-deadline/grant-extension.js';
import { refuseExtension } from '../extend-deadline/refuse-extension.js';
import { requestExtension } from '../extend-deadline/request-extension.js';
import { escalationLevels, type EscalationLevel } from '../finding.events.js';
import { isIssued, type FindingState, type IssuedFinding } from '../finding.state.js';
import { holdFollowUp } from '../follow-up/hold-follow-up.js';
import { reopenFinding } from '../follow-up/reopen-finding.js';
import { issuing } from '../issue-finding/issue-finding.js';
import { delistFinding } from '../list-finding/delist-finding.js';
import { listFinding } from '../list-finding/list-finding.js';
import { planRectification } from '../plan-rectification/plan-rectification.js';
import { reportRectificationProgress } from '../plan-rectification/report-progress.js';
import { reportSupport } from '../plan-rectification/report-support.js';
import { reportRectification } from '../report-rectification/report-rectification.js';
import { mayAnswer } from '../supervision.policies.js';
import { resumeFinding } from '../suspend-finding/resume-finding.js';
import { suspendFinding } from '../suspend-finding/suspend-finding.js';
import { withdrawFinding } from '../withdraw-finding/withdraw-finding.js';

/** Whoever asks what may be done, about what, and when. */
export interface Question {
  readonly finding: string;
  readonly state: Exclude<FindingState, { readonly status: 'none' }>;
  readonly effects: FindingEffects | undefined;
  readonly actor: Actor;
  readonly now: Instant;
}

/** A command with its use case, as a batch takes it. */
export interface Asked {
  readonly definition: AnyCommand;
  readonly command: unknown;
}

const said = { reason: '—', authority: '—' };
const file = { sha256: '0'.repeat(64), name: '—', size: 1, type: 'application/pdf' };
const evidence = [file];
const due = { days: 15, kind: 'calendar' as const };
const tested = { facts: true, measures: true, results: true, evidence: true };

/**
 * A use case filled in as well as can be: what it is refused for lies in the finding or in the person, not in what was typed.
 * Each has the acts of one page only: an act on a draft is none on an order.
 */
const drafts = {
  issue: ({ finding, state, now }: Question): readonly Asked[] => issuing(finding, state, now),
  redraft: ({ finding, state }: Question) => one(redraftFinding, { finding, content: state.content }),
  discard: ({ finding }: Question) => one(discardDraft, { finding, ...said }),
};

type IssuedQuestion = Question & { readonly state: IssuedFinding };

const orders = {
  acknowledge: ({ finding, state }: IssuedQuestion) => one(acknowledgeFinding, { finding, unit: leadOf(state) }),
  contest: ({ finding, state }: IssuedQuestion) => one(contestAssignment, { finding, unit: leadOf(state), ground: 'facts', ...said, evidence }),
  uphold: ({ finding }: IssuedQuestion) => one(upholdAssignment, { finding, ...said }),
  reassign: ({ finding, state: { content } }: IssuedQuestion) => one(reassignFinding, { finding, unit: content.unit, supporting: content.supporting, due, ...said }),
  plan: ({ finding, state }: IssuedQuestion) => one(planRectification, { finding, unit: leadOf(state), causes: '—', measures: [{ what: '—', who: '—', by: cityDate(state.deadline.dueAt) }], evidence }),
  progress: ({ finding, state }: IssuedQuestion) => one(reportRectificationProgress, { finding, unit: leadOf(state), percent: '50', summary: '—', evidence }),
  support: ({ finding, state, actor }: IssuedQuestion) => one(reportSupport, { finding, unit: supporterOf(state, actor), summary: '—', evidence }),
  report: ({ finding, state: { content } }: IssuedQuestion) =>
    one(reportRectification, { finding, unit: content.unit, problem: '—', measures: '—', results: '—', evidence, without: content.supporting.map((unit) => ({ unit, reason: '—' })) }),
  requestExtension: ({ finding, state }: IssuedQuestion) =>
    one(requestExtension, { finding, unit: leadOf(state), reasonCode: 'policy-change', ...said, progress: '—', until: addDays(cityDate(state.deadline.dueAt), 1) }),
  grantExtension: ({ finding }: IssuedQuestion) => one(grantExtension, { finding }),
  refuseExtension: ({ finding }: IssuedQuestion) => one(refuseExtension, { finding, ...said }),
  return: ({ finding }: IssuedQuestion) => one(returnRectification, { finding, verdict: 'partly-done', ...said, due }),
  close: ({ finding, now }: IssuedQuestion) => one(closeFinding, { finding, opinion: '—', test: tested, followUpOn: addDays(cityDate(now), 90) }),
  followUp: ({ finding }: IssuedQuestion) => one(holdFollowUp, { finding, result: 'consolidated', facts: '—', evidence }),
  reopen: ({ finding }: IssuedQuestion) => one(reopenFinding, { finding, ...said, due }),
  suspend: ({ finding }: IssuedQuestion) => one(suspendFinding, { finding, ...said }),
  resume: ({ finding }: IssuedQuestion) => one(resumeFinding, { finding, ...said }),
  withdraw: ({ finding }: IssuedQuestion) => one(withdrawFinding, { finding, ...said }),
  raise: ({ finding, state }: IssuedQuestion) => one(raiseByHand, { finding, level: nextLevel(state), ...said }),
  list: ({ finding }: IssuedQuestion) => one(listFinding, { finding, leader: '—', requirement: '—', publishedIn: '—', document: '—' }),
  delist: ({ finding }: IssuedQuestion) => one(delistFinding, { finding, opinion: '—', document: '—', evidence }),
  contestEffect: ({ finding, state, effects }: IssuedQuestion) => one(contestEffect, { finding, unit: leadOf(state), effects: effects?.effects.map(({ kind }) => kind) ?? [], ...said, evidence }),
  liftEffect: ({ finding }: IssuedQuestion) => one(liftEffect, { finding, ...said }),
  upholdEffect: ({ finding }: IssuedQuestion) => one(upholdEffect, { finding, ...said }),
};

/** Acts on a draft, and on an issued finding. */
export const draftActs = Object.keys(drafts) as readonly (keyof typeof drafts)[];
export const orderActs = Object.keys(orders) as readonly (keyof typeof orders)[];
export const findingActs = [...draftActs, ...orderActs];
export type FindingActName = (typeof findingActs)[number];

/** What another date or another unit in the same form avoids: no reason why the act would not be open. */
const ofWhatIsTyped: Partial<Record<FindingActName, readonly string[]>> = {
  reassign: ['supervision.nothing-reassigned', 'supervision.due-before-acknowledgement', 'calendar.year-not-published'],
  return: ['calendar.year-not-published'],
  reopen: ['calendar.year-not-published'],
};

/** Whether a refusal is about what was typed in the sample, and not about finding or person. */
export const isOfWhatIsTyped = (act: FindingActName, code: string): boolean => ofWhatIsTyped[act]?.includes(code) ?? false;

/** The acts of a finding's page, each with the use cases that it sends; asked all together, they record nothing and leave nothing to each other. */
export function questionsAbout(question: Question): readonly { readonly act: FindingActName; readonly asked: readonly Asked[] }[] {
  const { state } = question;
  return isIssued(state)
    ? orderActs.map((act) => ({ act, asked: orders[act]({ ...question, state }).map(unheard) }))
    : draftActs.map((act) => ({ act, asked: drafts[act](question).map((asked) => (act === 'issue' ? asked : unheard(asked))) }));
}

const one = <C>(definition: CommandDefinition<C, any, any, any>, command: C): readonly Asked[] => [{ definition, command }];

/** The use case itself, policy and decision, which decides and then says nothing. */
const unheard = ({ definition, command }: Asked): Asked => ({
  definition: { ...definition, decide: (...given) => { const decision = definition.decide(...given); return isRefusal(decision) ? decision : []; } },
  command,
});

const leadOf = ({ content }: IssuedFinding): string => content.unit;

/** The supporting unit that a person answers for; the first one for others, whose answer is the same. */
function supporterOf({ content }: IssuedFinding, actor: Actor): string {
  const scope = mayAnswer.scope(actor);
  return content.supporting.find((unit) => scope === 'all' || scope.includes(unit)) ?? content.supporting[0] ?? content.unit;
}

/** The lowest level that was not yet reached for the due time that holds. */
function nextLevel({ escalations, deadline }: IssuedFinding): EscalationLevel {
  const highest = Math.max(-1, ...escalations.filter(({ dueAt }) => dueAt === deadline.dueAt).map(({ level }) => escalationLevels.indexOf(level)));
  return escalationLevels[Math.min(highest + 1, escalationLevels.length - 1)]!;
}
