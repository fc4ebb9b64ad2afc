import { App, Button, Dropdown, Progress } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import { toldOf } from '../server/problems.js';
import { tableOf, type Column } from './columns.js';
import { saveCsv, saveExcel } from './files.js';
import { listTexts } from './list-texts.js';

/** All rows of a list, part by part, as the person may see them. */
export type ExportRows<Row> = (signal: AbortSignal) => AsyncGenerator<readonly Row[]>;

/** Exports a list with its filters and chosen columns; the server hands out only what the person may see, and writes it down. */
export function ExportMenu<Row>({ name, columns, rows, total, numbered = false, children }: { readonly name: Bilingual; readonly columns: readonly Column<Row>[]; readonly rows: ExportRows<Row>; readonly total: number | undefined; readonly numbered?: boolean; readonly children: ReactNode }) {
  const t = useTexts(listTexts);
  const { say } = useLanguage();
  const { notification } = App.useApp();
  const busy = useRef(false);

  const run = async (kind: string) => {
    if (busy.current) return;
    busy.current = true;
    const ending = new AbortController();
    const key = `export-${Date.now()}`;
    const show = (done: number) =>
      notification.open({
        key, duration: 0, closable: false,
        title: t('exporting', { rows: done, total: total ?? '…' }),
        description: <Progress percent={total ? Math.round((done / total) * 100) : 0} status="active" aria-label={t('export')} />,
        actions: <Button size="small" onClick={() => ending.abort()}>{t('cancel')}</Button>,
      });
    try {
      show(0);
      const held: Row[] = [];
      for await (const part of rows(ending.signal)) {
        held.push(...part);
        show(held.length);
      }
      const made = tableOf(columns, held, say);
      const table = numbered ? made.map((row, index) => [index === 0 ? t('number') : index, ...row]) : made;
      const file = `${say(name)}-${new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })}`;
      if (kind === 'csv') saveCsv(table, file);
      else await saveExcel(table, file, say(name));
      notification.success({ key, title: t('exported', { rows: held.length, file: `${file}.${kind}` }), duration: 6 });
    } catch (error) {
      if (ending.signal.aborted) notification.destroy(key);
      else {
        const { text } = toldOf(error);
        notification.error({ key, title: t('exportFailed'), description: `${say(text.title)} ${say(text.remedy)}`, duration: 0 });
      }
    } finally {
      busy.current = false;
    }
  };
  return <Dropdown trigger={['click']} menu={{ items: [{ key: 'xlsx', label: t('excel') }, { key: 'csv', label: t('csv') }], onClick: ({ key }) => void run(key) }}>{children}</Dropdown>;
}
