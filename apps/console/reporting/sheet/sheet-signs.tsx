import { useContext } from 'react';
import { reportStatusWords } from '../../../words/reporting-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Light, Missing, type LightColour } from '../../show/signs.js';
import { useCellWork } from './edit-cell.js';
import { GridContext } from './grid.js';
import { sheetTexts } from './sheet-texts.js';

const shapes: Readonly<Record<string, string>> = { none: '○', unsent: '◌', reported: '◆', verified: '✓', returned: '↩', 'not-applicable-declared': '?', 'not-applicable': '∅', 'not-released': '◷' };

/** Where a report stands: shape, word and colour. */
export function StatusSign({ status }: { readonly status: string | undefined }) {
  const t = useTexts(sheetTexts);
  const { say } = useLanguage();
  const kind = status ?? 'none';
  return <span className={`sheet-status sheet-status-${kind}`}><span aria-hidden="true">{shapes[kind]}</span> {status ? say(reportStatusWords[status]!) : t('notReported')}</span>;
}

/** Where the value of a cell stands: one that is typed and not sent yet is not missing. */
export function CellStatus({ indicator, period, status }: { readonly indicator: string; readonly period: string; readonly status: string | undefined }) {
  const t = useTexts(sheetTexts);
  const { draft } = useCellWork(useContext(GridContext)!, `${indicator}/${period}/value`);
  if (status || !draft?.value) return <StatusSign status={status} />;
  return <span className="sheet-status sheet-status-unsent"><span aria-hidden="true">{shapes['unsent']}</span> {t('unsent')}</span>;
}

/** The light of a value as progress was judged; none where it was not. */
export function ProgressSign({ light }: { readonly light: LightColour | undefined }) {
  return light ? <Light colour={light} /> : <Missing />;
}
