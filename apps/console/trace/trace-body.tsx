import { Button } from 'antd';
import { useState } from 'react';
import { To } from '../frame/address.js';
import { Answer, Nothing } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { ChangeLine } from './change-line.js';
import { traceTexts } from './trace-texts.js';
import type { Subject } from './trace.js';

const step = 20;

/** Every change of a thing, newest first; each line leads to its event and proof. */
export function TraceBody({ subject }: { readonly subject: Subject }) {
  const t = useTexts(traceTexts);
  const { say } = useLanguage();
  const [limit, setLimit] = useState(step);
  const view = useView('GET /history/subjects/:kind/:key', { path: { kind: subject.kind, key: subject.key }, query: { limit } }, { keep: true });
  return (
    <Answer view={view}>
      {({ items, total, next }) => (
        <>
          {items[0] ? <h2 className="trace-title">{say(items[0].subject.title)}</h2> : <Nothing>{t('none')}</Nothing>}
          {items.map((change) => <ChangeLine key={change.position} change={change} />)}
          {next && limit < 500 && <Button onClick={() => setLimit(Math.min(500, limit + step * 2))}>{t('more')} ({items.length}/{total})</Button>}
          <p><To href={`/audit/history?kind=${encodeURIComponent(subject.kind)}&key=${encodeURIComponent(subject.key)}`}>{t('full')}</To></p>
        </>
      )}
    </Answer>
  );
}
