import { Button, Select, Space } from 'antd';
import type { InputProps } from '../../acts/field-input.js';
import { texts, useTexts } from '../../language/texts.js';
import { useUnitOptions, useUnits } from '../../show/unit-names.js';

const unitsTexts = texts('supervision-units-input', {
  areas: ['各区和江北新区', 'All districts and the new area'],
  departments: ['市级部门', 'All departments'],
  clear: ['清空', 'None'],
});

const kinds = { areas: ['district', 'new-area'], departments: ['department'] } as const;

/** Several units; whole groups with one click. */
export function UnitsInput({ id, value = [], onChange }: InputProps<readonly string[]>) {
  const t = useTexts(unitsTexts);
  const units = useUnits() ?? [];
  const options = useUnitOptions();
  const add = (group: keyof typeof kinds) => onChange?.([...new Set([...value, ...units.filter(({ kind }) => (kinds[group] as readonly string[]).includes(kind)).map(({ code }) => code)])]);
  return (
    <>
      <Space wrap size={6} className="campaigns-unit-groups">
        <Button size="small" onClick={() => add('areas')}>{t('areas')}</Button>
        <Button size="small" onClick={() => add('departments')}>{t('departments')}</Button>
        {value.length > 0 && <Button size="small" type="link" onClick={() => onChange?.([])}>{t('clear')}</Button>}
      </Space>
      <Select id={id} mode="multiple" value={[...value]} onChange={(next: string[]) => onChange?.(next)} options={options} showSearch={{ optionFilterProp: 'label' }} className="campaigns-units" />
    </>
  );
}
