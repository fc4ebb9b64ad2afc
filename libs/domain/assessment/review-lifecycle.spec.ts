import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, newId, zhihengNamespace, type Actor, type Recorded } from '#engine/kernel';
import { CommandEngine, type CommandItem } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { appendTo, person, TestClock } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { schemeEvents, schemeStream } from '#domain/scoring';
import { published } from '../calendar/calendar-examples.js';
import { evidence, figures, people, resultCalculated, round, roundAt, roundCalculated, schemeId, schemePublished, scoreAdjusted, siteChecked, units } from './assessment-examples.js';
import { record } from './calculation-examples.js';
import { confirmResults } from './confirm-results/confirm-results.js';
import { decideReview } from './decide-review/decide-review.js';
import { mayRecheck, recheckOutstanding } from './decide-review/re-check.js';
import { notifyResults } from './notify-results/notify-results.js';
import { closeRound } from './publish-results/close-round.js';
import { correctResults } from './publish-results/correct-results.js';
import { publishResults } from './publish-results/publish-results.js';
import { requestReview } from './request-review/request-review.js';
import { stayResult } from './request-review/stay-result.js';
import { withdrawReview } from './request-review/withdraw-review.js';
import { resultEvents, type ResultEvent } from './result.events.js';
import { openReviews, result, type ResultState } from './result.state.js';
import { groupOf } from './review-examples.js';
import { resultFrom, roundFrom } from './round-facts.http.js';
import { roundEvents, type RoundEvent } from './round.events.js';
import { isOpened, round as roundFold, roundSteps, type OpenRound, type RoundState } from './round.state.js';

type Fact = Recorded<RoundEvent | ResultEvent>;

/** Somebody who does everything, of no unit, and one of them who is of an assessed unit. */
const everyRole = Object.fromEntries(['bureau', 'leadership', 'reporter', 'inspector', 'verifier'].map((role) => [role, 'all'] as const));
const anybody: readonly Actor[] = [people.bureau, people.leader, people.reporter, people.otherReporter, people.insider, person('all-1', { roles: everyRole }), person('all-2', { roles: everyRole }), person('all-3', { roles: everyRole })];
const nodes = ['incubators', 'patents', 'total', 'grade'] as const;
const room = { code: 'incubators', obtained: '20', possible: '40', within: ['incubators'] };

const acts = ['calculate', 'adjust', 'check', 'notify', 'request', 'withdraw', 'stay', 'uphold', 'correct-score', 're-check', 'confirm', 'publish', 'correct', 'close', 'wait'] as const;
const step = fc.record({ act: fc.constantFrom(...acts, 'request', 'request', 'calculate', 'uphold', 'correct-score', 'confirm', 'publish', 'correct', 'close', 'wait'), who: fc.nat(anybody.length - 1), unit: fc.constantFrom('xuanwu', 'qinhuai'), node: fc.constantFrom(...nodes), n: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 12 }) });
const story = fc.array(step, { minLength: 15, maxLength: 60 });
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

class World {
  private constructor(readonly log: MemoryEventStore, readonly clock: TestClock, private readonly engine: CommandEngine) {}

  static async open(): Promise<World> {
    const clock = new TestClock();
    clock.set('2025-05-06T01:00:00.000Z');
    const log = new MemoryEventStore({ clock });
    for (const year of [2025, 2026]) await appendTo(log, calendarStream(nationalCalendar), published(year));
    await appendTo(log, schemeStream(schemeId), schemePublished());
    await record(log, ...roundAt('frozen').filter(({ type }) => type !== 'assessment.DataFrozen'), { type: 'assessment.DataFrozen', data: { round, position: 5 } });
    return new World(log, clock, new CommandEngine(log, { ...roundEvents, ...resultEvents, ...calendarEvents, ...schemeEvents }, clock));
  }

  async tell(told: Step, number: number): Promise<void> {
    this.clock.advance({ minutes: 1 });
    if (told.act === 'wait') this.clock.advance({ days: told.days });
    else if (told.act === 'calculate') await this.calculate(number);
    else if (told.act === 'adjust' || told.act === 'check') await this.find(told, number);
    else await this.send(await this.commandOf(told), anybody[told.who]!, number);
  }

  /** What the calculation leaves, where the round may be calculated; ranks and scores move with every run. */
  private async calculate(number: number): Promise<void> {
    const known = (await roundFrom(this.log, round)) as OpenRound;
    if (['confirmed', 'cancelled'].includes(known.step)) return;
    const [run, upTo] = [known.run + 1, await this.log.head()];
    const cause = run === 1 ? 'first' : 'correction';
    await record(this.log, roundCalculated({ run, upTo, cause }), ...units.map((unit, n) => resultCalculated({ unit, run, upTo, figures: figures({ published: `${80 + ((number + n) % 3)}.00`, rank: ((run + n) % 3) + 1 }) })));
  }

  /** A fact that counts, by somebody: an adjustment before notification, a new check where a review asked for one. */
  private async find({ act, unit, who }: Step, number: number): Promise<void> {
    const known = (await roundFrom(this.log, round)) as OpenRound;
    const state = await resultFrom(this.log, round, unit);
    const fact = act === 'adjust'
      ? ['calculated', 'published'].includes(known.step) ? scoreAdjusted({ unit, adjustment: `a-${number}` }) : undefined
      : known.step === 'notified' && mayRecheck(state, groupOf(), 'incubators') ? siteChecked({ unit, check: `c-${number}`, team: [anybody[who]!.id, 'inspector-he'] }) : undefined;
    if (!fact) return;
    const meta = { actor: anybody[who]!.id, correlation: zhihengNamespace, causation: zhihengNamespace };
    await this.log.append([{ stream: `result-${round}.${unit}`, expected: 'any', events: [{ id: derivedId(zhihengNamespace, `found ${number}`), type: fact.type, schema: 1, data: fact.data as never, meta }] }]);
  }

  private async send(item: CommandItem, actor: Actor, number: number): Promise<void> {
    await this.engine.execute(item.definition, item.command, { commandId: derivedId(newId(), String(number)), retryable: false, actor, correlation: zhihengNamespace, reason: '原因', authority: '宁质发〔2025〕9号' });
  }

  private async commandOf({ act, unit, node, n }: Step): Promise<CommandItem> {
    const [all, at, today] = [{ round, units, scheme: schemeId }, await this.log.head(), this.clock.now().slice(0, 10)];
    const request = { round, unit, request: `q-${n}` };
    switch (act) {
      case 'notify': return { definition: notifyResults, command: all };
      case 'request': return { definition: requestReview, command: { ...request, node, claim: '—', evidence, scheme: schemeId } };
      case 'withdraw': return { definition: withdrawReview, command: request };
      case 'stay': return { definition: stayResult, command: request };
      case 'uphold': return { definition: decideReview, command: { ...request, outcome: 'upheld' } };
      case 're-check': return { definition: decideReview, command: { ...request, outcome: 're-check' } };
      case 'correct-score': {
        const effect = { scoreFrom: null, scoreTo: null, gradeFrom: null, gradeTo: null, rankFrom: null, rankTo: null };
        return { definition: decideReview, command: { ...request, outcome: 'corrected', delta: '1', ...(['total', 'grade'].includes(node) ? { node: 'incubators' } : {}), evidence, previewedAt: at, shown: { effect, basisAt: at, rooms: [room] } } };
      }
      case 'confirm': return { definition: confirmResults, command: { ...all, committee: { zh: '委员会', en: 'Committee' }, heldOn: today } };
      case 'publish': return { definition: publishResults, command: { round, publishedOn: today } };
      case 'correct': return { definition: correctResults, command: all };
      default: return { definition: closeRound, command: all };
    }
  }

  async facts(): Promise<readonly Fact[]> {
    return (await this.log.readAll({ after: 0, limit: 100_000, types: ['assessment.'] })).events as readonly Fact[];
  }
}

const told = async (steps: readonly Step[]): Promise<readonly Fact[]> => {
  const world = await World.open();
  for (const [number, one] of [{ ...steps[0]!, act: 'calculate' as const }, ...steps].entries()) await world.tell(one, number);
  return world.facts();
};

/** A story with what was known before each of its facts. */
function* withPast(facts: readonly Fact[]): Generator<{ readonly event: Fact; readonly known: RoundState; readonly of: (unit: string) => ResultState }> {
  let known: RoundState = roundFold.initial;
  const results = new Map<string, ResultState>();
  const of = (unit: string): ResultState => results.get(unit) ?? result.initial;
  for (const event of facts) {
    yield { event, known, of };
    if ('unit' in event.data) results.set(event.data.unit, result.evolve(of(event.data.unit), event as Recorded<ResultEvent>));
    else known = roundFold.evolve(known, event as Recorded<RoundEvent>);
  }
}

const opened = (state: RoundState): OpenRound => {
  if (!isOpened(state)) throw new Error('the round is not open');
  return state;
};
const decidedSince = (of: (unit: string) => ResultState, upTo: number) => units.filter((unit) => of(unit).countsAt > upTo);

let stories: readonly (readonly Fact[])[] = [];
beforeAll(async () => {
  const many: (readonly Fact[])[] = [];
  for (const steps of fc.sample(story, { numRuns: 250, seed: 2025 })) many.push(await told(steps));
  stories = many;
}, 60_000);

describe('results, reviews and publication, whatever people try in whatever order', () => {
  test('stories go everywhere: each kind of fact comes about', () => {
    const seen = new Set(stories.flat().map(({ type }) => type));
    const wanted: readonly Fact['type'][] = [
      'assessment.ResultsNotified', 'assessment.ReviewRequested', 'assessment.ReviewWithdrawn', 'assessment.ResultStayed', 'assessment.ReviewDecided', 'assessment.SiteCheckRecorded', 'assessment.ResultsConfirmed',
      'assessment.ResultsPublished', 'assessment.ResultsCorrected', 'assessment.RoundClosed',
    ];
    expect(wanted.filter((type) => !seen.has(type))).toEqual([]);
  });

  test('steps come in their order, each once', () => {
    for (const facts of stories) {
      let before = -1;
      for (const { known } of withPast(facts)) {
        const step = known.step === 'none' ? -1 : roundSteps.indexOf(known.step);
        expect([before, before + 1].includes(step)).toBe(true);
        before = step;
      }
      for (const type of ['assessment.ResultsNotified', 'assessment.ResultsConfirmed', 'assessment.ResultsPublished', 'assessment.RoundClosed']) expect(facts.filter((one) => one.type === type).length).toBeLessThanOrEqual(1);
    }
  });

  test('whoever decides has no hand in the score, is of another unit and did not ask', () => {
    for (const facts of stories) {
      for (const { event, of } of withPast(facts)) {
        if (event.type !== 'assessment.ReviewDecided') continue;
        const { unit, request } = event.data;
        const actor = anybody.find(({ id }) => id === event.meta.actor)!;
        expect(of(unit).scorers).not.toContain(actor.id);
        expect(actor.unit).not.toBe(unit);
        expect(of(unit).reviews.find((one) => one.request === request)).toMatchObject({ status: 'open', by: expect.not.stringMatching(new RegExp(`^${actor.id}$`)) });
      }
    }
  });

  test('requests come in time, one open for each node, none twice about the same result', () => {
    for (const facts of stories) {
      for (const { event, known, of } of withPast(facts)) {
        if (event.type !== 'assessment.ReviewRequested') continue;
        expect([opened(known).step, event.recordedAt <= opened(known).requestsBy!]).toEqual(['notified', true]);
        const same = of(event.data.unit).reviews.filter(({ node, run }) => node === event.data.node && run === event.data.run);
        expect(same.every(({ status }) => status === 'withdrawn')).toBe(true);
      }
    }
  });

  test('a correction and its points are one: a decision that corrects is followed by exactly its adjustment', () => {
    for (const facts of stories) {
      facts.forEach((event, n) => {
        if (event.type === 'assessment.ReviewDecided' && event.data.outcome === 'corrected') expect(facts[n + 1]).toMatchObject({ type: 'assessment.ScoreAdjusted', data: { request: event.data.request, unit: event.data.unit } });
        if (event.type === 'assessment.ScoreAdjusted' && event.data.request !== undefined) expect(facts[n - 1]).toMatchObject({ type: 'assessment.ReviewDecided', data: { outcome: 'corrected' } });
      });
    }
  });

  test('what is told, confirmed, corrected or closed has every fact in it; what is confirmed waits for nobody but those it names', () => {
    const complete: readonly Fact['type'][] = ['assessment.ResultsNotified', 'assessment.ResultsConfirmed', 'assessment.ResultsCorrected', 'assessment.RoundClosed'];
    for (const facts of stories) {
      for (const { event, known, of } of withPast(facts)) {
        if (complete.includes(event.type)) expect(decidedSince(of, opened(known).upTo!)).toEqual([]);
        if (event.type === 'assessment.ResultsConfirmed') {
          const waiting = units.filter((unit) => openReviews(of(unit)).length > 0);
          expect(waiting).toEqual(event.data.stayed);
          expect(waiting.every((unit) => openReviews(of(unit)).every(({ stayed }) => stayed))).toBe(true);
          expect(['xuanwu', 'qinhuai', 'gulou'].some((unit) => recheckOutstanding(of(unit), groupOf))).toBe(false);
          expect(event.recordedAt > opened(known).requestsBy!).toBe(true);
        }
        if (event.type === 'assessment.RoundClosed') expect([units.some((unit) => openReviews(of(unit)).length > 0), opened(known).run]).toEqual([false, opened(known).publishedRun]);
      }
    }
  });

  test('what is published is what was confirmed; a correction replaces it and lists exactly what moved', () => {
    for (const facts of stories) {
      for (const { event, known, of } of withPast(facts)) {
        if (event.type === 'assessment.ResultsPublished') expect(event.data.run).toBe(opened(known).confirmedRun);
        if (event.type !== 'assessment.ResultsCorrected') continue;
        const { run, replaces, changed } = event.data;
        expect([replaces, run > replaces]).toEqual([opened(known).publishedRun, true]);
        const said = (unit: string, at: number) => of(unit).results.filter((one) => one.run === at).map(({ figures: { published: score, grade, rank } }) => [score, grade, rank].join());
        expect(changed.map(({ unit }) => unit)).toEqual(units.filter((unit) => said(unit, replaces).join() !== said(unit, run).join()));
      }
    }
  });
});
