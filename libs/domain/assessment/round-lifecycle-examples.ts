// Whole lives of rounds, played on the real command engine with everything that people try on the way; product code never imports it.
import fc from 'fast-check';
import { derivedId, isRefusal, newId, zhihengNamespace, type Actor, type Recorded } from '#engine/kernel';
import { CommandEngine, type CommandItem, type Envelope } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { appendTo, person, TestClock } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { schemeStream } from '#domain/scoring';
import { unitStream } from '#domain/units';
import { published } from '../calendar/calendar-examples.js';
import { bonusClaimed, calendar, evidence, groups, people, plan, registeredUnit, round, schemeId, schemePublished, units } from './assessment-examples.js';
import { city } from './calculation-examples.js';
import { factsFromLog } from './calculate-round/known-facts.js';
import { RoundCalculator } from './calculate-round/round-calculator.js';
import { drawnUnits } from './check-on-site/drawn-units.js';
import { openSample } from './check-on-site/open-sample.js';
import { recordSiteCheck } from './check-on-site/record-site-check.js';
import { sealSample } from './check-on-site/seal-sample.js';
import { decideBonus } from './claim-bonus/decide-bonus.js';
import { confirmResults } from './confirm-results/confirm-results.js';
import { decideReview } from './decide-review/decide-review.js';
import { enterDeduction } from './enter-deduction/enter-deduction.js';
import { enterVeto } from './enter-deduction/enter-veto.js';
import { recordConduct } from './enter-deduction/record-conduct.js';
import { revokeEntry } from './enter-deduction/revoke-entry.js';
import { freezeData } from './freeze-data/freeze-data.js';
import { markItem } from './mark-items/mark-item.js';
import { notifyResults } from './notify-results/notify-results.js';
import { assessmentYearEvents, type AssessmentYearEvent } from './open-round/assessment-year.events.js';
import { cancelRound } from './open-round/cancel-round.js';
import { claimYear, releaseYear } from './open-round/claim-year.js';
import { openRound } from './open-round/open-round.js';
import { replanRound } from './open-round/replan-round.js';
import { closeRound } from './publish-results/close-round.js';
import { correctResults } from './publish-results/correct-results.js';
import { publishResults } from './publish-results/publish-results.js';
import { requestReview } from './request-review/request-review.js';
import { resultEvents, type ResultEvent } from './result.events.js';
import { knownOfRound, roundFrom } from './round-facts.http.js';
import { roundEvents, type RoundEvent } from './round.events.js';
import { isOpened } from './round.state.js';
import { closeSelfAssessment } from './self-assess/close-self-assessment.js';
import { returnSelfAssessment } from './self-assess/return-self-assessment.js';
import { submitSelfAssessment } from './self-assess/submit-self-assessment.js';

export type LifeFact = Recorded<RoundEvent | ResultEvent | AssessmentYearEvent>;

const everything = Object.fromEntries(['bureau', 'reporter', 'inspector', 'verifier', 'leadership'].map((role) => [role, 'all'] as const));
const all = (id: string, unit?: string): Actor => person(id, { roles: everything, ...(unit === undefined ? {} : { unit }) });
/** Somebody for each thing, who may do all of it; and others who may not, or who are of an assessed unit. */
export const cast: readonly Actor[] = [
  all('runner'), all('checker-1'), all('checker-2'), all('rater-1'), all('judge'), people.reporter, all('of-xuanwu', 'xuanwu'), all('of-gulou', 'gulou'), people.inspector, people.nobody,
];
export const seed = '7'.repeat(64);
const team = [{ user: 'checker-1' }, { user: 'checker-2' }];

/** What can be tried; `n` chooses among the few codes that are in play. */
export const acts = [
  'open', 'open-other', 'replan', 'cancel', 'submit', 'return', 'close-self', 'seal', 'check', 'check-sample', 'open-sample', 'mark', 'bonus', 'deduct', 'conduct', 'veto', 'revoke', 'freeze', 'calculate',
  'notify', 'request', 're-check', 'uphold', 'confirm', 'publish', 'correct', 'close', 'wait',
] as const;
export type Act = (typeof acts)[number];
export interface Attempt {
  readonly act: Act;
  readonly who: number;
  readonly unit: string;
  readonly n: number;
}

const does = (act: Act, who = 0, unit = 'xuanwu', n = 1): Attempt => ({ act, who, unit, n });
// The seventh of the cast is of the unit and tries what is not for the unit.
const course: readonly Attempt[] = [
  does('open'), does('seal'), does('submit', 5), does('return'), does('submit', 5), does('wait'), does('close-self'), does('check-sample', 1), does('check', 6), does('mark', 6), does('veto', 6), does('check', 1), does('mark', 3),
  does('bonus'), does('conduct'), does('open-sample'),
  does('freeze'), does('deduct'), does('revoke'), does('deduct'), does('calculate'), does('notify'), does('request', 5), does('re-check', 4), does('check', 1, 'xuanwu', 2), does('calculate'), does('wait'), does('confirm'),
  does('publish'), does('veto'), does('calculate'), does('correct'), does('close'),
];
const any = fc.record({ act: fc.constantFrom(...acts), who: fc.nat(cast.length - 1), unit: fc.constantFrom('xuanwu', 'qinhuai', 'market-regulation', 'jianye'), n: fc.integer({ min: 1, max: 2 }) });
/** Lives along their usual course, with steps left out and others in between; some are cancelled. */
export const lives: fc.Arbitrary<Attempt[]> = fc.tuple(...course.map((step) => fc.tuple(fc.array(any, { maxLength: 2 }), fc.integer({ min: 0, max: 19 })).map(([before, kept]) => (kept === 0 ? before : [...before, step]))))
  .map((passages) => passages.flat());

/** A city with a published scheme, in which rounds are tried. */
export class Life {
  private constructor(readonly log: MemoryEventStore, private readonly clock: TestClock, private readonly engine: CommandEngine, private readonly calculator: RoundCalculator) {}

  static async begin(): Promise<Life> {
    const clock = new TestClock();
    const log = new MemoryEventStore({ clock });
    for (const year of [2025, 2026]) await appendTo(log, calendarStream(nationalCalendar), published(year));
    for (const unit of units) await appendTo(log, unitStream(unit), registeredUnit(unit));
    await appendTo(log, `plan-${plan}`, ...city);
    await appendTo(log, schemeStream(schemeId), schemePublished());
    return new Life(log, clock, new CommandEngine(log, { ...roundEvents, ...resultEvents, ...assessmentYearEvents, ...calendarEvents }, clock), new RoundCalculator(log, factsFromLog(log)));
  }

  /** Try something; sent again under its key it must change nothing and be answered alike. */
  async attempt(attempt: Attempt, number: number): Promise<void> {
    this.clock.advance({ minutes: 1 });
    if (attempt.act === 'wait') return void this.clock.advance({ days: 9 });
    const commandId = derivedId(zhihengNamespace, `life ${number} ${newId()}`);
    const envelope: Envelope = { commandId, retryable: true, actor: cast[attempt.who]!, correlation: commandId, reason: '原因', authority: '宁质发〔2025〕9号' };
    const first = await this.carryOut(attempt, envelope);
    const head = await this.log.head();
    const second = await this.carryOut(attempt, envelope);
    if ((await this.log.head()) !== head || (!isRefusal(first) && isRefusal(second))) throw new Error(`${attempt.act} sent twice is not as once`);
  }

  async facts(): Promise<readonly LifeFact[]> {
    return (await this.log.readAll({ after: 0, limit: 10_000, types: ['assessment.'] })).events as unknown as readonly LifeFact[];
  }

  private async carryOut(attempt: Attempt, envelope: Envelope) {
    if (attempt.act === 'calculate') return this.calculator.calculate(round, (items, from) => this.engine.executeAll(items, from), envelope);
    const [main, before = []] = await this.commandsOf(attempt);
    return before.length > 0 ? this.engine.executeWith(before, main, envelope) : this.engine.execute(main.definition, main.command, envelope);
  }

  private async commandsOf({ act, who, unit, n }: Attempt): Promise<readonly [CommandItem, (readonly CommandItem[])?]> {
    const known = await knownOfRound(this.log, round);
    const [of, today] = [{ round, unit, ...known }, this.clock.now().slice(0, 10)];
    const [entry, node, request] = [`e-${n}`, unit === 'market-regulation' ? 'support' : 'incubators', `q-${n}`];
    const checking = {
      ...of, check: `c-${n}`, on: today, place: '现场', unannounced: false, team, recusals: [], items: [{ node, verified: { value: '15' } }], evidence, signatures: { both: true },
      reports: { plan, indicators: ['tech-incubators'], years: [2024] },
    };
    switch (act) {
      case 'open': return this.opening(round);
      case 'open-other': return this.opening('quality-again');
      case 'replan': return [{ definition: replanRound, command: { round, calendar: { ...calendar, confirmBy: `2025-07-0${n}` } } }];
      case 'cancel': {
        const key = { round, plan, year: 2024 };
        return [{ definition: cancelRound, command: key }, [{ definition: releaseYear, command: key }]];
      }
      case 'submit': return [{ definition: submitSelfAssessment, command: { ...of, items: [{ node, claim: { value: '18' }, evidence }], bonuses: unit === 'market-regulation' ? [] : [bonusClaimed()], situation: '一', problems: '二', nextSteps: '三', selfScore: '90' } }];
      case 'return': return [{ definition: returnSelfAssessment, command: { round, unit } }];
      case 'close-self': return [{ definition: closeSelfAssessment, command: { round, units: known.units } }];
      case 'seal': return [{ definition: sealSample, command: { round, sample: `s-${n}`, count: 1, team, seed } }];
      case 'check': return [{ definition: recordSiteCheck, command: { ...checking, team: [{ user: cast[who]!.id }, { user: 'checker-3' }] } }];
      case 'check-sample': return [{ definition: recordSiteCheck, command: { ...checking, ...(await this.drawnCheck(`s-${n}`)), check: `cs-${n}`, sample: `s-${n}`, seed } }];
      case 'open-sample': return [{ definition: openSample, command: { round, units: known.units, sample: `s-${n}`, seed } }];
      case 'mark': return [{ definition: markItem, command: { ...of, node: unit === 'market-regulation' ? 'satisfaction' : 'service', mark: `${80 + n}` } }];
      case 'bonus': return [{ definition: decideBonus, command: { round, unit, claim: 'b-1', accepted: n === 1 } }];
      case 'deduct': return [{ definition: enterDeduction, command: { ...of, entry: `d-${n}`, points: '0.5' } }];
      case 'conduct': return [{ definition: recordConduct, command: { ...of, entry, kind: 'falsified', indicator: 'patents', matter: '虚报' } }];
      case 'veto': return [{ definition: enterVeto, command: { ...of, entry: `v-${n}`, rule: 'accident', matter: '事故' } }];
      case 'revoke': return [{ definition: revokeEntry, command: { round, unit, entry: `d-${n}` } }];
      case 'freeze': return [{ definition: freezeData, command: { round, position: await this.log.head() } }];
      case 'notify': return [{ definition: notifyResults, command: { round, units: known.units } }];
      case 'request': return [{ definition: requestReview, command: { ...of, request, node, claim: '—', evidence } }];
      case 're-check': return [{ definition: decideReview, command: { round, unit, request, outcome: 're-check' } }];
      case 'uphold': return [{ definition: decideReview, command: { round, unit, request, outcome: 'upheld' } }];
      case 'confirm': return [{ definition: confirmResults, command: { round, ...known, committee: { zh: '委员会', en: 'Committee' }, heldOn: today } }];
      case 'publish': return [{ definition: publishResults, command: { round, publishedOn: today } }];
      case 'correct': return [{ definition: correctResults, command: { round, units: known.units } }];
      default: return [{ definition: closeRound, command: { round, units: known.units } }];
    }
  }

  private opening(code: string): readonly [CommandItem, readonly CommandItem[]] {
    const said = { round: code, title: { zh: '考核', en: 'Round' }, plan, year: 2024, assessmentYear: 'calendar-year', planItem: '2025-考-07', scheme: schemeId, calendar };
    const claim = { round: code, plan, year: 2024, groups: groups.map((group) => group.code) };
    return [{ definition: openRound, command: { ...said, units } }, [{ definition: claimYear, command: claim }]];
  }

  /** Where the first unit drawn is checked, and what there. */
  private async drawnCheck(code: string): Promise<object> {
    const known = await roundFrom(this.log, round);
    const sample = isOpened(known) ? known.samples.find((one) => one.sample === code) : undefined;
    const unit = sample ? drawnUnits(sample, seed)[0]! : 'xuanwu';
    return { unit, items: [{ node: groups[1]!.units.includes(unit) ? 'support' : 'incubators', verified: { value: '14' } }] };
  }
}

/** The facts of one life. */
export async function livedThrough(attempts: readonly Attempt[]): Promise<readonly LifeFact[]> {
  const life = await Life.begin();
  for (const [number, attempt] of attempts.entries()) await life.attempt(attempt, number);
  return life.facts();
}
