import { isDate, isInstant, parsePeriod, type Bilingual } from '#engine/kernel';
import { cliProblem, type CliProblem } from './problem.js';

const wrong: Readonly<Record<string, Bilingual>> = {
  'not-a-number': { zh: '{name} 应为 {min} 至 {max} 之间的整数，收到“{value}”。', en: '{name} must be a whole number from {min} to {max}, not "{value}".' },
  'not-a-date': { zh: '{name} 应为日期，例如 2025-06-30，收到“{value}”。', en: '{name} must be a date such as 2025-06-30, not "{value}".' },
  'not-a-period': { zh: '{name} 应为年 2025、半年 2025-H1、季 2025-Q3 或月 2025-07，收到“{value}”。', en: '{name} must be a year 2025, a half 2025-H1, a quarter 2025-Q3 or a month 2025-07, not "{value}".' },
  'not-a-pair': { zh: '{name} 应写作 键=值，收到“{value}”。', en: '{name} must be written key=value, not "{value}".' },
  'not-so-written': { zh: '{name} 应写作 {form}，收到“{value}”。', en: '{name} must be written {form}, not "{value}".' },
  'not-an-instant': {
    zh: '{name} 应为时刻：北京时间如 2025-06-30T14:30，或 UTC 如 2025-06-30T06:30:00Z；收到“{value}”。',
    en: '{name} must be a moment: in the city\'s time such as 2025-06-30T14:30, or in UTC such as 2025-06-30T06:30:00Z, not "{value}".',
  },
  'not-a-choice': { zh: '{name} 应为下列之一：{choices}；收到“{value}”。', en: '{name} must be one of {choices}, not "{value}".' },
  missing: { zh: '缺少 {name}。', en: '{name} is missing.' },
  together: { zh: '{name} 只能选一个。', en: 'Give one of {name}, not several.' },
};
const remedy: Bilingual = { zh: '用 --help 查看该命令的写法。', en: 'See how the command is written with --help.' };

export const givenTexts = { ...wrong, remedy };

/** Wrong usage, with what is wrong. */
export const badUsage = (code: keyof typeof wrong & string, values: Readonly<Record<string, unknown>>): CliProblem =>
  cliProblem(`cli.${code}`, 'invalid', { title: wrong[code]!, remedy }, values);

const cityMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
/** The city's clock: without summer time since 1992. */
const cityOffset = '+08:00';

/** The arguments and options of one call, read by name. Names are those of the declaration: `INDICATOR`, `--unit`. */
export class Given {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** A value that has to be there. @throws CliProblem */
  text(name: string): string {
    const value = this.maybe(name);
    if (value === undefined) throw badUsage('missing', { name });
    return value;
  }

  maybe(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether an option was given, with or without a value. */
  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== false;
  }

  many(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? (value as string[]) : value === undefined ? [] : [String(value)];
  }

  /** @throws CliProblem when it is there and no whole number within the limits */
  whole(name: string, min = 0, max = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.maybe(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) throw badUsage('not-a-number', { name, value, min, max });
    return number;
  }

  /** @throws CliProblem */
  date(name: string): string | undefined {
    const value = this.maybe(name);
    if (value !== undefined && !isDate(value)) throw badUsage('not-a-date', { name, value });
    return value;
  }

  /** A moment in UTC, from one in UTC or by the city's clock. @throws CliProblem */
  instant(name: string): string | undefined {
    const value = this.maybe(name);
    if (value === undefined) return undefined;
    const inCity = cityMoment.test(value) && isDate(value.slice(0, 10)) ? Date.parse(`${value}${cityOffset}`) : NaN;
    if (!Number.isNaN(inCity)) return new Date(inCity).toISOString();
    if (!isInstant(value)) throw badUsage('not-an-instant', { name, value });
    return value;
  }

  /** Whole numbers of an option that may be repeated. @throws CliProblem */
  wholes(name: string, min: number, max: number): readonly number[] {
    return this.many(name).map((value) => {
      const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
      if (!(number >= min && number <= max)) throw badUsage('not-a-number', { name, value, min, max });
      return number;
    });
  }

  /**
   * Values of several parts with `=` between, in the order given; only the last part may hold a `=` itself.
   * `least` parts have to be there, all when absent.
   * @throws CliProblem
   */
  parted<P extends string>(name: string, parts: readonly P[], least = parts.length): readonly Partial<Record<P, string>>[] {
    return this.many(name).map((value) => {
      const found = value.split('=');
      const texts = found.length > parts.length ? [...found.slice(0, parts.length - 1), found.slice(parts.length - 1).join('=')] : found;
      if (texts.length < least || texts.includes('')) throw badUsage('not-so-written', { name, value, form: parts.map((part) => part.toUpperCase()).join('=') });
      return Object.fromEntries(texts.map((text, i) => [parts[i]!, text])) as Partial<Record<P, string>>;
    });
  }

  /** @throws CliProblem */
  period(name: string): string {
    const value = this.text(name);
    if (!parsePeriod(value)) throw badUsage('not-a-period', { name, value });
    return value;
  }

  /** Values written `key=value`, in the order given. @throws CliProblem */
  keyed(name: string): readonly (readonly [string, string])[] {
    return this.many(name).map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw badUsage('not-a-pair', { name, value: text });
      return [text.slice(0, at), text.slice(at + 1)];
    });
  }
}
