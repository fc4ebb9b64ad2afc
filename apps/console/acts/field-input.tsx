import { Checkbox, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { cloneElement, isValidElement } from 'react';
import { useLanguage } from '../language/texts.js';
import { useUnitOptions } from '../show/unit-names.js';
import { EvidenceInput } from './evidence-input.js';
import type { Field } from './fields.js';

/** What an input of a form gets. */
export interface InputProps<T = unknown> {
  readonly id?: string;
  readonly value?: T;
  readonly onChange?: (value: T | undefined) => void;
}

/** The input of a field by its kind. Decimals are text: no digit is lost. */
export function FieldInput({ field, ...props }: { readonly field: Field } & InputProps) {
  const { say } = useLanguage();
  const units = useUnitOptions(field.among);
  const { id, onChange } = props;
  const value = props.value as string | undefined;
  const options = (field.options ?? []).map(({ value: one, label }) => ({ value: one, label: typeof label === 'string' ? label : say(label) }));
  const choice = (from: { value: string; label: string }[], multiple: boolean) => (
    <Select id={id} allowClear={!field.required} mode={multiple ? 'multiple' : undefined} value={props.value as never} onChange={onChange as never} options={from} showSearch={{ optionFilterProp: 'label' }} />
  );
  switch (field.kind) {
    case 'text': return <Input id={id} value={value} maxLength={field.maxLength} onChange={({ target }) => onChange?.(target.value)} suffix={field.suffix} />;
    case 'area': return <Input.TextArea id={id} value={value} maxLength={field.maxLength} onChange={({ target }) => onChange?.(target.value)} autoSize={{ minRows: 2, maxRows: 10 }} />;
    case 'decimal': return <Input id={id} inputMode="decimal" className="figure-input" value={value} onChange={({ target }) => onChange?.(target.value.replace(/[，,\s]/g, '').replace(/[．。]/g, '.').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)))} suffix={field.suffix} />;
    case 'whole': return <Input id={id} inputMode="numeric" className="figure-input" value={value ?? ''} onChange={({ target }) => onChange?.(/^\d+$/.test(target.value) ? Number(target.value) : undefined)} suffix={field.suffix} />;
    case 'date': return <DatePicker id={id} value={value ? dayjs(value) : null} onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))} />;
    case 'datetime': return <DatePicker id={id} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" value={value ? dayjs(value) : null} onChange={(day) => onChange?.(day ? `${day.format('YYYY-MM-DDTHH:mm:00')}+08:00` : undefined)} />;
    case 'choice': return choice(options, false);
    case 'choices': return choice(options, true);
    case 'unit': return choice(units, false);
    case 'units': return choice(units, true);
    case 'flag': return <Checkbox id={id} checked={props.value === true} onChange={({ target }) => onChange?.(target.checked)}>{field.suffix}</Checkbox>;
    case 'evidence': return <EvidenceInput unit={field.evidenceUnit ?? ''} {...(props as InputProps<readonly string[]>)} />;
    case 'own': return isValidElement(field.input) ? cloneElement(field.input, props as object) : null;
  }
}
