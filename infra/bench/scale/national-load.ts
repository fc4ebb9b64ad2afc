import { randomBytes } from 'node:crypto';
import { newId, type Clock, type EventMeta } from '#engine/kernel';
import type { EventToAppend, StreamWrite } from '#engine/event-store';
import { reportStream } from '#domain/reporting';
import { seededRandom, type SeededRandom } from '#engine/testing';
import type { RawRow } from '../event-store/workload.js';

const seed = 20_250_701;
export const plan = 'national';
const firstYear = 2016;

/** How large the load is. */
export interface Nation {
  readonly counties: number;
  readonly indicators: number;
  readonly years: number;
}

/** One month of one year of the load. */
export interface Month {
  /** 1 for the first. */
  readonly year: number;
  readonly period: string;
  /** The first instant of reporting, UTC: the month after. */
  readonly since: number;
}

export function* monthsOf({ years }: Pick<Nation, 'years'>): Generator<Month> {
  for (let year = 0; year < years; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      yield { year: year + 1, period: `${firstYear + year}-${String(month).padStart(2, '0')}`, since: Date.UTC(firstYear + year, month, 1) };
    }
  }
}

export const county = (n: number): string => `county-${String(n).padStart(4, '0')}`;
export const indicator = (n: number): string => `indicator-${String(n).padStart(2, '0')}`;
export const streamIn = (period: string, unit: string, code: string): string => reportStream(plan, code, unit, Number(period.slice(0, 4)));

/** A clock that the bench leads through the years. */
export class LedClock implements Clock {
  at = 0;
  now(): string {
    return new Date(this.at).toISOString();
  }
}

const notes = ['数据经统计部门复核，与上报口径一致。', '较上月有所增长，主要由于新增企业纳入统计。', '较上月略有下降，已核实原因。'];
const file = { name: '统计月报.pdf', size: 184_320, type: 'application/pdf' };

/** Digits as a hash has them: as little to compress, and no time spent on hashing nothing. */
const digest = (bytes: number): string => randomBytes(bytes).toString('hex');

/**
 * What a county states in a month, in the form that the product records reports in: one in three with a note, one in ten with a file, and
 * what the decision was told of other streams.
 */
export function reportsOf(unit: string, period: string, { indicators }: Pick<Nation, 'indicators'>, random: SeededRandom): StreamWrite[] {
  const correlation = newId();
  const month = Number(period.slice(5)) - 1;
  return Array.from({ length: indicators }, (_, n): StreamWrite => {
    const code = indicator(n);
    const stream = streamIn(period, unit, code);
    const data = {
      evidence: random.chance(0.1) ? [{ sha256: digest(32), ...file }] : [], indicator: code, ...(random.chance(1 / 3) ? { note: random.pick(notes) } : {}),
      period, plan, source: 'import', unit, value: `${random.int(0, 9_999)}.${random.int(10, 99)}`, warnings: [],
    };
    const meta: EventMeta = {
      actor: `reporter-${unit}`, unit, correlation, causation: correlation, fingerprint: digest(16), validAt: period,
      told: { [`period-${plan}.${period}`]: 0, [`plan-${plan}`]: 194, [`unit-${unit}`]: 1, [stream]: month - 1 },
    };
    const event: EventToAppend = { id: newId(), type: 'reporting.IndicatorReported', schema: 1, data, meta };
    return { stream, expected: 'any', events: [event] };
  });
}

/** The same as rows for the bare driver: JSON and id bytes made beforehand, as any store must. */
export const rowsOf = (writes: readonly StreamWrite[]): RawRow[] =>
  writes.flatMap(({ stream, events }) => events.map(({ id, type, data, meta }): RawRow => [Buffer.from(id.replaceAll('-', ''), 'hex'), stream, type, JSON.stringify(data), JSON.stringify(meta)]));

export const randomOf = (month: Pick<Month, 'period'>): SeededRandom => seededRandom(seed + Number(month.period.replace('-', '')));
