import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useLanguage, useTexts } from '../language/texts.js';
import { toldOf, type Problem } from '../server/problems.js';
import { changePassword, signOut } from '../server/session.js';
import { frameTexts } from './frame-texts.js';

interface Passwords {
  readonly current: string;
  readonly next: string;
  readonly repeat: string;
}

/** Changes the own password; `forced` when nothing else may be done before. */
export function ChangePassword({ forced = false, onDone }: { readonly forced?: boolean; readonly onDone?: () => void }) {
  const t = useTexts(frameTexts);
  const { say } = useLanguage();
  const { notification } = App.useApp();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const submit = async ({ current, next }: Passwords) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await changePassword(current, next);
      notification.success({ title: t('changed') });
      onDone?.();
    } catch (error) {
      setProblem(toldOf(error));
    }
    setBusy(false);
  };
  const required = [{ required: true, message: t('required') }];
  const form = (
    <Form layout="vertical" onFinish={submit} requiredMark={false}>
      <Form.Item name="current" label={t('current')} rules={required}><Input.Password autoComplete="current-password" /></Form.Item>
      <Form.Item name="next" label={t('next')} rules={required}><Input.Password autoComplete="new-password" /></Form.Item>
      <Form.Item name="repeat" label={t('repeat')} dependencies={['next']} rules={[...required, ({ getFieldValue }) => ({ validator: async (_, value) => { if (value && value !== getFieldValue('next')) throw new Error(t('repeatWrong')); } })]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {problem && <Alert type="error" showIcon title={say(problem.text.title)} description={[say(problem.text.remedy), ...(problem.errors ?? []).map(({ message }) => say(message))].join(' ')} className="spaced" />}
      <Button type="primary" htmlType="submit" loading={busy}>{t('change')}</Button>
      {forced && <Button type="link" onClick={() => void signOut()}>{t('signOut')}</Button>}
    </Form>
  );
  if (!forced) return form;
  return (
    <main className="sign-in">
      <section className="sign-in-paper">
        <h1>{t('changePassword')}</h1>
        <Alert type="warning" showIcon title={t('mustChange')} className="spaced" />
        {form}
      </section>
    </main>
  );
}
