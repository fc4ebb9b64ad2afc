import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { cityTime, dayText, decimalText, instantText, periodText } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import { To } from '../frame/address.js';
import { useMeasure } from './facts.js';
import { useUnitNames } from './unit-names.js';
import { mark } from './punctuation.js';

const signTexts = texts('signs', {
  green: ['正常', 'On track'],
  yellow: ['预警', 'Warning'],
  red: ['滞后', 'Behind'],
  overdue: ['逾期', 'Overdue'],
  blue: ['提示', 'Notice'],
  grey: ['未到期', 'Not due'],
  'not-published': ['未发布', 'Not released'],
  'not-reported': ['未报送', 'Not reported'],
  'not-applicable': ['不适用', 'Not applicable'],
  'late-made-good': ['逾期后补报', 'Made good late'],
  missing: ['—（{why}）', '— ({why})'],
  dueIn: ['{days} 个工作日后到期', 'due in {days} working days'],
  dueToday: ['今天到期', 'due today'],
  overdueBy: ['已逾期 {days} 个工作日', '{days} working days overdue'],
  receiptAt: ['日志位置 {position}', 'log position {position}'],
});

/** Shape of each light: read without colour. */
const shapes = { green: '●', yellow: '▲', red: '■', blue: '◆', grey: '○' } as const;
export type LightColour = keyof typeof shapes;

/** A light: shape, colour and word together. `clock`: made good after the due date. */
export function Light({ colour, word, clock = false }: { readonly colour: LightColour; readonly word?: string; readonly clock?: boolean }) {
  const t = useTexts(signTexts);
  return (
    <span className={`light light-${colour}`}>
      <span aria-hidden="true">{shapes[colour]}</span> {word ?? t(colour)}
      {clock && <span title={t('late-made-good')} role="img" aria-label={t('late-made-good')}> ◷</span>}
    </span>
  );
}

/** Why a value is missing; never shown as zero. */
export function Missing({ why }: { readonly why?: 'not-reported' | 'not-applicable' | 'not-published' | undefined }) {
  const t = useTexts(signTexts);
  return <span className="missing">{why ? t('missing', { why: t(why) }) : '—'}</span>;
}

/** A number as it was sent, thousands set apart, figures of one width. */
export function Figure({ value, unit }: { readonly value: string | number | null | undefined; readonly unit?: string | undefined }) {
  const measure = useMeasure();
  if (value === null || value === undefined || value === '') return <Missing />;
  return <span className="figure">{decimalText(value)}{unit && <small> {measure(unit)}</small>}</span>;
}

/** A calendar date. */
export function Day({ date }: { readonly date: string | null | undefined }) {
  const { language } = useLanguage();
  return date ? <time dateTime={date}>{dayText(date, language)}</time> : <Missing />;
}

/** An instant, to the minute, in the city's time; the second and the log position on hover. */
export function Instant({ at, position, dayOnly = false }: { readonly at: string | null | undefined; readonly position?: number | undefined; readonly dayOnly?: boolean }) {
  const { language } = useLanguage();
  const t = useTexts(signTexts);
  if (!at) return <Missing />;
  const { date, seconds } = cityTime(at);
  const exact = `${instantText(at, language)}:${seconds} (UTC+8)${position === undefined ? '' : ` · ${t('receiptAt', { position })}`}`;
  return <Tooltip title={exact}><time dateTime={at}>{dayOnly ? dayText(date, language) : instantText(at, language)}</time></Tooltip>;
}

/** A reporting period. */
export function Period({ period }: { readonly period: string }) {
  const { language } = useLanguage();
  return <>{periodText(period, language)}</>;
}

/** Working days left as the server counted them, the date on hover. Negative: overdue. */
export function DaysLeft({ days, dueAt }: { readonly days: number | null | undefined; readonly dueAt: string }) {
  const t = useTexts(signTexts);
  const { language } = useLanguage();
  const date = dueAt.includes('T') ? cityTime(dueAt).date : dueAt;
  if (days === null || days === undefined) return <Day date={date} />;
  const text = days < 0 ? t('overdueBy', { days: -days }) : days === 0 ? t('dueToday') : t('dueIn', { days });
  return <Tooltip title={dayText(date, language)}><span className={days < 0 ? 'late' : undefined}>{text}</span></Tooltip>;
}

/** A unit by its name, linked to its page in the cockpit when `linked`. */
export function Unit({ code, linked = false }: { readonly code: string | null | undefined; readonly linked?: boolean }) {
  const name = useUnitNames();
  if (!code) return <Missing />;
  const text = name(code);
  return linked ? <To href={`/cockpit/units/${code}`}>{text}</To> : <>{text}</>;
}

/** Several units by name. */
export function Units({ codes }: { readonly codes: readonly string[] }) {
  const name = useUnitNames();
  return codes.length === 0 ? <Missing /> : <>{codes.map(name).join(mark.and)}</>;
}

/** A position of the log, linked to its event. */
export function Position({ at, children }: { readonly at: number; readonly children?: ReactNode }) {
  return <To href={`/audit/events/${at}`} className="position">{children ?? `#${at}`}</To>;
}
