import { BellOutlined, DownOutlined, GlobalOutlined, HistoryOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { Drawer, Dropdown, Menu, Tooltip } from 'antd';
import type { ItemType } from 'antd/es/menu/interface';
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { useLanguage, useTexts } from '../language/texts.js';
import { followChanges, useLiveState } from '../server/live.js';
import { signOut } from '../server/session.js';
import { usePermissions, useView, type Permissions } from '../server/views.js';
import { TraceDrawer } from '../trace/trace-drawer.js';
import { To, useAddress, useMoment } from './address.js';
import { areas } from './areas.js';
import { FaultWall } from './fault-wall.js';
import { frameTexts } from './frame-texts.js';
import { MomentBar } from './moment.js';
import { Opening } from './opening.js';
import type { Page } from './pages.js';
import { NoPage, NotYours } from './page-states.js';
import { useAbout, usePerson } from './person.js';
import { usePlanYear } from './plan-year.js';
import { mark } from '../show/punctuation.js';

// Forms and calendars are heavy: they come when they are opened.
const MomentDialog = lazy(() => import('./moment-dialog.js'));
const PasswordDialog = lazy(() => import('./password-dialog.js'));

const mine = ({ needs }: Page, { may }: Permissions): boolean => needs === undefined || needs.some((route) => may(route));

const loaded = new Map<Page, ReturnType<typeof lazy>>();
function componentOf(page: Page) {
  if (!loaded.has(page)) loaded.set(page, lazy(page.load));
  return loaded.get(page)!;
}

/** More exact addresses before those with places, as the switch takes the first that fits. */
const exactness = ({ path }: Page): number => path.split('/').reduce((sum, part) => sum * 4 + (part.startsWith(':') ? 1 : part === '' ? 2 : 3), 0);
const everyPage = areas.flatMap(({ pages }) => pages).sort((a, b) => b.path.split('/').length - a.path.split('/').length || exactness(b) - exactness(a));

interface MenuEntry {
  readonly key: string;
  readonly icon: ReactNode;
  readonly label: ReactNode;
  children?: { key: string; label: ReactNode }[];
}

function useMenuItems() {
  const permissions = usePermissions();
  const { say } = useLanguage();
  return useMemo(
    () =>
      areas.flatMap(({ key, title, icon: Icon, pages }): readonly MenuEntry[] => {
        const shown = pages.filter((page) => page.menu && mine(page, permissions));
        if (shown.length === 0) return [];
        const item = (page: Page) => ({ key: page.path, label: <To href={page.path}>{say(page.title)}</To> });
        if (shown.length === 1) return [{ ...item(shown[0]!), icon: <Icon />, label: <To href={shown[0]!.path}>{say(title)}</To> }];
        return [{ key, icon: <Icon />, label: say(title), children: shown.map(item) }];
      }),
    [permissions, say],
  );
}

/** Whether an address is one of a page's. */
const addressFits = (pattern: string, address: string): boolean => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(address);

function SideMenu({ onPick }: { readonly onPick?: () => void }) {
  const items = useMenuItems();
  const { path: address } = useAddress();
  const path = everyPage.find((page) => page.under && addressFits(page.path, address))?.under ?? address;
  const t = useTexts(frameTexts);
  const leaves = items.flatMap((item): { key: string; group: string | undefined }[] => (item.children ? item.children.map(({ key }) => ({ key, group: item.key })) : [{ key: item.key, group: undefined }]));
  const open = leaves.filter(({ key }) => path === key || (key !== '/' && path.startsWith(`${key}/`))).sort((a, b) => b.key.length - a.key.length)[0];
  const group = open?.group ?? areas.find(({ key }) => path.startsWith(`/${key}`))?.key;
  const [unfolded, setUnfolded] = useState<string[]>([]);
  useEffect(() => {
    if (group) setUnfolded((before) => (before.includes(group) ? before : [...before, group]));
  }, [group]);
  return (
    <nav aria-label={t('menu')}>
      <Menu mode="inline" items={items as ItemType[]} selectedKeys={open ? [open.key] : []} openKeys={unfolded} onOpenChange={setUnfolded} onClick={() => onPick?.()} inlineIndent={16} />
    </nav>
  );
}

function YearPicker() {
  const t = useTexts(frameTexts);
  const { year } = usePlanYear();
  const { put } = useAddress();
  const years = [-2, -1, 0, 1, 2].map((step) => Number(year) + step);
  return (
    <select className="year" aria-label={t('year')} value={year} onChange={({ target }) => put({ year: target.value, cursor: undefined, page: undefined })}>
      {years.map((one) => <option key={one} value={String(one)}>{one}</option>)}
    </select>
  );
}

function Inbox() {
  const t = useTexts(frameTexts);
  const { data } = useView('GET /notices', { query: { limit: 1 } }, { now: true });
  const unread = data?.counts.unread ?? 0;
  return (
    <To href="/notices" className="bar-button" title={t('inbox', { unread })}>
      <BellOutlined aria-hidden aria-label={undefined} />{unread > 0 && <span className="count" aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}<span className="sr-only">{t('inbox', { unread })}</span>
    </To>
  );
}

function Person({ onPassword }: { readonly onPassword: () => void }) {
  const t = useTexts(frameTexts);
  const { go } = useAddress();
  const { say } = useLanguage();
  const person = usePerson();
  const roles = [...new Map(person?.grants.map(({ role, title }) => [role, say(title)]))].map(([, title]) => title).join(mark.and);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', type: 'group', label: `${person?.loginName ?? ''} · ${roles}` },
          { key: 'account', label: t('myAccount') },
          { key: 'password', label: t('changePassword'), disabled: person?.demonstration },
          { key: 'out', label: t('signOut') },
        ],
        onClick: ({ key }) => (key === 'out' ? void signOut() : key === 'password' ? onPassword() : key === 'account' ? go('/account') : undefined),
      }}
    >
      <button type="button" className="bar-button" aria-label={t('account', { name: person?.loginName ?? '' })}>
        <UserOutlined /> <span className="wide-only">{person?.loginName}</span> <DownOutlined className="tiny" />
      </button>
    </Dropdown>
  );
}

function LiveSign() {
  const t = useTexts(frameTexts);
  const state = useLiveState();
  if (state === 'off') return null;
  const text = t(state);
  return <Tooltip title={text}><span className={`live live-${state}`} role="status" aria-label={text}>{state === 'live' ? '●' : '○'}</span></Tooltip>;
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const told = () => setOnline(navigator.onLine);
    window.addEventListener('online', told);
    window.addEventListener('offline', told);
    return () => (window.removeEventListener('online', told), window.removeEventListener('offline', told));
  }, []);
  return online;
}

/** The page's name in the window's title and, for readers of the screen, told when it changes. */
function useTitle(page: Page | undefined): void {
  const { say } = useLanguage();
  const t = useTexts(frameTexts);
  useEffect(() => {
    document.title = page ? `${say(page.title)} · ${t('product')}` : t('product');
  }, [page, say, t]);
}

function Shown({ page, params }: { readonly page: Page; readonly params: Record<string, string> }) {
  const permissions = usePermissions();
  const Body = componentOf(page);
  useTitle(page);
  if (!permissions.known) return <Opening />;
  if (!mine(page, permissions)) return <NotYours />;
  return <Suspense fallback={<Opening />}><Body key={JSON.stringify(params)} {...params} /></Suspense>;
}

/** The frame: menu at the left, bar at the top, one task in the middle, what explains it at the right. */
export function Shell() {
  const t = useTexts(frameTexts);
  const { language, choose, say } = useLanguage();
  const about = useAbout();
  const { at } = useMoment();
  const online = useOnline();
  const { path } = useAddress();
  const [menuOpen, setMenuOpen] = useState(false);
  const [momentOpen, setMomentOpen] = useState(false);
  const [passwordOpen, setPasswordOpen] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    void followChanges(ending.signal);
    return () => ending.abort();
  }, []);
  useEffect(() => setMenuOpen(false), [path]);

  return (
    <div className={at === undefined ? 'shell' : 'shell shell-past'}>
      <a className="skip" href="#content">{t('skip')}</a>
      <header className="bar">
        <button type="button" className="bar-button narrow-only" aria-label={t('openMenu')} onClick={() => setMenuOpen(true)}><MenuOutlined /></button>
        <To href="/" className="bar-product"><img src="/zhiheng.svg" alt="" width={24} height={24} /> <strong>{t('product')}</strong> <span className="wide-only">{t('tagline')}</span></To>
        {about?.demo && <span className="demo-mark">{t('demo')}</span>}
        <span className="bar-space" />
        <LiveSign />
        <YearPicker />
        <button type="button" className={at === undefined ? 'bar-button' : 'bar-button bar-past'} onClick={() => setMomentOpen(true)} aria-label={`${at === undefined ? t('now') : t('moment')} · ${t('momentTitle')}`}>
          <HistoryOutlined /> <span className="wide-only">{at === undefined ? t('now') : t('moment')}</span>
        </button>
        <button type="button" className="bar-button" onClick={() => choose(language === 'zh' ? 'en' : 'zh')} aria-label={`${t('language')} · ${t('languageHint')}`}><GlobalOutlined /> <span className="wide-only" lang={language === 'zh' ? 'en' : 'zh-CN'}>{t('language')}</span></button>
        <Inbox />
        <Person onPassword={() => setPasswordOpen(true)} />
      </header>
      {at !== undefined && <MomentBar at={at} />}
      {!online && <p className="offline" role="alert">{t('offline')}</p>}
      <div className="body">
        <aside className="side wide-only"><SideMenu /></aside>
        <main id="content" className="content" tabIndex={-1}>
          <FaultWall key={path}>
            <Switch>
              {everyPage.map((page) => (
                <Route key={page.path} path={page.path}>{(params) => <Shown page={page} params={params as Record<string, string>} />}</Route>
              ))}
              <Route><NoPage /></Route>
            </Switch>
          </FaultWall>
        </main>
        <TraceDrawer />
      </div>
      <Drawer open={menuOpen} onClose={() => setMenuOpen(false)} placement="left" size={260} title={say({ zh: '质衡', en: 'Zhiheng' })} styles={{ body: { padding: 0 } }}><SideMenu onPick={() => setMenuOpen(false)} /></Drawer>
      <Suspense fallback={null}>
        {momentOpen && <MomentDialog onClose={() => setMomentOpen(false)} />}
        {passwordOpen && <PasswordDialog onClose={() => setPasswordOpen(false)} />}
      </Suspense>
    </div>
  );
}
