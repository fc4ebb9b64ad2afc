import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { FilterBar } from '../../lists/filter-bar.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ExportMenu } from '../../lists/export.js';
import { texts, useTexts, useLanguage, type Bilingual } from '../../language/texts.js';

const matrixTexts = texts('plan-matrix', {
  export: ['导出', 'Export'],
  print: ['打印', 'Print'],
  size: ['{rows} 行 × {columns} 个单位', '{rows} rows × {columns} units'],
  nothing: ['没有符合条件的内容。', 'Nothing fits.'],
});

/** A column of a matrix: a unit. */
export interface MatrixColumn {
  readonly key: string;
  readonly name: string;
}

/** A table with units across: head and first columns stay in place; exported as it is shown. */
export function Matrix<Row>({ title, name, rows, rowKey, fixed, columns, cell, cellText, filters, narrow = false, foot }: {
  readonly title: Bilingual;
  readonly name: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Columns before the units; the first is the row's head and stays in place. */
  readonly fixed: readonly { readonly column: Column<Row>; readonly right?: boolean }[];
  readonly columns: readonly MatrixColumn[];
  readonly cell: (row: Row, unit: string) => ReactNode;
  readonly cellText: (row: Row, unit: string) => string;
  readonly filters: readonly Filter[];
  /** Narrow columns with upright heads, for signs instead of numbers. */
  readonly narrow?: boolean;
  readonly foot?: ReactNode;
}) {
  const t = useTexts(matrixTexts);
  const { say } = useLanguage();
  const exported: Column<Row>[] = [...fixed.map(({ column }) => column), ...columns.map((unit): Column<Row> => ({ key: unit.key, title: { zh: unit.name, en: unit.name }, text: (row) => cellText(row, unit.key) }))];
  return (
    <section className="list" aria-label={say(title)} data-matrix={name}>
      <div className="list-head">
        <FilterBar filters={filters} />
        <span className="bar-space" />
        <Button size="small" icon={<PrinterOutlined />} aria-label={t('print')} title={t('print')} onClick={() => window.print()} />
        <ExportMenu name={title} columns={exported} total={rows.length} rows={async function* () { yield rows; }}><Button size="small" icon={<DownloadOutlined />}>{t('export')}</Button></ExportMenu>
      </div>
      <div className="plan-matrix" tabIndex={0} role="region" aria-label={say(title)}>
        <table className={narrow ? 'plan-matrix-narrow' : undefined}>
          <thead>
            <tr>
              {fixed.map(({ column, right }) => <th key={column.key} scope="col" className={right ? 'right' : undefined} style={{ minWidth: column.width }}>{say(column.title)}</th>)}
              {columns.map((unit) => <th key={unit.key} scope="col" className="plan-unit-head"><span>{unit.name}</span></th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {fixed.map(({ column, right }, index) => {
                  const content = column.cell ? column.cell(row) : column.text(row);
                  return index === 0 ? <th key={column.key} scope="row">{content}</th> : <td key={column.key} className={right ? 'right' : undefined}>{content}</td>;
                })}
                {columns.map((unit) => <td key={unit.key} className={narrow ? 'plan-mark' : 'right'}>{cell(row, unit.key)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="nothing">{t('nothing')}</p>}
      </div>
      <div className="list-foot">{foot && <span>{foot}</span>}<span className="bar-space" />{t('size', { rows: rows.length, columns: columns.length })}</div>
    </section>
  );
}
