import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useLanguage, useTexts } from '../language/texts.js';
import type { InputProps } from '../acts/field-input.js';
import { useUnitOptions } from '../show/unit-names.js';
import { ClaimInput } from './claim-input.js';
import type { Claim, Leaf } from './claims.js';
import { fileTexts } from './file-texts.js';
import { useCards } from './indicator-names.js';

/** An item as found on site. */
export interface FoundItem {
  readonly node?: string;
  readonly verified: Claim;
  readonly remark?: string;
}

/** What was found, item by item, beside what was claimed. */
export function FoundItems({ value = [], onChange, leaves, claimed }: InputProps<readonly FoundItem[]> & { readonly leaves: readonly Leaf[]; readonly claimed: (node: string) => string }) {
  const t = useTexts(fileTexts);
  const { say } = useLanguage();
  const id = useId();
  const cards = useCards();
  const rows = value.length === 0 ? [{ verified: {} }] : value;
  const put = (n: number, item: FoundItem) => onChange?.(rows.map((one, i) => (i === n ? item : one)));
  return (
    <div className="assessment-rows">
      {rows.map((item: FoundItem, n) => {
        const leaf = leaves.find(({ node }) => node === item.node);
        return (
          <fieldset key={n}>
            <legend>{t('nth', { n: n + 1 })}</legend>
            <div><label htmlFor={`${id}-${n}-node`}>{t('item')}</label><Select id={`${id}-${n}-node`} value={item.node} onChange={(node: string) => put(n, { node, verified: {}, ...(item.remark === undefined ? {} : { remark: item.remark }) })} showSearch={{ optionFilterProp: 'label' }} options={leaves.map(({ node, title }) => ({ value: node, label: say(title) }))} /></div>
            {leaf && <div><label>{t('claimed')}</label><span>{claimed(leaf.node) || '—'}</span></div>}
            {leaf && <div><label>{t('verified')}</label><ClaimInput leaf={leaf} value={item.verified} label={`${say(leaf.title)} ${t('verified')}`} unit={cards.get(leaf.indicator)?.measurementUnit} onChange={(verified) => put(n, { ...item, verified })} /></div>}
            <div><label htmlFor={`${id}-${n}-remark`}>{t('remark')}</label><Input id={`${id}-${n}-remark`} value={item.remark ?? ''} maxLength={1000} onChange={({ target }) => put(n, { ...item, remark: target.value })} /></div>
            {rows.length > 1 && <div><Button size="small" onClick={() => onChange?.(rows.filter((_, i) => i !== n))}>{t('removeItem', { n: n + 1 })}</Button></div>}
          </fieldset>
        );
      })}
      <div><Button size="small" onClick={() => onChange?.([...rows, { verified: {} }])}>{t('addItem')}</Button></div>
    </div>
  );
}

/** A person who takes part, or steps back. */
export interface Person {
  readonly user?: string;
  readonly unit?: string;
  readonly reason?: string;
}

/** People by their accounts: those who check, with their units, or those who step back, with the reason. */
export function People({ value = [], onChange, withReason = false, least = 0 }: InputProps<readonly Person[]> & { readonly withReason?: boolean; readonly least?: number }) {
  const t = useTexts(fileTexts);
  const id = useId();
  const units = useUnitOptions();
  const rows: readonly Person[] = value.length >= least ? value : [...value, ...Array.from({ length: least - value.length }, () => ({}))];
  const put = (n: number, person: Person) => onChange?.(rows.map((one, i) => (i === n ? person : one)));
  return (
    <div className="assessment-rows">
      {rows.map((person, n) => (
        <fieldset key={n}>
          <legend>{t('person', { n: n + 1 })}</legend>
          <div><label htmlFor={`${id}-${n}-user`}>{t('user')}</label><Input id={`${id}-${n}-user`} value={person.user ?? ''} onChange={({ target }) => put(n, { ...person, user: target.value.trim() })} /></div>
          {withReason
            ? <div><label htmlFor={`${id}-${n}-reason`}>{t('reason')}</label><Input id={`${id}-${n}-reason`} value={person.reason ?? ''} onChange={({ target }) => put(n, { ...person, reason: target.value })} /></div>
            : <div><label htmlFor={`${id}-${n}-unit`}>{t('unit')}</label><Select id={`${id}-${n}-unit`} allowClear value={person.unit} onChange={(unit?: string) => { const { unit: _, ...rest } = person; put(n, unit ? { ...rest, unit } : rest); }} options={units} showSearch={{ optionFilterProp: 'label' }} /></div>}
          {rows.length > least && <div><Button size="small" onClick={() => onChange?.(rows.filter((_, i) => i !== n))}>{t('removeItem', { n: n + 1 })}</Button></div>}
        </fieldset>
      ))}
      <div><Button size="small" onClick={() => onChange?.([...rows, {}])}>{t(withReason ? 'addRecusal' : 'addPerson')}</Button></div>
    </div>
  );
}
