import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { isDecimal, plain } from '../decimals.js';
import { useCards } from '../indicators.js';
import { childrenSum, everyNode, isLeaf, type SchemeGroup, type SchemeNode } from '../schemes/scheme-content.js';
import { Wide } from '../../frame/wide.js';
import { simulateTexts } from './simulate-texts.js';
import type { SupposedValue } from './supposition.js';

const quietMs = 350;

/** A number that is told on when one stops typing. */
function NumberInput({ value, onChange, label, id }: { readonly value: string; readonly onChange: (next: string) => void; readonly label: string; readonly id?: string }) {
  const t = useTexts(simulateTexts);
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  const wrong = text.trim() !== '' && !isDecimal(text.trim());
  return (
    <>
      <Input {...(id ? { id } : {})} size="small" className="scores-number" inputMode="decimal" aria-label={label} aria-invalid={wrong} status={wrong ? 'error' : ''} value={text} onChange={({ target }) => setText(target.value)} onBlur={() => text !== value && onChange(text.trim())} />
      {wrong && <div className="late scores-note">{t('notDecimal')}</div>}
    </>
  );
}

/** Suppose other values of indicators, unit by unit. */
export function ValueInputs({ group, values, onChange }: { readonly group: SchemeGroup | undefined; readonly values: readonly SupposedValue[]; readonly onChange: (next: readonly SupposedValue[]) => void }) {
  const t = useTexts(simulateTexts);
  const { say } = useLanguage();
  const nameOf = useUnitNames();
  const { plan } = usePlanYear();
  const cards = useCards(plan);
  const units = group && group.units !== '*' ? group.units : [];
  const indicators = group ? [...new Map(everyNode(group.tree).flatMap(({ node }) => (node.indicator ? [[node.indicator, node] as const] : [])))] : [];
  const put = (index: number, change: Partial<SupposedValue>) => onChange(values.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <>
      <h3>{t('values')}</h3>
      {values.map((one, index) => (
        <div key={index} className="scores-supposed">
          <Select size="small" aria-label={t('unit')} placeholder={t('unit')} value={one.unit || undefined} onChange={(unit: string) => put(index, { unit })} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} options={units.map((code) => ({ value: code, label: nameOf(code) }))} />
          <Select size="small" aria-label={t('indicator')} placeholder={t('indicator')} value={one.indicator || undefined} onChange={(indicator: string) => put(index, { indicator })} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} options={indicators.map(([code, node]) => ({ value: code, label: say(node.title) }))} />
          <span><NumberInput label={t('value')} value={one.value} onChange={(value) => put(index, { value })} /> <small>{cards.get(one.indicator)?.measurementUnit}</small></span>
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('remove', { n: index + 1 })} onClick={() => onChange(values.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...values, { unit: '', indicator: '', value: '' }])}>{t('add')}</Button>
    </>
  );
}

/** The tree with the supposed weights in the place of its own; points of a branch that adds points follow by themselves. */
function reweighted(node: SchemeNode, weights: ReadonlyMap<string, string>): SchemeNode {
  const given = weights.get(node.code);
  const { points, ...rest } = node;
  const children = node.children?.map((child) => reweighted(child, weights));
  if (children && node.aggregate === 'sum-of-points') return { ...rest, children };
  const own = given !== undefined && isDecimal(given) ? given : undefined;
  return { ...node, ...(own === undefined ? {} : points === undefined ? { weight: own } : { points: own }), ...(children ? { children } : {}) };
}

/** Suppose other weights: each node with what it has, and what it would have. */
export function WeightInputs({ tree, weights, onChange }: { readonly tree: SchemeNode; readonly weights: ReadonlyMap<string, string>; readonly onChange: (next: ReadonlyMap<string, string>) => void }) {
  const t = useTexts(simulateTexts);
  const { say } = useLanguage();
  const put = (code: string, value: string) => onChange(new Map([...[...weights].filter(([one]) => one !== code), ...(value === '' ? [] : [[code, value] as const])]));
  const nodes = everyNode(tree).filter(({ path }) => path.length > 0);
  const sum = weights.size > 0 ? childrenSum(reweighted(tree, weights)) : undefined;
  return (
    <>
      <h3>{t('weights')}</h3>
      <p className="scores-hint">{t('weightsHint')}{sum !== undefined && <> <strong>{t('weightSum', { sum: plain(sum) })}</strong></>}</p>
      <div className="scores-weights"><Wide tall>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('present')}</th><th scope="col" className="right">{t('supposed')}</th></tr></thead>
          <tbody>
            {nodes.map(({ node, path }) => {
              // Points of a branch that adds points follow from its children.
              const follows = !isLeaf(node) && node.aggregate === 'sum-of-points';
              return (
                <tr key={node.code} className={isLeaf(node) ? undefined : 'scores-branch'}>
                  <th scope="row" style={{ paddingLeft: 8 + (path.length - 1) * 14 }}>{say(node.title)}</th>
                  <td className="right">{node.points ?? node.weight ?? '—'}</td>
                  <td className="right">{!follows && <NumberInput label={t('supposedOf', { item: say(node.title) })} value={weights.get(node.code) ?? ''} onChange={(value) => put(node.code, value)} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide></div>
    </>
  );
}
