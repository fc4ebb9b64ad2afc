import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import type { InputProps } from '../../acts/field-input.js';
import { texts, useTexts } from '../../language/texts.js';
import type { DayOffTyped } from './year-body.js';
import { Wide } from '../../frame/wide.js';

const inputTexts = texts('plan-year-inputs', {
  nameZh: ['节日（中文）', 'Holiday (Chinese)'],
  nameEn: ['节日（英文）', 'Holiday (English)'],
  from: ['首日', 'First day'],
  to: ['末日', 'Last day'],
  add: ['增加一段', 'Add one'],
  addDay: ['增加一天', 'Add a day'],
  remove: ['删去第 {row} 行', 'Remove row {row}'],
  day: ['上班日', 'Day worked'],
});

const format = 'YYYY-MM-DD';
const picked = (date: string | undefined) => (date ? dayjs(date) : null);

/** Rows of days off: name in both languages, first and last day. A row without dates is not sent. */
export function DaysOffInput({ value = [], onChange, year }: InputProps<readonly DayOffTyped[]> & { readonly year: number }) {
  const t = useTexts(inputTexts);
  const put = (row: number, next: Partial<DayOffTyped>) => onChange?.(value.map((one, index) => (index === row ? { ...one, ...next } : one)));
  const shown = (date: string | undefined) => ({ value: picked(date), defaultPickerValue: dayjs(`${year}-01-01`) });
  return (
    <Wide label={t('day')}>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('nameZh')}</th><th scope="col">{t('nameEn')}</th><th scope="col">{t('from')}</th><th scope="col">{t('to')}</th><th scope="col"><span className="sr-only">{t('remove', { row: '' })}</span></th></tr></thead>
        <tbody>
          {value.map((one, row) => (
            <tr key={row}>
              <td><Input size="small" aria-label={`${t('nameZh')} ${row + 1}`} value={one.zh} onChange={({ target }) => put(row, { zh: target.value })} /></td>
              <td><Input size="small" aria-label={`${t('nameEn')} ${row + 1}`} value={one.en} onChange={({ target }) => put(row, { en: target.value })} /></td>
              <td><DatePicker size="small" aria-label={`${t('from')} ${row + 1}`} {...shown(one.from)} onChange={(day) => put(row, { from: day?.format(format), ...(one.to ? {} : { to: day?.format(format) }) })} /></td>
              <td><DatePicker size="small" aria-label={`${t('to')} ${row + 1}`} {...shown(one.to ?? one.from)} onChange={(day) => put(row, { to: day?.format(format) })} /></td>
              <td><Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('remove', { row: row + 1 })} onClick={() => onChange?.(value.filter((_, index) => index !== row))} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange?.([...value, { zh: '', en: '' }])}>{t('add')}</Button>
    </Wide>
  );
}

/** Weekend days that are worked. */
export function WorkedDaysInput({ value = [], onChange, year }: InputProps<readonly string[]> & { readonly year: number }) {
  const t = useTexts(inputTexts);
  return (
    <div className="plan-acts">
      {value.map((day, row) => (
        <span key={row} className="plan-acts-tight">
          <DatePicker size="small" aria-label={`${t('day')} ${row + 1}`} value={picked(day)} defaultPickerValue={dayjs(`${year}-01-01`)} onChange={(next) => onChange?.(value.map((one, index) => (index === row ? (next?.format(format) ?? '') : one)))} />
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('remove', { row: row + 1 })} onClick={() => onChange?.(value.filter((_, index) => index !== row))} />
        </span>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange?.([...value, ''])}>{t('addDay')}</Button>
    </div>
  );
}
