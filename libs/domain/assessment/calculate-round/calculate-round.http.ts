import { Controller, Inject, type FactoryProvider } from '@nestjs/common';
import { z } from 'zod';
import { covers, isRefusal, refuse, type Actor, type Recorded, type Refusal } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, momentField, positionOf, receiptReply, Refused, Views, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { sheetHash } from '#domain/scoring';
import { roundParams, unitParams } from '../assessment-input.js';
import { mayRunRounds, maySeePublished } from '../assessment.policies.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { isOpened, round as roundFold, unitsOfRound, type OpenRound } from '../round.state.js';
import { figuresScope } from '../round-views/visibility.js';
import { gainsAndLosses } from './gains-and-losses.js';
import { factsFromRows } from './known-facts.js';
import { RoundCalculator } from './round-calculator.js';

/** The calculator on the server's log and rows. */
export const roundCalculatorProvider: FactoryProvider<RoundCalculator> = {
  provide: RoundCalculator, inject: [EventStore, Views], useFactory: (log: EventStore, views: Views) => new RoundCalculator(log, factsFromRows(views)),
};

const calculation = endpoint({
  method: 'POST', path: '/rounds/:round/calculation', tag: 'assessment', access: mayRunRounds, command: true,
  summary: { zh: '计算考核得分：所有单位一次记录，要么全部，要么没有；没有变化则不记录', en: 'Calculate a round: every unit in one record, all or none; nothing when nothing changed' },
  params: roundParams,
  reply: receiptReply.extend({ run: z.number().int(), hash: z.string() }),
  refusals: ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.basis-moved-on', 'assessment.scheme-not-as-published'],
});

const coded = z.object({ code: z.string(), zh: z.string(), en: z.string() });
const pointLine = z.object({
  kind: z.string(), code: z.string(), title: z.object({ zh: z.string(), en: z.string() }), points: z.string(), of: z.string().nullable(), why: z.array(coded), matter: z.string().optional(),
  document: z.string().optional(), position: z.number().int().optional(),
});

const sheet = endpoint({
  method: 'GET', path: '/rounds/:round/results/:unit/sheet', tag: 'assessment', access: maySeePublished,
  summary: { zh: '考核得分表：逐项公式、数据来源、得失分原因；通报前仅有权人员可见', en: 'Score sheet of a round: every formula with its numbers, points won and lost with reasons; before publication for those allowed' },
  params: unitParams,
  query: z.strictObject({ run: wholeNumber(1, 10_000).optional(), asKnownAt: momentField.optional() }),
  reply: z.object({
    run: z.number().int(), sheet: z.record(z.string(), z.unknown()), hash: z.string(), recordedHash: z.string(),
    /** Whether what is shown is, byte for byte, what was recorded. */
    equal: z.boolean(),
    gains: z.array(pointLine), losses: z.array(pointLine), position: z.number().int(),
  }),
  refusals: ['assessment.unknown-round', 'assessment.not-calculated', 'assessment.unknown-run', 'assessment.unit-not-in-round', 'assessment.result-not-visible', 'assessment.engine-not-kept', 'assessment.scheme-not-as-published'],
});

@Controller()
export class CalculateRoundHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RoundCalculator) private readonly calculator: RoundCalculator,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
  ) {}

  @Handle(calculation)
  async calculate(@Input() { params }: InputOf<typeof calculation>, @From() { envelope }: Caller) {
    const outcome = await this.calculator.calculate(params.round, (items, from) => this.commands.sendAll(items, from), envelope);
    if (isRefusal(outcome)) throw new Refused(outcome);
    return outcome;
  }

  @Handle(sheet)
  async sheet(@Input() { params, query }: InputOf<typeof sheet>, @From() { actor }: Caller) {
    const { round, unit } = params;
    const then = await runThen(this.log, round, query);
    if (isRefusal(then)) throw new Refused(then);
    const seen = await this.calculator.recorded(round, then.run);
    if (isRefusal(seen)) throw new Refused(seen);
    const { known, published } = then.of ?? seen.of;
    if (!unitsOfRound(known).includes(unit)) throw new Refused(refuse('assessment.unit-not-in-round', { unit }, 'params.unit'));
    // Whoever names no run is shown the last one that is there for them.
    const shownRun = [seen.fact.data.run, ...(query.run === undefined ? [known.publishedRun] : [])].find((one) => one !== undefined && maySee(actor, unit, known, one, published));
    if (shownRun === undefined) throw new Refused(refuse('assessment.result-not-visible', { unit }));
    const scored = await this.calculator.scored(round, shownRun);
    if (isRefusal(scored)) throw new Refused(scored);
    const { run } = scored.fact.data;
    const shown = scored.scores.sheet(unit);
    const [hash, recordedHash] = [sheetHash(shown), await this.calculator.recordedSheet(round, unit, run)];
    return { run, sheet: shown, hash, recordedHash, equal: hash === recordedHash, ...gainsAndLosses(shown), position: scored.fact.position };
  }
}

interface RunThen {
  readonly run: number | undefined;
  /** The round as known at the moment; absent for now. */
  readonly of?: { readonly known: OpenRound; readonly published: readonly number[] };
}

/** The calculation that is asked for, as known at a moment: one that came later is not known. */
async function runThen(log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>, code: string, { run, asKnownAt }: { readonly run?: number | undefined; readonly asKnownAt?: string | undefined }): Promise<RunThen | Refusal> {
  const upTo = await positionOf(log, asKnownAt);
  if (upTo === undefined) return { run };
  const facts = (await log.readStream(roundStream(code))).filter(({ position }) => position <= upTo) as Recorded<RoundEvent>[];
  const known = facts.reduce((state, fact) => roundFold.evolve(state, fact), roundFold.initial);
  if (!isOpened(known)) return refuse('assessment.unknown-round', { round: code }, 'params.round');
  if (known.run === 0) return refuse('assessment.not-calculated', { round: code });
  if (run !== undefined && run > known.run) return refuse('assessment.unknown-run', { round: code, run }, 'query.run');
  const published = facts.flatMap((fact) => (fact.type === 'assessment.ResultsPublished' || fact.type === 'assessment.ResultsCorrected' ? [fact.data.run] : []));
  return { run: run ?? known.run, of: { known, published } };
}

/**
 * A published run is for everybody in the city's business; others are for those who work on the round and, from notification on, for
 * the unit itself: not a correction that is still to be published.
 */
export function maySee(actor: Actor, unit: string, round: Pick<OpenRound, 'notifiedRun' | 'publishedRun'>, run: number, published: readonly number[]): boolean {
  if (published.includes(run) && covers(maySeePublished.scope(actor), unit)) return true;
  const scope = figuresScope(actor, round);
  return scope === 'all' || (covers(scope, unit) && run <= (round.publishedRun ?? run));
}
