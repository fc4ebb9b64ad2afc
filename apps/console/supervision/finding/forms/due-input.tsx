import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { dayKindWords } from '../../../../words/supervision-words.js';
import type { InputProps } from '../../../acts/field-input.js';
import { texts, useTexts } from '../../../language/texts.js';
import { useWord } from '../../finding-signs.js';

const dueTexts = texts('supervision-due-input', {
  on: ['指定日期', 'a date'],
  mode: ['时限种类', 'Kind of time'],
  days: ['天数', 'Number of days'],
  date: ['截止日期', 'Last day'],
  'hint.working': ['工作日按国家节假日安排计算；自交办之日起算。', 'Working days by the national calendar, from the day of issue.'],
  'hint.calendar': ['自交办之日起算，节假日计入。', 'From the day of issue, days off counted in.'],
  'hint.on': ['到这一天结束为止。', 'Until the end of that day.'],
});

/** How long a unit has: so many working or calendar days, or until the end of a date. */
export type TimeAllowed = { readonly on: string } | { readonly days: number; readonly kind: 'working' | 'calendar' };

/** Asks how long a unit has; `hinted` where it runs from the issue of an order, which is then said for the kind of days chosen. */
export function DueInput({ id, value, onChange, hinted = false }: InputProps<TimeAllowed> & { readonly hinted?: boolean }) {
  const t = useTexts(dueTexts);
  const word = useWord();
  const [mode, setMode] = useState<'working' | 'calendar' | 'on'>(value === undefined ? 'working' : 'on' in value ? 'on' : value.kind);
  const days = value !== undefined && 'days' in value ? value.days : undefined;
  const change = (next: typeof mode) => {
    setMode(next);
    onChange?.(next === 'on' || days === undefined ? undefined : { days, kind: next });
  };
  return (
    <span className="due-input">
      {mode === 'on'
        ? <DatePicker id={id} aria-label={t('date')} value={value !== undefined && 'on' in value ? dayjs(value.on) : null} onChange={(day) => onChange?.(day ? { on: day.format('YYYY-MM-DD') } : undefined)} />
        : <Input id={id} aria-label={t('days')} inputMode="numeric" className="figure-input due-input-days" value={days ?? ''} onChange={({ target }) => onChange?.(/^[1-9]\d{0,3}$/.test(target.value) ? { days: Number(target.value), kind: mode } : undefined)} />}
      <Select aria-label={t('mode')} value={mode} onChange={change} popupMatchSelectWidth={false} options={[{ value: 'working', label: word(dayKindWords, 'working') }, { value: 'calendar', label: word(dayKindWords, 'calendar') }, { value: 'on', label: t('on') }]} />
      {hinted && <small className="hint">{t(`hint.${mode}`)}</small>}
    </span>
  );
}
