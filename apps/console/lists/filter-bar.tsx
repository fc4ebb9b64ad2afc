import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, DatePicker, Dropdown, Input, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useAddress } from '../frame/address.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useUnitOptions } from '../show/unit-names.js';
import type { Filter } from './columns.js';
import { listTexts } from './list-texts.js';

/** Filters of a list as chips: each is a field of the address, so a filtered list can be shared. */
export function FilterBar({ filters }: { readonly filters: readonly Filter[] }) {
  const t = useTexts(listTexts);
  const { say } = useLanguage();
  const { params, put } = useAddress();
  const [added, setAdded] = useState<readonly string[]>([]);
  const set = (field: string, value: string | undefined) => put({ [field]: value, cursor: undefined, page: undefined }, { replace: true });
  const open = filters.filter(({ field, pinned }) => pinned || added.includes(field) || params.has(field));
  const rest = filters.filter((filter) => !open.includes(filter));
  const active = filters.filter(({ field }) => params.has(field));
  return (
    <Space wrap size={6} className="filters" role="search" aria-label={t('filters')}>
      {open.map((filter) => (
        <span key={filter.field} className="filter-chip">
          <label htmlFor={`filter-${filter.field}`}>{say(filter.title)}</label>
          <FilterInput filter={filter} value={params.get(filter.field) ?? undefined} set={(value) => set(filter.field, value)} />
          {!filter.pinned && (
            <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('removeFilter', { label: say(filter.title) })} onClick={() => { setAdded((before) => before.filter((one) => one !== filter.field)); set(filter.field, undefined); }} />
          )}
        </span>
      ))}
      {rest.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: rest.map(({ field, title }) => ({ key: field, label: say(title) })), onClick: ({ key }) => setAdded((before) => [...before, key]) }}>
          <Button size="small" icon={<FilterOutlined />}>{t('addFilter')}</Button>
        </Dropdown>
      )}
      {active.length > 1 && <Button size="small" type="link" onClick={() => put({ ...Object.fromEntries(active.map(({ field }) => [field, undefined])), cursor: undefined, page: undefined }, { replace: true })}>{t('clearAll')}</Button>}
    </Space>
  );
}

function FilterInput({ filter, value, set }: { readonly filter: Filter; readonly value: string | undefined; readonly set: (value: string | undefined) => void }) {
  const t = useTexts(listTexts);
  const { say } = useLanguage();
  const units = useUnitOptions(filter.units);
  const id = `filter-${filter.field}`;
  const choice = (options: readonly { value: string; label: string }[]) => (
    <Select id={id} size="small" allowClear value={value} onChange={(next?: string) => set(next)} options={[...options]} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} className="filter-select" />
  );
  switch (filter.kind) {
    case 'unit': return choice(units);
    case 'flag': return choice([{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]);
    case 'choice': return choice((filter.options ?? []).map(({ value: one, label }) => ({ value: one, label: typeof label === 'string' ? label : say(label) })));
    case 'date': return <DatePicker id={id} size="small" value={value ? dayjs(value) : null} onChange={(day) => set(day?.format('YYYY-MM-DD'))} />;
    case 'text': return <TextFilter id={id} value={value} set={set} />;
  }
}

const quietMs = 400;

function TextFilter({ id, value, set }: { readonly id: string; readonly value: string | undefined; readonly set: (value: string | undefined) => void }) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => {
    if (text === (value ?? '')) return;
    const timer = setTimeout(() => set(text.trim() || undefined), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return <Input id={id} size="small" allowClear value={text} onChange={({ target }) => setText(target.value)} className="filter-text" />;
}
