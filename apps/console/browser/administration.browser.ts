import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parkTwoReports } from '../../server/parked-examples.js';
import { City, type Visit } from './visit.js';

let city: City;
beforeAll(async () => void (city = await City.open()));
afterAll(() => city.close());

/** Names are this run's own, so that a city that is visited again has none of them yet. */
const run = Date.now().toString(36);
const newcomer = `newcomer-${run}`;

const pages = {
  sysadmin: ['/admin/users', '/admin/users/auditor', '/admin/projections', '/admin/deliveries', '/admin/system', '/admin/roles'],
  secadmin: ['/admin/grants', '/admin/users/reporter-xuanwu', '/admin/delegations', '/admin/keys', '/account'],
  auditadmin: ['/admin/access-log'],
  bureau: ['/account'],
} as const;

describe('every page of the administration', () => {
  test.each([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']] as const)('is drawn and accessible, in %s on a %s', async (language, device) => {
    const wrong: unknown[] = [];
    for (const [name, paths] of Object.entries(pages)) {
      const visit = await city.visit(name, { language, device });
      for (const path of paths) {
        await visit.open(path);
        await visit.shot(`admin-${name}${path.replaceAll('/', '-')}`, { wholePage: true });
        await visit.check().catch((error: unknown) => wrong.push(error));
      }
      await visit.close();
    }
    expect(wrong).toEqual([]);
  });
});

/** Fill and send the form that is open. */
async function send(visit: Visit, fields: Readonly<Record<string, string>>, confirm: string): Promise<void> {
  const dialog = visit.page.getByRole('dialog');
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(text);
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Choose from a list of the form that is open. */
async function choose(visit: Visit, label: string, text: string): Promise<void> {
  await visit.page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await visit.page.keyboard.type(text);
  await visit.page.keyboard.press('Enter');
}

const nav = (visit: Visit) => visit.page.getByRole('navigation');

describe('an account from its first day', () => {
  test('is registered by the system administrator, who can grant it nothing', async () => {
    const visit = await city.visit('sysadmin');
    await visit.open('/admin/users');
    await visit.page.getByText('您不能授予角色').waitFor();
    await visit.page.getByRole('button', { name: '登记账号' }).click();
    await visit.page.getByRole('dialog').getByLabel('登录名').fill(newcomer);
    await choose(visit, '所在单位', '鼓楼');
    await visit.shot('admin-register');
    await visit.check();
    await send(visit, { 初始口令: 'First-Day-Password-7391' }, '登记账号');
    await visit.page.waitForURL(new RegExp(`/admin/users/${newcomer}`));
    await visit.page.getByText('尚无角色').waitFor();
    expect(await visit.page.getByRole('button', { name: '授予角色' }).count()).toBe(0);
    await visit.close();
  });

  test('is granted a role by the security administrator; a role that excludes it is refused in words', async () => {
    const visit = await city.visit('secadmin');
    await visit.open(`/admin/grants?user=${newcomer}`);
    const row = visit.page.getByRole('row').filter({ hasText: newcomer });
    await row.getByRole('button', { name: '授予角色' }).click();
    await choose(visit, '角色', '填报员');
    await visit.shot('admin-grant');
    await send(visit, { 理由: '鼓楼区函请' }, '授予角色');
    await row.getByText('填报员').waitFor();

    await row.getByRole('button', { name: '授予角色' }).click();
    await choose(visit, '角色', '系统管理员');
    await choose(visit, '范围', '全市');
    await visit.page.getByRole('dialog').getByLabel('理由').fill('不应成功');
    await visit.page.getByRole('dialog').getByRole('button', { name: '授予角色' }).click();
    await visit.page.getByText(/三员分立：持有“填报员”的人不能再持有“系统管理员”/).first().waitFor();
    await visit.shot('admin-grant-refused');
    await visit.close();
  });

  test('signs in, must change its password, and works', async () => {
    const visit = await city.window();
    await visit.signIn(newcomer, 'First-Day-Password-7391');
    await visit.page.getByText('请先修改口令').waitFor();
    await visit.page.getByLabel('现用口令').fill('First-Day-Password-7391');
    await visit.page.getByLabel('新口令', { exact: true }).fill('Second-Day-Password-8264');
    await visit.page.getByLabel('再次输入新口令').fill('Second-Day-Password-8264');
    await visit.page.getByRole('button', { name: '修改' }).click();
    await nav(visit).getByText('数据填报').waitFor({ state: 'attached' });
    expect(await nav(visit).getByText('系统管理').count()).toBe(0);
    await visit.open('/account');
    await visit.page.getByRole('row').filter({ hasText: '填报员' }).getByText('鼓楼区').waitFor();
    await visit.shot('account-newcomer');
    await visit.check();
    await visit.close();
  });

  test('is locked with a reason, cannot sign in, and is unlocked again', async () => {
    const visit = await city.visit('sysadmin');
    await visit.open(`/admin/users/${newcomer}`);
    await visit.page.getByRole('button', { name: '锁定账号' }).click();
    await send(visit, { 理由: '离岗' }, '锁定账号');
    await visit.page.getByText('已锁定').first().waitFor();
    const other = await city.window();
    await other.page.goto(other.address);
    await other.page.getByLabel('账号').fill(newcomer);
    await other.page.getByLabel('口令').fill('Second-Day-Password-8264');
    await other.page.getByRole('button', { name: '登录', exact: true }).click();
    await other.page.getByRole('alert').waitFor();
    await other.close();
    await visit.page.getByRole('button', { name: '解锁账号' }).click();
    await send(visit, { 理由: '返岗' }, '解锁账号');
    await visit.page.getByRole('button', { name: '锁定账号' }).waitFor();
    await visit.page.getByText('离岗').first().waitFor();
    await visit.close();
  });

  test('loses its role by a revocation with a reason', async () => {
    const visit = await city.visit('secadmin');
    await visit.open(`/admin/users/${newcomer}`);
    await visit.page.getByRole('button', { name: '撤销角色' }).click();
    await send(visit, { 理由: '调离' }, '撤销角色');
    await visit.page.getByText('尚无角色').waitFor();
    await visit.close();
  });
});

test('somebody lets a colleague stand in, and ends it', async () => {
  const visit = await city.visit('bureau');
  await visit.page.getByRole('button', { name: '账号：bureau' }).click();
  await visit.page.getByText('我的账号与代理').click();
  await visit.page.getByRole('button', { name: '设立代理' }).click();
  await choose(visit, '代理人', 'inspector');
  await visit.page.getByRole('dialog').getByLabel('至').fill(new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
  await visit.page.keyboard.press('Enter');
  await visit.shot('account-delegate');
  await send(visit, {}, '设立代理');
  const row = visit.page.getByRole('row').filter({ hasText: 'inspector' }).filter({ hasText: '生效中' });
  await row.waitFor();
  await row.getByRole('button', { name: '终止代理' }).click();
  await send(visit, { 理由: '已返岗' }, '终止代理');
  await row.waitFor({ state: 'detached' });
  await visit.close();
});

test('the system administrator makes a projection anew and follows it to its end', async () => {
  const visit = await city.visit('sysadmin');
  await visit.open('/admin/projections?name=history.names');
  const row = visit.page.getByRole('row').filter({ hasText: 'history.names' });
  const generation = Number(await row.getByRole('cell').nth(5).textContent());
  await row.getByRole('button', { name: '重建' }).click();
  await visit.page.getByText(/在旧一代旁边从日志重新生成/).waitFor();
  await send(visit, { 理由: '演练' }, '重建');
  await visit.page.waitForFunction((next) => [...document.querySelectorAll('tr')].some((line) => line.textContent?.includes('history.names') && line.querySelectorAll('td')[5]?.textContent === String(next)), generation + 1, { timeout: 60_000 });
  await visit.close();
});

test('the audit administrator checks the chain and seals the log', async () => {
  const visit = await city.visit('auditadmin');
  await visit.open('/admin/access-log');
  await visit.page.getByRole('button', { name: '立即封存' }).click();
  await visit.page.getByText(/把链头写入事件日志/).waitFor();
  await visit.shot('admin-seal');
  await send(visit, {}, '立即封存');
  await visit.page.getByRole('region', { name: '列表：访问日志封存' }).getByRole('row').filter({ hasText: 'auditadmin' }).first().waitFor();
  await visit.page.getByRole('button', { name: '核验', exact: true }).click();
  await visit.page.getByText(/^完整：核对/).waitFor();
  await visit.page.getByText(/与事件日志中的 \d+ 个封存一致/).waitFor();
  await visit.shot('admin-sealed', { wholePage: true });
  await visit.page.getByRole('button', { name: '清除到期条目' }).click();
  await visit.page.getByRole('dialog').getByLabel('理由').fill('到期');
  await visit.page.getByRole('dialog').getByRole('button', { name: '清除到期条目' }).click();
  await visit.page.getByRole('dialog').getByRole('alert').waitFor();
  await visit.close();
});

test('the security administrator changes the key of the ledger, with a reason', async () => {
  const visit = await city.visit('secadmin');
  await visit.open('/admin/keys');
  const before = await visit.page.getByText('使用中').count();
  await visit.page.getByRole('button', { name: '更换签名密钥' }).click();
  await visit.page.getByText(/旧密钥即刻停用/).waitFor();
  await send(visit, { 理由: '年度更换' }, '更换签名密钥');
  await visit.page.waitForFunction(() => document.querySelectorAll('.plain-table tbody tr').length > 1);
  expect(await visit.page.getByText('使用中').count()).toBe(before);
  await visit.shot('admin-key-changed');
  await visit.close();
});

// Last, as it restarts the city; one that runs elsewhere is left alone.
(process.env['CONSOLE_ADDRESS'] ? test.skip : test)('the system administrator tries one parked message again and gives another up', async () => {
  const [first, second] = await parkTwoReports(city.server!);
  const visit = await city.visit('sysadmin');
  await visit.open('/admin/projections');
  const parked = visit.page.getByRole('region', { name: '列表：挂起事项' });
  const row = (position: number) => parked.getByRole('row').filter({ hasText: `map: TypeError: no unit` }).filter({ hasText: String(position) });
  await row(second.position).waitFor();
  await visit.shot('admin-parked', { wholePage: true });
  await visit.check();
  await row(first.position).getByRole('button', { name: '重试' }).click();
  await visit.page.getByText(/再办理一次/).waitFor();
  await send(visit, {}, '重试');
  await visit.page.getByText('已办理，其后等待的事项已继续').first().waitFor();
  await row(first.position).waitFor({ state: 'detached' });
  await row(second.position).getByRole('button', { name: '放弃' }).click();
  await send(visit, { 理由: '重复录入' }, '放弃');
  await parked.waitFor({ state: 'detached' });
  await visit.page.getByText(/项正常，没有挂起的事项/).waitFor();
  await visit.close();
});
