import { fill, type Bilingual } from './bilingual.js';
import type { Json } from './json.js';
import { periodName } from './period.js';
import { chineseDate, isDate } from './time.js';

const minute = /^(\d{4}-\d{2}-\d{2})( \d{2}:\d{2})$/;

/** A value as Chinese sentences have it: periods and dates by name; undefined for what stays as it is. */
function chineseName(name: string, value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (name === 'period') return periodName(value).zh;
  if (isDate(value)) return chineseDate(value);
  const [, day, time] = minute.exec(value) ?? [];
  return isDate(day) ? `${chineseDate(day)}${time}` : undefined;
}

/** Codes and dates in digits stand apart from Chinese words around them; names in Chinese do not. */
function fillChinese(text: string, values: Readonly<Record<string, Json>>): string {
  const named = Object.entries(values).reduce((sentence, [name, value]) => {
    const called = chineseName(name, value);
    if (called === undefined || called === value) return sentence;
    const after = /\d$/.test(called) ? '' : '(?: (?=\\p{Script=Han}))?';
    return sentence.replace(new RegExp(`(?:(?<=\\p{Script=Han}) )?\\{${name}\\}${after}`, 'gu'), () => called);
  }, text);
  return fill(named, values);
}

/** A refusal's sentence with its values in words: reporting periods by name, dates in Chinese as officials write them. */
export function fillRefusal({ zh, en }: Bilingual, values: Readonly<Record<string, Json>>): Bilingual {
  const { period } = values;
  return { zh: fillChinese(zh, values), en: fill(en, typeof period === 'string' ? { ...values, period: periodName(period).en } : values) };
}
