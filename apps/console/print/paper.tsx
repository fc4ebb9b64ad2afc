import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { texts, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { DemoMark } from './demo-mark.js';

const printTexts = texts('print', {
  print: ['打印', 'Print'],
  fingerprint: ['账本检查点 {size} · 根指纹 {root}', 'Ledger checkpoint {size} · root {root}'],
});

/** A document on A4: on the screen as a sheet, in print alone on the page, with the ledger's fingerprint at its foot. */
export function Paper({ label, children, landscape = false }: { readonly label: string; readonly children: ReactNode; readonly landscape?: boolean }) {
  const t = useTexts(printTexts);
  const { data } = useView('GET /ledger', {});
  const checkpoint = data?.latest;
  return (
    <>
      <p className="no-print"><Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('print')}</Button></p>
      <article className={landscape ? 'paper paper-wide' : 'paper'} aria-label={label}>
        <span className="print-only"><DemoMark /></span>
        {children}
        {checkpoint && <footer className="paper-foot">{t('fingerprint', { size: checkpoint.size, root: checkpoint.root.slice(0, 16) })}</footer>}
      </article>
    </>
  );
}
