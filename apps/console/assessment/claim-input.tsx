import { useMeasure } from '../show/facts.js';
import { Input, Select } from 'antd';
import { useTexts } from '../language/texts.js';
import type { Claim, Leaf } from './claims.js';
import { selfTexts } from './self-texts.js';

/** Full-width digits and signs as people type them are taken as plain ones. */
const plainFigure = (text: string): string => text.replace(/[，,\s]/g, '').replace(/[．。]/g, '.').replace(/[－]/g, '-').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** The input of what an item takes: a figure, a level, or items counted; nothing where raters mark. */
export function ClaimInput({ leaf, value, onChange, label, unit }: { readonly leaf: Leaf; readonly value: Claim; readonly onChange: (claim: Claim) => void; readonly label: string; readonly unit?: string | undefined }) {
  const t = useTexts(selfTexts);
  const measure = useMeasure();
  switch (leaf.takes) {
    case 'figure': return <Input aria-label={label} inputMode="decimal" className="figure-input" value={value.value ?? ''} suffix={<span>{measure(unit)}</span>} onChange={({ target }) => onChange({ value: plainFigure(target.value) })} />;
    case 'level': return <Select aria-label={label} allowClear value={value.level} placeholder={t('choose')} onChange={(level?: string) => onChange(level ? { level } : {})} options={leaf.levels.map((level) => ({ value: level, label: level }))} style={{ width: '100%' }} />;
    case 'counts': return <>{leaf.items.map((item) => <Input key={item} aria-label={`${label} ${t('countOf', { item })}`} addonBefore={item} inputMode="numeric" value={value.counts?.[item] ?? ''} onChange={({ target }) => onChange({ counts: { ...value.counts, [item]: plainFigure(target.value) } })} />)}</>;
    case 'marks': return <span className="missing">{t('willMark')}</span>;
  }
}
