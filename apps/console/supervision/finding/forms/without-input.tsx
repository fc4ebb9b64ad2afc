import { Input } from 'antd';
import type { InputProps } from '../../../acts/field-input.js';
import { texts, useTexts } from '../../../language/texts.js';
import { useUnitNames } from '../../../show/unit-names.js';

const withoutTexts = texts('supervision-without-input', {
  reported: ['已向你单位报送', 'has reported to you'],
  why: ['{unit}未报送的原因', 'Why {unit} did not report'],
});

/** A supporting unit that the report does without, and why. */
export interface Without {
  readonly unit: string;
  readonly reason: string;
}

/** Asks, for each supporting unit, why it did not report; those that did are marked. */
export function WithoutInput({ value = [], onChange, units, reported }: InputProps<readonly Without[]> & { readonly units: readonly string[]; readonly reported: readonly string[] }) {
  const t = useTexts(withoutTexts);
  const name = useUnitNames();
  const put = (unit: string, reason: string) => onChange?.([...value.filter((one) => one.unit !== unit), ...(reason === '' ? [] : [{ unit, reason }])]);
  return (
    <ul className="without-input">
      {units.map((unit) => (
        <li key={unit}>
          <span>{name(unit)} {reported.includes(unit) && <small>{t('reported')}</small>}</span>
          {!reported.includes(unit) && <Input aria-label={t('why', { unit: name(unit) })} placeholder={t('why', { unit: name(unit) })} maxLength={500} value={value.find((one) => one.unit === unit)?.reason ?? ''} onChange={({ target }) => put(unit, target.value)} />}
        </li>
      ))}
    </ul>
  );
}
