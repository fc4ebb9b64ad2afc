import { DatePicker, Button, Input } from 'antd';
import dayjs from 'dayjs';
import type { InputProps } from '../../../acts/field-input.js';
import { texts, useTexts } from '../../../language/texts.js';

const measureTexts = texts('supervision-measures-input', {
  what: ['第 {no} 项措施', 'Measure {no}'],
  who: ['第 {no} 项责任人', 'Who does measure {no}'],
  by: ['第 {no} 项完成时限', 'Measure {no} is done by'],
  whatHead: ['措施', 'What'],
  whoHead: ['责任人', 'Who'],
  byHead: ['完成时限', 'By'],
  add: ['再加一项', 'Add one'],
  remove: ['删去第 {no} 项', 'Remove measure {no}'],
  acts: ['操作', 'Actions'],
});

/** A measure being written; empty until typed. */
export interface WrittenMeasure {
  readonly what?: string;
  readonly who?: string;
  readonly by?: string;
}

/** Measures, who does them and by when, in one table 措施清单 责任清单 时限清单. */
export function MeasuresInput({ id, value = [{}], onChange }: InputProps<readonly WrittenMeasure[]>) {
  const t = useTexts(measureTexts);
  const put = (index: number, change: WrittenMeasure) => onChange?.(value.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="measures-input">
      <table className="plain-table">
        <thead><tr><th scope="col">{t('whatHead')}</th><th scope="col">{t('whoHead')}</th><th scope="col">{t('byHead')}</th><th scope="col"><span className="sr-only">{t('acts')}</span></th></tr></thead>
        <tbody>
          {value.map(({ what, who, by }, index) => {
            const no = index + 1;
            return (
              <tr key={index}>
                <td><Input.TextArea {...(index === 0 ? { id } : {})} aria-label={t('what', { no })} autoSize={{ minRows: 1, maxRows: 6 }} maxLength={1000} value={what ?? ''} onChange={({ target }) => put(index, { what: target.value })} /></td>
                <td><Input aria-label={t('who', { no })} maxLength={200} value={who ?? ''} onChange={({ target }) => put(index, { who: target.value })} /></td>
                <td><DatePicker aria-label={t('by', { no })} value={by ? dayjs(by) : null} onChange={(day) => put(index, { by: day?.format('YYYY-MM-DD') ?? '' })} /></td>
                <td>{value.length > 1 && <Button type="text" size="small" aria-label={t('remove', { no })} onClick={() => onChange?.(value.filter((_, at) => at !== index))}>×</Button>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button size="small" onClick={() => onChange?.([...value, {}])}>{t('add')}</Button>
    </div>
  );
}

/** The measures that were written; rows left empty do not count. */
export const writtenMeasures = (rows: readonly WrittenMeasure[] | undefined): { readonly what: string; readonly who: string; readonly by: string }[] =>
  (rows ?? []).filter(({ what, who, by }) => what?.trim() || who?.trim() || by).map(({ what = '', who = '', by = '' }) => ({ what: what.trim(), who: who.trim(), by }));
