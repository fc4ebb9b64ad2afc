import { Inject, Injectable } from '@nestjs/common';
import { cityDate, covers, fillRefusal, newId, type Actor, type Bilingual, type DateText, type Refusal, type RefusalCatalogue } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { Refusals } from '#engine/http';
import type { RoundView } from './known-round.http.js';
import { actBefore, actOfStep, askedFor, nextAct, type Asked, type RoundActName } from './next-act.js';
import { stepActNames, stepProblem } from './step-acts.js';

/** The one act that takes a round on: who may do it, by when, and whether it can be done now. */
export interface NextStep {
  readonly act: RoundActName;
  readonly called: Bilingual;
  readonly roles: readonly string[];
  /** Whether the caller may. */
  readonly mine: boolean;
  readonly by: DateText | null;
  readonly late: boolean;
  readonly possible: boolean;
  /** Why it cannot be done now, and what to do about it. */
  readonly because: { readonly code: string; readonly text: Bilingual; readonly remedy: Bilingual } | null;
}

/** Says what comes next in a round by asking the decisions themselves; nothing is recorded. */
@Injectable()
export class RoundProgress {
  constructor(
    @Inject(Commands) private readonly commands: Pick<Commands, 'sendAll'>,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'head'>,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  /** @returns undefined for a round that is over */
  async next(view: RoundView, actor: Actor): Promise<NextStep | undefined> {
    let act = actOfStep(view.known);
    if (!act) return undefined;
    let no = await this.refusalOf(act, view, actor);
    for (let before = actBefore(no?.refused); before && before !== act; before = actBefore(no?.refused)) {
      act = before;
      no = await this.refusalOf(act, view, actor);
    }
    const { policy, roles, called, by } = nextAct(act, view.known);
    return { act, called, roles, mine: covers(policy.scope(actor), undefined), by, late: by !== null && cityDate(view.now) > by, possible: no === undefined, because: no ? this.said(no) : null };
  }

  /** Which acts beside the next one belong to the round's step, and why the others do not. */
  atStep({ row: { round }, known }: RoundView) {
    return stepActNames.map((act) => {
      const no = stepProblem(act, round, known);
      return { act, possible: no === undefined, because: no ? this.said(no) : null };
    });
  }

  /** Whether a decision is possible now for the caller, and why not; asked of the decision itself, nothing is recorded. */
  async verdict(asked: Exclude<Asked, undefined>, actor: Actor): Promise<Pick<NextStep, 'possible' | 'because'>> {
    const no = await this.refused(asked, actor);
    return { possible: no === undefined, because: no ? this.said(no) : null };
  }

  /** The decision for somebody of the caller's name and unit who may: what stands in the way then lies in the round. */
  private async refusalOf(act: RoundActName, { row, known, now }: RoundView, { id, unit }: Actor): Promise<Refusal | undefined> {
    const asked = askedFor(act, row.round, known, now, await this.log.head());
    if (!asked) return undefined;
    return this.refused(asked, { id, grants: nextAct(act, known).roles.map((role) => ({ role, units: 'all' as const })), ...(unit === undefined ? {} : { unit }) });
  }

  private async refused(asked: Exclude<Asked, undefined>, actor: Actor): Promise<Refusal | undefined> {
    const commandId = newId();
    const { refused } = await this.commands.sendAll([asked], { commandId, correlation: commandId, retryable: false, actor }, { dryRun: true });
    return refused[0]?.refusal;
  }

  private said({ refused, values }: Refusal) {
    const text = this.refusals[refused];
    if (!text) throw new Error(`refusal ${refused} is in no catalogue`);
    return { code: refused, text: fillRefusal(text.title, values), remedy: fillRefusal(text.remedy, values) };
  }
}
