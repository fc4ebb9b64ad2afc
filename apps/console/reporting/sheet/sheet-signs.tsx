import { reportStatusWords } from '../../../words/reporting-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Light, Missing, type LightColour } from '../../show/signs.js';
import { sheetTexts } from './sheet-texts.js';

const shapes: Readonly<Record<string, string>> = { none: '○', reported: '◆', verified: '✓', returned: '↩', 'not-applicable-declared': '?', 'not-applicable': '∅', 'not-released': '◷' };

/** Where a report stands: shape, word and colour. */
export function StatusSign({ status }: { readonly status: string | undefined }) {
  const t = useTexts(sheetTexts);
  const { say } = useLanguage();
  const kind = status ?? 'none';
  return <span className={`sheet-status sheet-status-${kind}`}><span aria-hidden="true">{shapes[kind]}</span> {status ? say(reportStatusWords[status]!) : t('notReported')}</span>;
}

/** The light of a value as progress was judged; none where it was not. */
export function ProgressSign({ light }: { readonly light: LightColour | undefined }) {
  return light ? <Light colour={light} /> : <Missing />;
}
