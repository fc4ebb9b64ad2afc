import { ColumnHeightOutlined, DownloadOutlined, NodeIndexOutlined, PrinterOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Popover, Space, Table, type TableProps } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useAddress } from '../frame/address.js';
import { Nothing } from '../frame/page-states.js';
import { instantText } from '../language/format.js';
import { useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import { useTrace, type Subject } from '../trace/trace.js';
import { ListCards, SortChoice } from './cards.js';
import { columnWidth, compareCells, shownColumns, type Column, type Filter } from './columns.js';
import { ExportMenu, type ExportRows } from './export.js';
import { FilterBar } from './filter-bar.js';
import { listTexts } from './list-texts.js';

/** What every list has, wherever its rows come from. */
export interface ListShape<Row> {
  /** Unique name: settings are kept under it. */
  readonly name: string;
  readonly title: Bilingual;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly filters?: readonly Filter[];
  /** Address of the page that a row opens. */
  readonly open?: (row: Row) => string;
  /** What the row is about, for history, explanation and proof. */
  readonly subject?: (row: Row) => Subject | undefined;
  /** Acts on chosen rows; the list gets boxes to choose by. */
  readonly bulk?: (rows: readonly Row[], clear: () => void) => ReactNode;
  /** Whether a row can be chosen. */
  readonly choosable?: (row: Row) => boolean;
  /** Buttons at the head of the list. */
  readonly actions?: ReactNode;
  readonly empty?: ReactNode;
  readonly rowClass?: (row: Row) => string;
  /** A row below the rows, such as totals. */
  readonly footer?: ReactNode;
  /** Rows that open below a row. */
  readonly below?: (row: Row) => ReactNode;
  /** With a first column of serial numbers 序号, also in exports. */
  readonly numbered?: boolean;
}

/** No column of a phone is wider: a sentence is read whole beside the first column. */
const narrowColumn = 180;

/** A list's settings in this browser. */
function useSettings(name: string) {
  const key = `zhiheng.list.${name}`;
  const [dense, setDense] = useState(() => localStorage.getItem(`${key}.dense`) !== 'no');
  return { dense, choose: (next: boolean) => (localStorage.setItem(`${key}.dense`, next ? 'yes' : 'no'), setDense(next)) };
}

/** Keys of rows that changed since they were shown before, for a moment. */
function useFlash<Row>(rows: readonly Row[], rowKey: (row: Row) => string): ReadonlySet<string> {
  const before = useRef(new Map<string, string>());
  const [flashing, setFlashing] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const now = new Map(rows.map((row) => [rowKey(row), JSON.stringify(row)]));
    const changed = [...now].filter(([key, text]) => before.current.has(key) && before.current.get(key) !== text).map(([key]) => key);
    before.current = now;
    if (changed.length === 0) return;
    setFlashing(new Set(changed));
    const timer = setTimeout(() => setFlashing(new Set()), 2_500);
    return () => clearTimeout(timer);
  }, [rows, rowKey]);
  return flashing;
}

function ColumnChooser<Row>({ columns, shown, choose }: { readonly columns: readonly Column<Row>[]; readonly shown: readonly Column<Row>[]; readonly choose: (keys: readonly string[] | undefined) => void }) {
  const t = useTexts(listTexts);
  const { say } = useLanguage();
  const keys = shown.map(({ key }) => key);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Space direction="vertical" size={2} className="column-chooser">
          {columns.map(({ key, title, always }) => (
            <Checkbox key={key} disabled={always} checked={keys.includes(key)} onChange={({ target }) => choose(columns.map((column) => column.key).filter((one) => (one === key ? target.checked : keys.includes(one))))}>{say(title)}</Checkbox>
          ))}
          <Space><Button size="small" onClick={() => choose(columns.map(({ key }) => key))}>{t('columnsAll')}</Button><Button size="small" onClick={() => choose(undefined)}>{t('columnsDefault')}</Button></Space>
        </Space>
      }
    >
      <Button size="small" icon={<SettingOutlined />} aria-label={t('columns')} title={t('columns')} />
    </Popover>
  );
}

/** Rows in the order of a column's texts. */
function sortedBy<Row>(rows: readonly Row[], column: Column<Row> | undefined, down: boolean): readonly Row[] {
  return column ? [...rows].sort((a, b) => compareCells(column.text(a), column.text(b)) * (down ? -1 : 1)) : rows;
}

/** The body of a list: filters above, the table, what stands below. The two kinds of list are built on it. */
export function ListFrame<Row extends object>({
  shape, rows, loading, total, pager, exportRows, serverSort, onServerSort, position, firstNumber = 1,
}: {
  readonly shape: ListShape<Row>;
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly total: number | undefined;
  readonly pager: ReactNode;
  readonly exportRows: ExportRows<Row>;
  /** The server's order: column and direction. */
  readonly serverSort?: { readonly by: string | undefined; readonly reverse: boolean };
  readonly onServerSort?: (by: string | undefined, reverse: boolean) => void;
  readonly position?: number;
  /** Serial number of the first row shown. */
  readonly firstNumber?: number;
}) {
  const t = useTexts(listTexts);
  const { say, language } = useLanguage();
  const { params, put, go } = useAddress();
  const { openTrace } = useTrace();
  const settings = useSettings(shape.name);
  const flashing = useFlash(rows, shape.rowKey);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shown = shownColumns(shape.columns, params.get('cols'));
  const local = onServerSort === undefined;
  const frame = useRef<HTMLElement>(null);
  // A table that is wider than the screen is scrolled by keys, also when no row has anything to focus.
  useEffect(() => frame.current?.querySelectorAll('.ant-table-body, .ant-table-content').forEach((body) => body.setAttribute('tabindex', '0')));
  useEffect(() => setChosen((before) => {
    const kept = before.filter((key) => rows.some((row) => shape.rowKey(row) === key));
    // The same array draws nothing again.
    return kept.length === before.length ? before : kept;
  }), [rows]);

  const phone = useMemo(() => globalThis.matchMedia('(max-width: 640px)').matches, []);
  const [localSort, setLocalSort] = useState<{ readonly by: string; readonly down: boolean }>();
  // On a small screen one frozen column is all that fits beside what is read.
  const narrow = useMemo(() => globalThis.matchMedia('(max-width: 900px)').matches, []);

  const columns: TableProps<Row>['columns'] = useMemo(() => {
    const firstFrozen = shown.find(({ frozen }) => frozen === 'left')?.key;
    const made = shown.map((column): NonNullable<TableProps<Row>['columns']>[number] => {
      const sortable = !column.acts && (local || column.sort !== undefined);
      return {
        key: column.key,
        title: say(column.title),
        ...(column.width === undefined ? {} : { width: columnWidth(narrow ? Math.min(column.width, narrowColumn) : column.width, say(column.title), sortable) }),
        ...(column.align ? { align: column.align } : {}),
        ...(column.frozen && (!narrow || column.key === firstFrozen) ? { fixed: column.frozen === 'left' ? ('start' as const) : ('end' as const) } : {}),
        ...(sortable ? { sorter: local ? (a: Row, b: Row) => compareCells(column.text(a), column.text(b)) : true } : {}),
        ...(!local && column.sort ? { sortOrder: serverSort?.by === column.sort ? (serverSort.reverse !== (column.sortsDown ?? false) ? ('descend' as const) : ('ascend' as const)) : null } : {}),
        showSorterTooltip: false,
        render: (_: unknown, row: Row) => (column.cell ? column.cell(row) : (column.text(row) ?? '—')),
      };
    });
    if (shape.numbered) made.unshift({ key: '~number', title: t('number'), width: 56, align: 'right', ...(narrow ? {} : { fixed: 'start' as const }), render: (_: unknown, __: Row, index: number) => firstNumber + index });
    if (!shape.subject) return made;
    return [...made, { key: '~trace', title: <span className="sr-only">{t('trace')}</span>, width: 40, fixed: 'end' as const, render: (_: unknown, row: Row) => {
      const subject = shape.subject?.(row);
      return subject && <Button type="text" size="small" icon={<NodeIndexOutlined />} aria-label={t('trace')} title={t('trace')} onClick={(event) => { event.stopPropagation(); openTrace(subject); }} />;
    } }];
  }, [shown.map(({ key }) => key).join('.'), shape.columns, say, local, serverSort?.by, serverSort?.reverse, shape.numbered, firstNumber]);

  const rowClass = (row: Row): string => `${flashing.has(shape.rowKey(row)) ? 'flash' : ''} ${shape.open ? 'opens' : ''} ${shape.rowClass?.(row) ?? ''}`;
  const sortable = shown.filter(({ acts, sort }) => !acts && (local || sort !== undefined));
  const serverColumn = shape.columns.find(({ sort }) => sort !== undefined && sort === serverSort?.by);
  const width = shown.reduce((sum, column) => sum + columnWidth(narrow ? Math.min(column.width ?? 120, narrowColumn) : (column.width ?? 120), say(column.title), local || column.sort !== undefined), (shape.bulk ? 80 : 40) + (shape.numbered ? 56 : 0));
  return (
    <section ref={frame} className="list" aria-label={t('list', { name: say(shape.title) })}>
      <div className="list-head">
        {shape.filters && <FilterBar filters={shape.filters} />}
        <span className="bar-space" />
        <Space wrap className="list-tools">
          {shape.bulk && chosen.length > 0 && <Space><span>{t('chosen', { count: chosen.length })}</span>{shape.bulk(rows.filter((row) => chosen.includes(shape.rowKey(row))), () => setChosen([]))}</Space>}
          {shape.actions}
          {phone && sortable.length > 1 && (local
            ? <SortChoice columns={sortable} by={localSort?.by} down={localSort?.down ?? false} choose={(by, down) => setLocalSort(by === undefined ? undefined : { by, down })} />
            : <SortChoice columns={sortable} by={serverColumn?.key} down={serverSort!.reverse !== (serverColumn?.sortsDown ?? false)} choose={(key, down) => { const column = shape.columns.find((one) => one.key === key); onServerSort(column?.sort, down !== (column?.sortsDown ?? false)); }} />)}
          <ColumnChooser columns={shape.columns} shown={shown} choose={(keys) => put({ cols: keys?.join('.') }, { replace: true })} />
          <Dropdown trigger={['click']} menu={{ selectedKeys: [settings.dense ? 'dense' : 'roomy'], items: (['dense', 'roomy'] as const).map((key) => ({ key, label: t(key) })), onClick: ({ key }) => settings.choose(key === 'dense') }}>
            <Button size="small" icon={<ColumnHeightOutlined />} aria-label={t('density')} title={t('density')} />
          </Dropdown>
          <Button size="small" icon={<PrinterOutlined />} aria-label={t('print')} title={t('print')} onClick={() => window.print()} />
          <ExportMenu name={shape.title} columns={shown} rows={exportRows} total={total} numbered={shape.numbered ?? false}><Button size="small" icon={<DownloadOutlined />}>{t('export')}</Button></ExportMenu>
        </Space>
      </div>
      {phone ? (
        <ListCards<Row>
          shape={shape}
          columns={shown}
          rows={localSort ? sortedBy(rows, shape.columns.find(({ key }) => key === localSort.by), localSort.down) : rows}
          loading={loading}
          chosen={chosen}
          choose={setChosen}
          rowClass={rowClass}
          open={shape.open && ((row) => go(shape.open!(row)))}
          firstNumber={firstNumber}
        />
      ) : <Table<Row>
        size={settings.dense ? 'small' : 'middle'}
        columns={columns}
        dataSource={rows as Row[]}
        rowKey={shape.rowKey}
        loading={loading}
        pagination={false}
        bordered
        sticky
        scroll={{ x: width }}
        locale={{ emptyText: loading ? ' ' : <Nothing>{shape.empty}</Nothing> }}
        rowClassName={rowClass}
        onRow={(row) => (shape.open ? { onClick: (event) => { if (!(event.target as HTMLElement).closest('a,button,input,label,.ant-checkbox-wrapper')) go(shape.open!(row)); } } : {})}
        {...(shape.bulk ? { rowSelection: { selectedRowKeys: [...chosen], onChange: (keys) => setChosen(keys.map(String)), getCheckboxProps: (row: Row) => ({ disabled: !(shape.choosable?.(row) ?? true), 'aria-label': String(shape.columns[0]?.text(row) ?? shape.rowKey(row)) }) } } : {})}
        {...(shape.below ? { expandable: { expandedRowRender: shape.below } } : {})}
        onChange={(_, __, sorter) => {
          if (!onServerSort || Array.isArray(sorter)) return;
          const sorted = shape.columns.find(({ key }) => key === sorter.columnKey);
          onServerSort(sorter.order ? sorted?.sort : undefined, (sorter.order === 'descend') !== (sorted?.sortsDown ?? false));
        }}
        {...(shape.footer ? { footer: () => shape.footer } : {})}
      />}
      <div className="list-foot">
        {total !== undefined && <span>{t('total', { total })}</span>}
        {pager}
        {position !== undefined && <span className="print-only">{t('summary', { at: instantText(new Date().toISOString(), language), position })}</span>}
      </div>
    </section>
  );
}
