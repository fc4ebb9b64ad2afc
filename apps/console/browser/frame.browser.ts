import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { City } from './visit.js';

let city: City;
beforeAll(async () => void (city = await City.open()));
afterAll(() => city.close());

describe('signing in', () => {
  test.each([['zh', 'desktop'], ['en', 'phone']] as const)('offers the demo accounts, in %s on a %s', async (language, device) => {
    const visit = await city.window({ language, device });
    await visit.open('/');
    await visit.page.getByRole('button', { name: 'reporter-xuanwu' }).click();
    await expect(visit.page.getByLabel(/^(账号|Account)$/).inputValue()).resolves.toBe('reporter-xuanwu');
    await visit.check();
    await visit.shot('sign-in', { wholePage: true });
    await visit.close();
  });

  test('with a wrong password says what to do and keeps the name', async () => {
    const visit = await city.window();
    await visit.open('/');
    await visit.page.getByLabel('账号').fill('bureau');
    await visit.page.getByLabel('口令').fill('wrong');
    await visit.press('Enter');
    await visit.page.getByRole('alert').waitFor();
    expect(await visit.page.getByLabel('账号').inputValue()).toBe('bureau');
    await visit.check();
    await visit.close();
  });

  test('lasts over a reload, in two tabs at once, and no script can read what renews it', async () => {
    const visit = await city.visit('bureau');
    const second = await visit.page.context().newPage();
    await Promise.all([visit.page.reload(), second.goto(city.address)]);
    await Promise.all([visit.page.getByRole('navigation', { name: '主菜单' }).waitFor(), second.getByRole('navigation', { name: '主菜单' }).waitFor()]);
    await Promise.all([visit.page.reload(), second.reload()]);
    await Promise.all([visit.page.getByRole('navigation', { name: '主菜单' }).waitFor(), second.getByRole('navigation', { name: '主菜单' }).waitFor()]);
    const readable = await visit.page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
    expect(readable).not.toMatch(/eyJ|refresh/i);
    const cookies = await visit.page.context().cookies(`${city.address}/api/sign-in`);
    expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([{ name: 'zhiheng-refresh', httpOnly: true, sameSite: 'Strict' }]);
    await visit.close();
  });

  test('ends in every tab when one signs out', async () => {
    const visit = await city.visit('leader');
    const second = await visit.page.context().newPage();
    await second.goto(city.address);
    await second.getByRole('navigation', { name: '主菜单' }).waitFor();
    await visit.page.getByRole('button', { name: '账号：leader' }).click();
    await visit.page.getByText('退出登录').click();
    await visit.page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await second.getByRole('button', { name: '登录', exact: true }).waitFor();
    await visit.close();
  });
});

describe('the frame', () => {
  test('changes its language at once and remembers it', async () => {
    const visit = await city.visit('bureau');
    await visit.page.getByRole('button', { name: 'English · 切换为英文' }).click();
    await visit.page.getByRole('link', { name: 'Workbench' }).waitFor();
    expect(await visit.page.evaluate(() => document.documentElement.lang)).toBe('en');
    await visit.close();
  });

  test('says unmistakably that one looks at the past, on every page one goes to, and comes back', async () => {
    const visit = await city.visit('bureau');
    await visit.page.getByRole('button', { name: '现在 · 查看哪个时点的数据' }).click();
    await visit.page.getByRole('button', { name: '昨天' }).click();
    await visit.page.getByText('以 昨天 已知数据为准').waitFor();
    await visit.check();
    await visit.shot('past');
    await visit.open('/nowhere?at=yesterday');
    await visit.page.getByRole('link', { name: '工作台', exact: true }).click();
    await visit.page.waitForURL(/\/\?at=yesterday$/);
    await visit.page.getByRole('button', { name: '回到现在' }).click();
    await visit.page.getByText('以 昨天 已知数据为准').waitFor({ state: 'detached' });
    expect(visit.page.url()).not.toContain('at=');
    await visit.close();
  });

  test('can be used by keyboard: to the content, and into the menu', async () => {
    const visit = await city.visit('bureau');
    await visit.open('/');
    await visit.press('Tab');
    expect(await visit.page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await visit.press('Enter');
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('content');
    await visit.close();
  });

  test('says that the network is gone and keeps the page', async () => {
    const visit = await city.visit('bureau');
    await visit.settled();
    await visit.page.context().setOffline(true);
    await visit.page.getByText('网络已断开').waitFor();
    await visit.shot('offline');
    await visit.page.context().setOffline(false);
    await visit.page.getByText('网络已断开').waitFor({ state: 'detached' });
    await visit.close();
  });

  test('shows a page that is not there, and one that is not the person’s', async () => {
    const visit = await city.visit('reporter-xuanwu');
    await visit.open('/nowhere');
    await visit.page.getByRole('heading', { name: '没有这个页面' }).waitFor();
    await visit.check();
    await visit.open('/admin/users');
    await visit.page.getByRole('heading', { name: '您没有使用此页面的权限' }).waitFor();
    await visit.check();
    await visit.close();
  });

  test.each(['bureau', 'reporter-xuanwu', 'leader', 'sysadmin'])('opens on a phone for %s with its menu in a drawer', async (name) => {
    const visit = await city.visit(name, { device: 'phone' });
    await visit.settled();
    await visit.page.getByRole('button', { name: '打开菜单' }).click();
    await visit.page.getByRole('navigation', { name: '主菜单' }).waitFor();
    await visit.shot(`menu-${name}`);
    await visit.close();
  });
});

describe('what a browser is handed', () => {
  const assets = join(import.meta.dirname, '../../../dist/console/assets');

  test('comes under a policy without unsafe-eval and without other hosts; an inline script does not run', async () => {
    const response = await fetch(city.address, { headers: { accept: 'text/html' } });
    const policy = response.headers.get('content-security-policy') ?? '';
    if (!process.env['CONSOLE_ADDRESS']) {
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe-eval|https?:/);
    }
    expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  test('is under 350 kB of compressed script until the workbench is there', async () => {
    if (process.env['CONSOLE_ADDRESS']) return expect(process.env['CI']).toBeUndefined();
    const visit = await city.window();
    const seen = new Set<string>();
    visit.page.on('response', (response) => void (/\/assets\/.*\.js$/.test(response.url()) && seen.add(response.url().split('/').at(-1)!)));
    await visit.signIn('bureau');
    await visit.settled();
    const bytes = [...seen].reduce((sum, name) => sum + statSync(join(assets, `${name}.br`)).size, 0);
    expect({ files: seen.size > 2, under: bytes < 350 * 1024, bytes: bytes < 350 * 1024 ? 'fine' : bytes }).toEqual({ files: true, under: true, bytes: 'fine' });
    await visit.close();
  });

  // What came to Chromium after version 100, with the version that brought it.
  const younger: readonly (readonly [name: string, pattern: RegExp])[] = [
    ['Array.toSorted and its kind (110)', /\.(toSorted|toReversed|toSpliced)\(/], ['Object.groupBy (117)', /\b(Object|Map)\.groupBy\(/], ['Array.fromAsync (121)', /Array\.fromAsync\(/],
    ['Promise.withResolvers (119)', /Promise\.withResolvers\(/], ['URL.canParse (120)', /URL\.canParse\(/], ['AbortSignal.any (116)', /AbortSignal\.any\(/], ['AbortSignal.timeout (103)', /AbortSignal\.timeout\(/],
    ['Set methods (122)', /\.(isSubsetOf|isSupersetOf|symmetricDifference)\(/], ['the v flag (112)', /\/[dgimsuy]*v[dgimsuy]*\.(test|exec|source)\b/], ['Iterator helpers (122)', /Iterator\.from\(/],
  ];
  test.each(younger)('does without %s, so that Chromium 100 can run it', (_name, pattern) => {
    const using = readdirSync(assets).filter((name) => name.endsWith('.js') && pattern.test(readFileSync(join(assets, name), 'utf8')));
    expect(using).toEqual([]);
  });

  test('has styles that Chromium 100 knows', () => {
    const using = readdirSync(assets).filter((name) => name.endsWith('.css') && /:has\(|@container|@scope|\s&[:.]|color-mix\(/.test(readFileSync(join(assets, name), 'utf8')));
    expect(using).toEqual([]);
  });

  test('an account whose password was reset must change it before anything else', async () => {
    await city.call('sysadmin', 'POST', '/users', { loginName: 'first-day', unit: 'xuanwu', password: 'First-Day-Password-7391' });
    const visit = await city.window();
    await visit.signIn('first-day', 'First-Day-Password-7391');
    await visit.page.getByText('请先修改口令').waitFor();
    await visit.check();
    await visit.page.getByLabel('现用口令').fill('First-Day-Password-7391');
    await visit.page.getByLabel('新口令', { exact: true }).fill('Second-Day-Password-8264');
    await visit.page.getByLabel('再次输入新口令').fill('Second-Day-Password-8264');
    await visit.page.getByRole('button', { name: '修改' }).click();
    await visit.page.getByRole('navigation', { name: '主菜单' }).waitFor();
    await visit.close();
  });
});
