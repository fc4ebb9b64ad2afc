import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { texts, useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import { FieldInput, type InputProps } from './field-input.js';
import type { Field } from './fields.js';

const rowTexts = texts('rows-input', { row: ['第 {n} 项', 'Item {n}'], remove: ['删去第 {n} 项', 'Remove item {n}'] });

/** One line of a table that is filled in: values by the columns' names. */
export type InputRow = Readonly<Record<string, unknown>>;

/** A table to fill in, line by line: what is claimed and found, who takes part, what is promised. */
export function RowsInput({ id, value = [], onChange, columns, add, fixedRows = false, caption }: InputProps<readonly InputRow[]> & {
  readonly columns: readonly Field[];
  /** What the button that adds a line says. */
  readonly add?: Bilingual;
  /** Lines can neither be added nor removed. */
  readonly fixedRows?: boolean;
  /** What a line is called; its number when absent. */
  readonly caption?: (row: InputRow) => string;
}) {
  const t = useTexts(rowTexts);
  const { say } = useLanguage();
  const put = (index: number, name: string, next: unknown) => onChange?.(value.map((row, at) => (at === index ? { ...row, [name]: next } : row)));
  return (
    <div className="rows-input" id={id}>
      {value.map((row, index) => (
        <fieldset key={index} className="rows-input-row">
          <legend>{caption?.(row) ?? t('row', { n: index + 1 })}</legend>
          {columns.filter(({ when }) => !when || when(row)).map((column) => {
            const cell = `${id ?? 'rows'}-${index}-${column.name}`;
            return (
              <div key={column.name} className={column.kind === 'area' || column.kind === 'evidence' ? 'rows-input-wide' : undefined}>
                <label htmlFor={cell}>{say(column.label)}{column.required && <span aria-hidden="true" className="rows-input-must"> *</span>}</label>
                <FieldInput field={column} id={cell} value={row[column.name]} onChange={(next: unknown) => put(index, column.name, next)} />
              </div>
            );
          })}
          {!fixedRows && <Button type="text" size="small" className="rows-input-remove" icon={<DeleteOutlined />} aria-label={t('remove', { n: index + 1 })} onClick={() => onChange?.(value.filter((_, at) => at !== index))} />}
        </fieldset>
      ))}
      {!fixedRows && add && <Button size="small" icon={<PlusOutlined />} onClick={() => onChange?.([...value, {}])}>{say(add)}</Button>}
    </div>
  );
}

/** The lines that were filled in: texts without blanks around them, empty cells and lines left out. */
export function filledRows(value: unknown): Record<string, unknown>[] {
  const rows = (Array.isArray(value) ? value : []) as InputRow[];
  return rows
    .map((row) => Object.fromEntries(Object.entries(row ?? {}).map(([name, cell]) => [name, typeof cell === 'string' ? cell.trim() : cell] as const).filter(([, cell]) => cell !== undefined && cell !== null && cell !== '')))
    .filter((row) => Object.keys(row).length > 0);
}
