import { useState } from 'react';
import { Answer } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { ChangeLine } from '../../trace/change-line.js';
import { panelTexts } from './panel-texts.js';

/** Everything that was done to a value: who, when, before and after. Read when it is opened. */
export function CellHistory({ plan, indicator, unit, period, recorded }: { readonly plan: string; readonly indicator: string; readonly unit: string; readonly period: string; readonly recorded: boolean }) {
  const t = useTexts(panelTexts);
  const [open, setOpen] = useState(false);
  const view = useView('GET /history/subjects/:kind/:key', { path: { kind: 'report', key: `${plan}.${indicator}.${unit}.${period}` }, query: { limit: 50 } }, { enabled: open && recorded });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary><h3>{t('history')}</h3></summary>
      {recorded ? open && <Answer view={view}>{({ items }) => <>{items.map((change) => <ChangeLine key={change.position} change={change} />)}</>}</Answer> : <p className="missing">{t('noHistory')}</p>}
    </details>
  );
}
