import { Inject, Injectable } from '@nestjs/common';
import { cityDate, type RecordedEvent, type Refusal } from '#engine/kernel';
import { Commands, type BatchOutcome, type Envelope, type Outcome } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { CityClock } from '#engine/http';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { finding, isIssued, type FindingState } from '../finding.state.js';
import { orderSeries, printedNumber } from '../number-series/give-number.js';
import { numberSeriesStream, type NumberSeriesEvent } from '../number-series/number-series.events.js';
import { numberSeries } from '../number-series/number-series.state.js';
import { issuing } from './issue-finding.js';

/** Why an order of a batch was not issued. */
export interface RefusedOrder {
  readonly finding: string;
  readonly refusal: Refusal;
}

/** What became of a batch of orders: all issued in one append, or none and why. */
export interface IssuedOrders extends Pick<BatchOutcome, 'receipt'> {
  readonly accepted: number;
  readonly refused: readonly RefusedOrder[];
  /** The number of each order, as it was given or, tried only, as it would be now; none where any was refused. */
  readonly numbers: readonly { readonly finding: string; readonly number: string }[];
}

/** Issues orders, each with the next number of its year. */
@Injectable()
export class IssueOrders {
  /** Orders of this process take their numbers one after the other: rather than race for the same one, they wait. */
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(Commands) private readonly commands: Pick<Commands, 'sendWith' | 'sendAll'>,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream'>,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  /** Issue one finding. */
  issue(code: string, envelope: Envelope): Promise<Outcome> {
    return this.inTurn(async () => {
      const [number, order] = issuing(code, await this.stateOf(code), this.clock.now());
      return this.commands.sendWith([number], order, envelope);
    });
  }

  /** Issue many at once, in their order: all of them or none. */
  issueAll(codes: readonly string[], envelope: Envelope, { dryRun }: { readonly dryRun: boolean }): Promise<IssuedOrders> {
    return this.inTurn(async () => {
      const states = await Promise.all(codes.map((code) => this.stateOf(code)));
      const items = codes.flatMap((code, at) => issuing(code, states[at]!, this.clock.now()));
      const { refused, receipt } = await this.commands.sendAll(items, envelope, { dryRun });
      // Two commands an order; where both are refused, the order's own reason tells more than that of its number.
      const reasons = new Map(refused.map(({ index, refusal }) => [Math.floor(index / 2), refusal]));
      const orders = [...reasons].map(([at, refusal]) => ({ finding: codes[at]!, refusal }));
      const numbers = orders.length > 0 ? [] : await (dryRun ? this.nextNumbers(codes) : this.numbersOf(codes));
      return { accepted: codes.length - orders.length, refused: orders, numbers, ...(receipt ? { receipt } : {}) };
    });
  }

  private async nextNumbers(codes: readonly string[]): Promise<IssuedOrders['numbers']> {
    const year = Number(cityDate(this.clock.now()).slice(0, 4));
    const given = (await this.log.readStream(numberSeriesStream(orderSeries, year))) as readonly RecordedEvent<NumberSeriesEvent>[];
    const { last } = given.reduce((state, event) => numberSeries.evolve(state, event as never), numberSeries.initial);
    return codes.map((code, at) => ({ finding: code, number: printedNumber(orderSeries, year, last + 1 + at) }));
  }

  private async numbersOf(codes: readonly string[]): Promise<IssuedOrders['numbers']> {
    const states = await Promise.all(codes.map((code) => this.stateOf(code)));
    return codes.flatMap((code, at) => { const state = states[at]!; return isIssued(state) ? [{ finding: code, number: state.number }] : []; });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  private async stateOf(code: string): Promise<FindingState> {
    const events = (await this.log.readStream(findingStream(code))) as readonly RecordedEvent<FindingEvent>[];
    return events.reduce((state, event) => finding.evolve(state, event as never), finding.initial);
  }
}
