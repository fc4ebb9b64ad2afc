import { cityDate, command, isRefusal, refuse, type AnyCommand, type Instant } from '#engine/kernel';
import { timesOf } from '../acknowledgement.js';
import { ownUnitProblem, draftProblem, type DraftState } from '../draft-finding/draft-acts.js';
import { leadOf } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding, type FindingState } from '../finding.state.js';
import { giveNumber, orderSeries, printedNumber } from '../number-series/give-number.js';
import { toldNumberSeries } from '../number-series/number-series.state.js';
import { toldReckoning } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';
import { toldUnits, unitsProblem, type UnitParts } from '../unit-parts.js';

/** A draft becomes an order 督办单 to its units. Sent by {@link issuing}, after the command that gives it a number. */
export interface IssueFinding extends UnitParts {
  readonly finding: string;
  /** Year of the number series: that of the city when it is issued. */
  readonly year: number;
  // Lead and supporting units are those of the draft as it was read: units that have gone meanwhile get no order.
}

export const issueFinding = command({
  name: 'supervision.IssueFinding',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: IssueFinding) => findingStream(c.finding),
  state: finding,
  // The rest is what was looked up for the command; a repetition is known without it.
  stated: ({ finding }) => ({ finding }),
  told: (c) => ({ ...toldUnits([c.unit, ...c.supporting]), ...toldReckoning(), numbers: toldNumberSeries(orderSeries, c.year) }),
  decide: (state, c, { actor, now, told }) => {
    const no = draftProblem(state, c.finding) ?? ownUnitProblem((state as DraftState).content, actor);
    if (no) return no;
    const { content } = state as DraftState;
    if (content.unit !== c.unit || content.supporting.join() !== c.supporting.join()) return refuse('supervision.draft-changed', { finding: c.finding });
    const times = unitsProblem(content, told, 'body.content') ?? timesOf(content.due, now, told, 'body.content.due');
    if (isRefusal(times)) return times;
    const { last, to } = told.numbers;
    if (to !== findingStream(c.finding) || c.year !== cityYear(now)) return refuse('supervision.not-numbered', { finding: c.finding, year: cityYear(now) });
    return [{ type: 'supervision.FindingIssued' as const, data: { finding: c.finding, number: printedNumber(orderSeries, c.year, last), content, ...times } }];
  },
});

/** A command with its use case, as a batch takes it. */
export interface IssuingItem {
  readonly definition: AnyCommand;
  readonly command: unknown;
}

/** Year of an instant in the city. */
const cityYear = (now: Instant): number => Number(cityDate(now).slice(0, 4));

/**
 * The two commands that issue a finding, in order: the number is given, and the order takes it. Recorded in one append, neither is
 * there without the other, and numbers have no gaps.
 * @param state the finding as it stands; who may issue it and whether it can be is decided by the commands
 */
export function issuing(finding: string, state: FindingState, now: Instant): readonly [number: IssuingItem, order: IssuingItem] {
  const { unit, supporting } = 'content' in state ? state.content : { unit: '', supporting: [] };
  const year = cityYear(now);
  return [
    { definition: giveNumber, command: { series: orderSeries, year, to: findingStream(finding), unit } },
    { definition: issueFinding, command: { finding, year, unit, supporting } },
  ];
}
