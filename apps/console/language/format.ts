import type { Language } from './texts.js';

const city = 'Asia/Shanghai';

/** A calendar date: 2025年6月30日 or 30 Jun 2025. What is not a date stays as it is. */
export function dayText(date: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return date;
  const [, year, month, day] = match;
  if (language === 'zh') return `${year}年${Number(month)}月${Number(day)}日`;
  return `${Number(day)} ${englishMonths[Number(month) - 1]} ${year}`;
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const parts = new Intl.DateTimeFormat('en-CA', { timeZone: city, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** The city's calendar date and time of an instant. */
export function cityTime(instant: string): { readonly date: string; readonly time: string; readonly seconds: string } {
  const at = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return { date: `${at['year']}-${at['month']}-${at['day']}`, time: `${at['hour']}:${at['minute']}`, seconds: at['second'] ?? '00' };
}

/** An instant as people in the city read it: 2025年6月30日 16:05. */
export function instantText(instant: string, language: Language): string {
  const { date, time } = cityTime(instant);
  return `${dayText(date, language)} ${time}`;
}

/** The day of an instant in the city; the end of a day is written as that day. */
export const instantDay = (instant: string, language: Language): string => dayText(cityTime(instant).date, language);

/** A reporting period: 2025年第三季度, Q3 2025. */
export function periodText(period: string, language: Language): string {
  const match = /^(\d{4})(?:-(Q[1-4]|H[12]|\d{2}))?$/.exec(period);
  if (!match) return period;
  const [, year, part] = match;
  if (!part) return language === 'zh' ? `${year}年` : year!;
  if (language === 'en') return /^\d/.test(part) ? `${englishMonths[Number(part) - 1]} ${year}` : `${part} ${year}`;
  if (part.startsWith('Q')) return `${year}年第${'一二三四'[Number(part[1]) - 1]}季度`;
  if (part.startsWith('H')) return `${year}年${part === 'H1' ? '上' : '下'}半年`;
  return `${year}年${Number(part)}月`;
}

/** A decimal text with thousands set apart; the digits are those that were sent. */
export function decimalText(value: string | number): string {
  const text = String(value);
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (!match) return text;
  return `${match[1]}${match[2]!.replace(/\B(?=(\d{3})+$)/g, ',')}${match[3] ?? ''}`;
}

/** A size in bytes as people say it. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB'];
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}
