import { Pagination } from 'antd';
import { useMemo } from 'react';
import { useAddress } from '../frame/address.js';
import { ListFrame, type ListShape } from './list.js';

const pageSize = 100;

/**
 * A list whose rows are all here: at most some hundreds. Filters are applied by `fits` (or by equality of the field's column);
 * every column sorts.
 */
export function LocalList<Row extends object>({ rows, fits, loading = false, ...shape }: ListShape<Row> & {
  readonly rows: readonly Row[] | undefined;
  /** Whether a row fits the value of a filter; when absent, the text of the column with the filter's name. */
  readonly fits?: (row: Row, field: string, value: string) => boolean;
  readonly loading?: boolean;
}) {
  const { params, put } = useAddress();
  const wanted = (shape.filters ?? []).map(({ field, kind }) => ({ field, kind, value: params.get(field) })).filter(({ value }) => value);
  const page = Number(params.get('page') ?? '1');
  const fitting = useMemo(() => {
    const given = rows ?? [];
    const byColumn = (row: Row, field: string, value: string): boolean => {
      const text = String(shape.columns.find(({ key }) => key === field)?.text(row) ?? '');
      return wanted.find((one) => one.field === field)?.kind === 'text' ? text.toLowerCase().includes(value.toLowerCase()) : text === value;
    };
    return given.filter((row) => wanted.every(({ field, value }) => (fits ?? byColumn)(row, field, value!)));
  }, [rows, JSON.stringify(wanted)]);
  const shown = fitting.length > pageSize ? fitting.slice((page - 1) * pageSize, page * pageSize) : fitting;
  return (
    <ListFrame<Row>
      shape={shape}
      rows={shown}
      loading={loading || rows === undefined}
      firstNumber={fitting.length > pageSize ? (page - 1) * pageSize + 1 : 1}
      total={rows === undefined ? undefined : fitting.length}
      exportRows={async function* () {
        yield fitting;
      }}
      pager={fitting.length > pageSize && <Pagination size="small" showSizeChanger={false} current={page} pageSize={pageSize} total={fitting.length} onChange={(next) => put({ page: next > 1 ? String(next) : undefined })} />}
    />
  );
}
