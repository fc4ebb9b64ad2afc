import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../language/texts.js';
import { toldOf, type Problem } from '../server/problems.js';
import { signIn } from '../server/session.js';
import { frameTexts } from './frame-texts.js';
import type { Routes } from '../server/routes.js';

type About = Routes['GET /system']['reply'];

/** Roles of which one demo account each is offered at the sign-in. */
const offered = ['bureau', 'reporter-xuanwu', 'verifier-market-regulation', 'inspector', 'leader', 'organisation', 'auditor', 'sysadmin', 'secadmin', 'auditadmin'];

/** The page to sign in; in demo mode it offers the demo accounts. */
export function SignIn() {
  const t = useTexts(frameTexts);
  const { language, choose, say } = useLanguage();
  const [form] = Form.useForm<{ loginName: string; password: string }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const { data: about } = useQuery({ queryKey: ['about'], queryFn: async () => (await fetch('/api/system')).json() as Promise<About>, staleTime: Infinity });

  const submit = async ({ loginName, password }: { loginName: string; password: string }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(loginName.trim(), password);
    } catch (error) {
      setProblem(toldOf(error));
      setBusy(false);
    }
  };

  return (
    <main className="sign-in">
      <section className="sign-in-paper">
        <header>
          <img src="/zhiheng.svg" alt="" width={40} height={40} />
          <h1>{t('product')} <small>{t('tagline')}</small></h1>
          <Button type="link" size="small" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>{t('language')}</Button>
        </header>
        <Form form={form} layout="vertical" onFinish={submit} requiredMark={false} aria-label={t('signInTitle')}>
          <Form.Item name="loginName" label={t('loginName')} rules={[{ required: true, message: t('required') }]}>
            <Input autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('required') }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          {problem && <Alert type="error" showIcon title={say(problem.text.title)} description={say(problem.text.remedy)} className="spaced" />}
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>{t('signIn')}</Button>
        </Form>
        {about?.demo && (
          <section className="sign-in-demo" aria-label={t('demo')}>
            <h2>{t('demoAccounts', { password: about.password ?? '' })}</h2>
            <ul className="demo-accounts">
              {about.accounts.filter(({ name }) => offered.includes(name)).map(({ name, title }) => (
                <li key={name}>
                  <Button size="small" onClick={() => form.setFieldsValue({ loginName: name, password: about.password ?? '' })}>{name}</Button> <span>{say(title).replace(/^[^：:]*[：:]\s*/, '')}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <footer>{t('poweredBy')}</footer>
      </section>
    </main>
  );
}
