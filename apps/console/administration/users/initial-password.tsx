import { Button, Input } from 'antd';
import type { InputProps } from '../../acts/field-input.js';
import { texts, useTexts } from '../../language/texts.js';
import { madePassword } from './made-password.js';

const passwordTexts = texts('admin-password', { make: ['生成', 'Make one'] });

/** An initial password, typed or made; it is shown, because it is handed over on paper and changed at the first sign-in. */
export function InitialPassword({ id, value, onChange }: InputProps<string>) {
  const t = useTexts(passwordTexts);
  return (
    <span className="admin-password">
      <Input.Password id={id} autoComplete="new-password" value={value} onChange={({ target }) => onChange?.(target.value)} />
      <Button onClick={() => onChange?.(madePassword())}>{t('make')}</Button>
    </span>
  );
}
