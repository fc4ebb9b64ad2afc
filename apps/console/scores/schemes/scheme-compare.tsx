import { Select } from 'antd';
import { useAddress } from '../../frame/address.js';
import { Nothing } from '../../frame/page-states.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Wide } from '../../frame/wide.js';
import { fieldText, valueText } from './field-text.js';
import { useNames } from './names.js';
import type { Json, SchemeContent } from './scheme-content.js';
import { differencesOf, type Difference, type Step } from './scheme-diff.js';
import { schemeTexts } from './scheme-texts.js';

/** A state of a scheme that can be compared: a version or the draft. */
export interface ComparedContent {
  readonly key: string;
  readonly label: string;
  readonly content: SchemeContent | undefined;
}

const comparedWithout = new Set(['version', 'schemaVersion', '$schema']);
const compared = (content: SchemeContent): Json => Object.fromEntries(Object.entries(content).filter(([key]) => !comparedWithout.has(key))) as Json;

/** Two states of a scheme side by side: only what differs, the old value struck through. */
export function SchemeCompare({ contents }: { readonly contents: readonly ComparedContent[] }) {
  const t = useTexts(schemeTexts);
  const { params, put } = useAddress();
  const keys = contents.map(({ key }) => key);
  const from = params.get('from') ?? keys[keys.length - 2];
  const to = params.get('to') ?? keys[keys.length - 1];
  const [before, after] = [from, to].map((wanted) => contents.find(({ key }) => key === wanted));
  if (contents.length < 2) return <Nothing>{t('nothingToCompare')}</Nothing>;
  const choice = (label: string, field: 'from' | 'to', value: string | undefined) => (
    <label className="scores-choice">{label}<Select size="small" aria-label={label} value={value} popupMatchSelectWidth={false} options={contents.map(({ key, label: text }) => ({ value: key, label: text }))} onChange={(next: string) => put({ [field]: next }, { replace: true })} /></label>
  );
  return (
    <>
      <div className="editor-bar">{choice(t('compareFrom'), 'from', from)} {choice(t('compareTo'), 'to', to)}</div>
      {before?.content && after?.content && <Differences before={before.content} after={after.content} />}
    </>
  );
}

/** What differs between two contents. */
export function Differences({ before, after }: { readonly before: SchemeContent; readonly after: SchemeContent }) {
  const t = useTexts(schemeTexts);
  const found = differencesOf(compared(before), compared(after));
  if (found.length === 0) return <p>{t('same')}</p>;
  return (
    <>
      <p>{t('differences', { count: found.length })}</p>
      <Wide>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('where')}</th><th scope="col">{t('kind')}</th><th scope="col">{t('before')}</th><th scope="col">{t('after')}</th></tr></thead>
          <tbody>{found.map((one, index) => <Line key={index} found={one} />)}</tbody>
        </table>
      </Wide>
    </>
  );
}

const hiddenSteps = new Set(['groups', 'tree', 'children', 'rules']);

function Line({ found }: { readonly found: Difference }) {
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const names = useNames();
  const stepText = (step: Step): string => ('field' in step ? fieldText(step.field, say) : step.title ? say(step.title) : step.thing);
  const last = found.trail[found.trail.length - 1];
  const field = last && 'field' in last ? last.field : '';
  const shown = (value: Json | undefined): string => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'code' in value && 'title' in value) return `${valueText(value['title'], say, names)}${value['points'] ?? value['weight'] ? ` ${String(value['points'] ?? value['weight'])}` : ''}`;
    return valueText(value, say, names, field);
  };
  return (
    <tr>
      <th scope="row">{found.trail.filter((step) => !('field' in step) || !hiddenSteps.has(step.field)).map(stepText).join(' › ')}</th>
      <td>{t(found.kind)}</td>
      <td>{found.before === undefined ? '—' : <del>{shown(found.before)}</del>}</td>
      <td>{found.after === undefined ? '—' : <ins>{shown(found.after)}</ins>}</td>
    </tr>
  );
}
