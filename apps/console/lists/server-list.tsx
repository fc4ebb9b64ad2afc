import { Button, Space } from 'antd';
import { useMemo } from 'react';
import { useAddress } from '../frame/address.js';
import { Freshness, Told } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import type { ItemOf, Question, QuestionInput } from '../server/ask.js';
import { useAsk, useView } from '../server/views.js';
import type { ExportRows } from './export.js';
import { ListFrame, type ListShape } from './list.js';
import { listTexts } from './list-texts.js';

/** Routes that answer by pages. */
export type ListRoute = { [R in Question]: ItemOf<R> extends never ? never : R }[Question];

interface PageOf<Row> {
  readonly items: readonly Row[];
  readonly next?: string;
  readonly total?: number;
  readonly position?: number;
}

const pageSize = 50;
const exportPage = 500;

/**
 * A list that the server filters, sorts and pages: for ledgers of any length. Filters, order and page are in the address.
 * `query` holds fixed fields of the question.
 */
export function ServerList<R extends ListRoute>({ route, path, query, firstSort, enabled = true, ...shape }: ListShape<ItemOf<R> & object> & {
  readonly route: R;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** The order the server has when none is asked for. */
  readonly firstSort?: { readonly by: string; readonly reverse: boolean };
  readonly enabled?: boolean;
}) {
  type Row = ItemOf<R> & object;
  const t = useTexts(listTexts);
  const { params, put } = useAddress();
  const ask = useAsk();
  const fields = (shape.filters ?? []).map(({ field }) => field);
  const sort = params.get('sort') ?? undefined;
  const reverse = params.get('reverse') === 'true';
  const cursor = params.get('cursor') ?? undefined;
  const page = Number(params.get('page') ?? '1');
  const asked = useMemo(() => ({
    ...query,
    ...Object.fromEntries(fields.map((field) => [field, params.get(field) ?? undefined] as const).filter(([, value]) => value !== undefined)),
    ...(sort ? { sort, ...(reverse ? { reverse: 'true' } : {}) } : {}),
  }), [params.toString(), JSON.stringify(query)]);
  const input = (more: object) => ({ ...(path ? { path } : {}), query: { ...asked, ...more } }) as unknown as QuestionInput<R>;
  const view = useView(route, input({ limit: pageSize, ...(cursor ? { cursor } : {}) }), { keep: true, enabled });
  const shownPage = view.data as unknown as PageOf<Row> | undefined;
  const total = shownPage?.total;
  const pages = total === undefined ? undefined : Math.max(1, Math.ceil(total / pageSize));

  const exportRows: ExportRows<Row> = async function* (signal) {
    let after: string | undefined;
    let first = true;
    do {
      const part = (await ask(route, input({ limit: exportPage, ...(after ? { cursor: after } : {}) }), { signal, forExport: first })) as unknown as PageOf<Row>;
      first = false;
      yield part.items;
      after = part.next;
    } while (after !== undefined);
  };

  // What led here, so that one can go back page by page; a shared address begins at its own page.
  const trail = `zhiheng.trail.${shape.name}.${JSON.stringify(asked)}`;
  const cursors = (): (string | undefined)[] => JSON.parse(sessionStorage.getItem(trail) ?? '[]') as string[];
  const turn = (to: number, next: string | undefined) => {
    const seen = cursors();
    seen[page - 1] = cursor ?? '';
    sessionStorage.setItem(trail, JSON.stringify(seen));
    put({ cursor: next, page: to > 1 ? String(to) : undefined });
  };
  const before = page > 1 ? cursors()[page - 2] : undefined;

  return (
    <>
      <Freshness view={view} />
      {view.problem && <Told problem={view.problem} again={view.again} className="spaced" />}
      <ListFrame<Row>
        shape={shape}
        rows={shownPage?.items ?? []}
        loading={view.loading}
        total={total}
        position={shownPage?.position}
        firstNumber={(page - 1) * pageSize + 1}
        exportRows={exportRows}
        serverSort={{ by: sort ?? shape.columns.find((column) => column.sort === firstSort?.by)?.sort, reverse: sort ? reverse : (firstSort?.reverse ?? false) }}
        onServerSort={(by, down) => put({ sort: by, reverse: by && down ? 'true' : undefined, cursor: undefined, page: undefined })}
        pager={
          pages !== undefined && pages > 1 && (
            <Space>
              <Button size="small" disabled={page === 1} onClick={() => put({ cursor: undefined, page: undefined })}>{t('first')}</Button>
              <Button size="small" disabled={page === 1 || (page > 2 && before === undefined)} onClick={() => put({ cursor: before || undefined, page: page > 2 ? String(page - 1) : undefined })}>{t('previous')}</Button>
              <span>{t('page', { page, pages })}</span>
              <Button size="small" disabled={shownPage?.next === undefined} onClick={() => turn(page + 1, shownPage?.next)}>{t('next')}</Button>
            </Space>
          )
        }
      />
    </>
  );
}
