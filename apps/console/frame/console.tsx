import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useLanguage } from '../language/texts.js';
import { renew, sessionState, watchSession } from '../server/session.js';
import { forgetAnswers, queryClient } from '../server/views.js';
import { FaultWall } from './fault-wall.js';
import { Opening } from './opening.js';
import { theme } from './theme.js';

const SignIn = lazy(async () => ({ default: (await import('./sign-in.js')).SignIn }));
const Shell = lazy(async () => ({ default: (await import('./shell.js')).Shell }));
const ChangePassword = lazy(async () => ({ default: (await import('./change-password.js')).ChangePassword }));

/** The console: signs people in and shows the frame with their pages. */
export function Console() {
  const { language } = useLanguage();
  const session = useSyncExternalStore(watchSession, sessionState);
  const person = session.is === 'in' ? session.user : undefined;

  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  useEffect(() => {
    if (sessionState().is === 'unknown') renew().catch(() => undefined);
  }, []);
  useEffect(() => forgetAnswers, [person]);

  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }} componentSize="middle">
      <App component={false}>
        <QueryClientProvider client={queryClient}>
          <FaultWall>
            <Suspense fallback={<Opening />}>
            {session.is === 'unknown' && <Opening />}
            {session.is === 'out' && <SignIn />}
            {session.is === 'in' && (session.mustChangePassword ? <ChangePassword forced /> : <Shell key={session.user} />)}
            </Suspense>
          </FaultWall>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
