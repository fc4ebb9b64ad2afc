import { aggregateWords, methodWords } from '../../../words/scoring-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { Wide } from '../../frame/wide.js';
import { fieldText, parametersText, valueText } from './field-text.js';
import { useNames } from './names.js';
import { everyNode, isLeaf, type Json, type JsonObject, type SchemeContent, type SchemeGroup } from './scheme-content.js';
import { schemeTexts } from './scheme-texts.js';

/** A scheme as one reads it: each group with its items, methods, grades and rules. */
export function SchemeView({ content }: { readonly content: SchemeContent }) {
  const { say } = useLanguage();
  const note = content['note'] as { readonly zh: string; readonly en: string } | undefined;
  const source = content['source'] as { readonly zh: string; readonly en: string } | undefined;
  return (
    <>
      {note && <p className="schemes-note">{say(note)}</p>}
      {source && <p className="scores-hint">{fieldText('source', say)}{say({ zh: '：', en: ': ' })}{say(source)}</p>}
      {content.groups.map((group) => <section key={group.code} className="card"><h2>{say(group.title)}</h2><Group group={group} /></section>)}
    </>
  );
}

function Group({ group }: { readonly group: SchemeGroup }) {
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const nameOf = useUnitNames();
  const names = useNames();
  const text = (field: string) => valueText(group[field] as Json, say, names, field);
  const shown = (['scale', 'rounding', 'gradeOn', 'ranks', 'minimumCoverage', 'missing', 'totalLimits'] as const).filter((field) => group[field] !== undefined);
  return (
    <>
      <Facts>
        <Fact label={t('unitsOf', { count: group.units === '*' ? '*' : group.units.length })}>{group.units === '*' ? t('allUnits') : group.units.map(nameOf).join(mark.and)}</Fact>
        {shown.map((field) => <Fact key={field} label={fieldText(field, say)}>{text(field)}</Fact>)}
      </Facts>
      <Tree group={group} />
      <h3>{t('rules')}</h3>
      <Bands bands={(group['bands'] ?? []) as readonly Band[]} />
      {(['quotas', 'bonuses', 'deductions', 'vetoes'] as const).map((field) => <Rules key={field} field={field} value={group[field] as Json | undefined} />)}
    </>
  );
}

function Tree({ group }: { readonly group: SchemeGroup }) {
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const word = useWord();
  const names = useNames();
  return (
    <Wide>
      <table className="plain-table scores-tree">
        <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('weight')}</th><th scope="col">{t('method')}</th><th scope="col">{t('parameters')}</th></tr></thead>
        <tbody>
          {everyNode(group.tree).map(({ node, path }) => (
            <tr key={node.code} className={isLeaf(node) ? undefined : 'scores-branch'}>
              <th scope="row" style={{ paddingLeft: 8 + path.length * 16 }}>{say(node.title)}</th>
              <td className="right">{node.points ?? node.weight ?? '—'}</td>
              <td className="schemes-method">{node.method ? word(methodWords, node.method.type) : word(aggregateWords, node.aggregate ?? '')}</td>
              <td>{node.method ? parametersText(node.method, say, names) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

interface Band {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly from?: string;
  readonly to?: string;
}

function Bands({ bands }: { readonly bands: readonly Band[] }) {
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const range = ({ from, to }: Band): string => (from !== undefined && to !== undefined ? t('between', { from, to }) : from !== undefined ? t('from', { from }) : to !== undefined ? t('below', { to }) : '—');
  if (bands.length === 0) return null;
  return <ul className="schemes-bands">{bands.map((band) => <li key={band.code}><strong>{band.code} {say(band.title)}</strong> {range(band)}</li>)}</ul>;
}

const ruleList = (value: Json): readonly JsonObject[] => (Array.isArray(value) ? value : ((value as JsonObject)['rules'] ?? [])) as readonly JsonObject[];

/** Quotas, bonuses, deductions or vetoes: a line a rule, then what holds for all. */
function Rules({ field, value }: { readonly field: string; readonly value: Json | undefined }) {
  const { say } = useLanguage();
  const names = useNames();
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  const rest = Array.isArray(value) ? [] : Object.entries(value as JsonObject).filter(([key]) => key !== 'rules');
  const colon = say({ zh: '：', en: ': ' });
  const veto = (one: Json): string | undefined => {
    const { code, above, ...more } = (typeof one === 'object' && one !== null && !Array.isArray(one) ? one : {}) as JsonObject;
    return typeof code === 'string' && typeof above === 'string' && Object.keys(more).length === 0 ? say({ zh: `“${names('indicator', code) ?? code}”大于 ${above} 时`, en: `when "${names('indicator', code) ?? code}" is above ${above}` }) : undefined;
  };
  const line = (rule: JsonObject) => Object.entries(rule).filter(([key]) => key !== 'title' && key !== 'code').map(([key, one]) => (key === 'indicator' ? veto(one) : undefined) ?? `${fieldText(key, say)}${colon}${key === 'indicator' ? valueText(one, say, (name, code) => names(name === 'code' ? 'indicator' : name, code)) : valueText(one, say, names, key)}`).join(say({ zh: '；', en: '; ' }));
  return (
    <>
      <h3>{fieldText(field, say)}{rest.length > 0 && <small className="scores-hint"> {rest.map(([key, one]) => `${fieldText(key, say)}${colon}${valueText(one, say, names, key)}`).join(say({ zh: '；', en: '; ' }))}</small>}</h3>
      <ul className="schemes-rules">{ruleList(value).map((rule, index) => <li key={String(rule['code'] ?? rule['grade'] ?? index)}>{rule['title'] !== undefined && <strong>{valueText(rule['title'], say, names)} </strong>}{line(rule)}</li>)}</ul>
    </>
  );
}
