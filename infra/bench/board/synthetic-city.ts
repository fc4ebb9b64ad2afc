import { derivedId, type DomainEvent, type JsonObject } from '#engine/kernel';
import type { EventStore, StreamWrite } from '#engine/event-store';
import { seededRandom } from '#engine/testing';
import { planStream, type DefinitionCard } from '#domain/plan';
import { periodStream, reportStream } from '#domain/reporting';
import { parseScheme } from '../../../libs/domain/scoring/scheme/scheme.js';
import { schemeHash } from '../../../libs/domain/scoring/sheet/calculate.js';
import { schemeStream } from '../../../libs/domain/scoring/scheme.events.js';

export const plan = 'bench';
export const year = 2025;
export const group = 'units';
const namespace = 'c5bb3a6d-5d43-4c42-9a57-4c3c1f9f6a10';

type MethodText = JsonObject;

/** Every tenth or so compares units; the rest look at the unit alone. */
const relativeMethods: readonly MethodText[] = [
  { type: 'peer-min-max' }, { type: 'percentile-rank' }, { type: 'rank', step: '0.0001' }, { type: 'ratio-to-best' }, { type: 'z-score', mean: '0.5', spread: '0.1' },
];
const absoluteMethods: readonly MethodText[] = [
  { type: 'completion-ratio', target: { from: 'target' }, cap: '1.1' },
  { type: 'expected-progress', target: { from: 'target' }, profile: 'linear' },
  { type: 'goalposts', min: '0', max: '1000' },
  { type: 'piecewise-linear', points: [{ value: '0', score: '0' }, { value: '400', score: '60' }, { value: '1000', score: '100' }] },
  { type: 'baseline-progress', baseline: { from: 'baseline' }, target: { from: 'target' } },
  { type: 'steps', steps: [{ from: '200', rate: '0.6' }, { from: '500', rate: '0.8' }, { from: '800', rate: '1' }] },
];

/** A city made up from a seed: units, indicators with cards and targets, quarters, and a scheme of mostly absolute methods. */
export class SyntheticCity {
  readonly units: readonly string[];
  readonly indicators: readonly string[];
  /** Indicators whose method compares units. */
  readonly relative: readonly string[];

  constructor(unitCount: number, indicatorCount: number, relativeCount: number, readonly seed: number) {
    const digits = String(unitCount - 1).length;
    this.units = Array.from({ length: unitCount }, (_, n) => `unit-${String(n).padStart(digits, '0')}`);
    this.indicators = Array.from({ length: indicatorCount }, (_, n) => `indicator-${String(n).padStart(2, '0')}`);
    this.relative = this.indicators.slice(0, relativeCount);
  }

  get absolute(): readonly string[] {
    return this.indicators.slice(this.relative.length);
  }

  /** The method of an indicator. */
  method(indicator: string): MethodText {
    const n = this.indicators.indexOf(indicator);
    return n < this.relative.length ? relativeMethods[n % relativeMethods.length]! : absoluteMethods[n % absoluteMethods.length]!;
  }

  /** Cards and targets, then the year's first two quarters open. */
  *planned(): Generator<StreamWrite> {
    const random = seededRandom(this.seed);
    const events: DomainEvent[] = this.indicators.map((code) => ({ type: 'plan.IndicatorDefined', data: { plan, card: this.card(code) } }));
    for (const indicator of this.indicators) {
      if (!JSON.stringify(this.method(indicator)).includes('"target"')) continue;
      for (const unit of this.units) {
        events.push({ type: 'plan.TargetSet', data: { plan, target: { indicator, unit, year, comparator: '>=', value: String(random.int(500, 1_000)), profile: 'linear' } } });
      }
    }
    yield this.write(planStream(plan), events);
    for (const period of ['2025-Q1', '2025-Q2']) {
      yield this.write(periodStream(plan, period), [{ type: 'reporting.PeriodOpened', data: { plan, period, dueAt: '2999-12-31T15:59:59.999Z' } }]);
    }
  }

  /** A value of every unit for some indicators in a quarter, reported and then verified, in the order of units. */
  *values(indicators: readonly string[], period: string, units = this.units.length): Generator<StreamWrite> {
    const random = seededRandom(this.seed + Number(period.slice(-1)));
    for (const unit of this.units.slice(0, units)) {
      for (const indicator of indicators) {
        const value = `${random.int(0, 999)}.${random.int(1, 9)}`;
        yield this.write(reportStream(plan, indicator, unit, year), this.reportedAndVerified(indicator, unit, period, value), 'any', period);
      }
    }
  }

  /** Every value of the second quarter corrected, again and again. */
  *corrections(rounds: number): Generator<StreamWrite> {
    const random = seededRandom(this.seed + rounds);
    for (let round = 0; round < rounds; round += 1) {
      for (const unit of this.units) {
        for (const indicator of this.indicators) {
          const data = {
            plan, indicator, unit, period: '2025-Q2', from: '1', to: `${random.int(0, 999)}.${random.int(1, 9)}`, reasonCode: 'statistical-revision', reason: '统计核定', authority: '宁统函〔2025〕1号', evidence: [],
          };
          yield this.write(reportStream(plan, indicator, unit, year), [{ type: 'reporting.ReportCorrected', data }], 'any', `corrected/${round}`);
        }
      }
    }
  }

  reportedAndVerified(indicator: string, unit: string, period: string, value: string): DomainEvent[] {
    const about = { plan, indicator, unit, period };
    return [
      { type: 'reporting.IndicatorReported', data: { ...about, value, evidence: [], warnings: [], source: 'form' } },
      { type: 'reporting.ReportVerified', data: { ...about, value } },
    ];
  }

  /** A scheme over the whole city. */
  published(version: number, id = 'bench'): DomainEvent {
    const content = this.content(id, version);
    const parsed = parseScheme(content);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems.slice(0, 3)));
    return { type: 'scoring.SchemePublished', data: { scheme: id, plan, year, version, content, hash: schemeHash(parsed.scheme), document: `宁质发〔2025〕${version}号` } };
  }

  schemeStream(id = 'bench'): string {
    return schemeStream(id);
  }

  /** Events as one write of a stream; ids follow from stream and order, so that a run can be repeated. */
  write(stream: string, events: readonly DomainEvent[], expected: StreamWrite['expected'] = 'any', mark = ''): StreamWrite {
    const meta = { actor: 'bench', unit: 'bureau', correlation: namespace, causation: namespace };
    return {
      stream, expected,
      events: events.map(({ type, data }, n) => ({ id: derivedId(namespace, `${stream}/${mark}/${n}`), type, schema: 1, data: data as JsonObject, meta })),
    };
  }

  private card(code: string): DefinitionCard {
    return {
      code, name: { zh: `指标${code.slice(-2)}`, en: `Indicator ${code.slice(-2)}` }, measure: 1, kind: 'quantitative', measurementUnit: '家', decimals: 1, direction: 'higher-better',
      frequency: 'quarter', accumulation: 'latest', releaseLagDays: 15, reportedBy: [...this.units], verifier: 'statistics', evidenceRequired: false, range: { min: '0' },
      baseline: { year: 2023, value: '100' }, sourceQuote: '基准测试', needsThreshold: false,
    };
  }

  private content(id: string, version: number): JsonObject {
    const leaves = this.indicators.map((indicator): JsonObject => ({ code: `leaf-${indicator}`, title: { zh: indicator, en: indicator }, indicator, weight: '1', method: this.method(indicator) }));
    const branches: JsonObject[] = [];
    for (let from = 0; from < leaves.length; from += 12) {
      branches.push({ code: `part-${from / 12}`, title: { zh: `第${from / 12 + 1}部分`, en: `Part ${from / 12 + 1}` }, weight: '1', aggregate: 'weighted-arithmetic', children: leaves.slice(from, from + 12) });
    }
    return {
      schemaVersion: 1, id, version, title: { zh: '基准细则(示例)', en: 'Benchmark scheme (example)' }, year,
      groups: [{
        code: group, title: { zh: '全部单位', en: 'All units' }, units: [...this.units], rounding: { places: 2, mode: 'half-up' },
        bands: [
          { code: 'a', title: { zh: '优秀', en: 'Excellent' }, from: '80' },
          { code: 'b', title: { zh: '良好', en: 'Good' }, from: '60', to: '80' },
          { code: 'c', title: { zh: '合格', en: 'Fair' }, to: '60' },
        ],
        tree: { code: 'total', title: { zh: '总分', en: 'Total' }, aggregate: 'weighted-arithmetic', children: branches },
      }],
    };
  }
}

/** Append many writes, some hundred streams at a time. Resolves with the position of the last. */
export async function appendAll(log: EventStore, writes: Iterable<StreamWrite>, together = 500): Promise<number> {
  let batch: StreamWrite[] = [];
  let position = 0;
  for (const write of writes) {
    batch.push(write);
    if (batch.length < together) continue;
    ({ position } = await log.append(batch));
    batch = [];
  }
  return batch.length > 0 ? (await log.append(batch)).position : position;
}
