import { Button } from 'antd';
import { To } from '../../frame/address.js';
import { useTexts } from '../../language/texts.js';
import { Position } from '../../show/signs.js';
import { importTexts } from './import-texts.js';
import type { ImportResult } from './use-import.js';

/** Counts of what an import did or would do. */
export function Counts({ result, ignored }: { readonly result: ImportResult; readonly ignored: number }) {
  const t = useTexts(importTexts);
  const counts = { created: result.created, replaced: result.replaced, unchanged: result.unchanged, ignored, rejected: result.rejected };
  return (
    <ul className="import-counts">
      {(Object.keys(counts) as (keyof typeof counts)[]).map((key) => <li key={key} className={key === 'rejected' && counts.rejected > 0 ? 'import-rejected' : ''}><strong>{counts[key]}</strong> {t(key)}</li>)}
    </ul>
  );
}

/** The last step: what was recorded, and where. */
export function ImportReceipt({ result, ignored, onAgain }: { readonly result: ImportResult; readonly ignored: number; readonly onAgain: () => void }) {
  const t = useTexts(importTexts);
  return (
    <section className="card" role="status">
      <h2>{t('done')}</h2>
      <Counts result={result} ignored={ignored} />
      <p>{t('doneText')} {result.position !== undefined && <>{t('position')} <Position at={result.position} /></>}</p>
      <p><To href="/reporting/register">{t('register')}</To> · <To href="/reporting">{t('sheet')}</To></p>
      <div className="import-actions"><Button onClick={onAgain}>{t('another')}</Button></div>
    </section>
  );
}
