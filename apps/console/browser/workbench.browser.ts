import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { City, type Visit } from './visit.js';

/** Everybody of the demo city, and a card or sentence that the morning has for each. */
const people = [
  ['bureau', /申报不适用待批准/], ['reporter-xuanwu', /待填报/], ['verifier-market-regulation', /待核定|没有需要您办理的事项/], ['inspector', /整改待核查/], ['leader', /请示报告待批示/],
  ['organisation', /政绩考核材料待签收/], ['auditor', /锁定数据的更改/], ['sysadmin', /没有需要您办理的事项|发送失败的通知|停止的视图和流程/], ['secadmin', /没有需要您办理的事项|没有角色的账号/], ['auditadmin', /访问日志一天内没有封存|没有需要您办理的事项/],
] as const;

let city: City;
beforeAll(async () => {
  city = await City.open();
});
afterAll(() => city.close());

/** Wait until the workbench has counted everything. */
async function counted(visit: Visit): Promise<void> {
  await visit.settled();
  await visit.page.getByText(/正在读取待办事项|Reading what there is to do/).waitFor({ state: 'detached', timeout: 20_000 });
  await visit.page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined); // the stream of changes stays open
}

/** Wait until the cockpit has read what it shows. */
async function drawn(visit: Visit): Promise<void> {
  await visit.settled();
  await visit.page.getByText(/^(正在读取……|Reading…)$/).first().waitFor({ state: 'detached', timeout: 30_000 });
  await heated(visit);
  await visit.page.waitForFunction(() => [...document.querySelectorAll('figure.chart')].every((figure) => figure.querySelector('svg path, .chart-table')), undefined, { timeout: 20_000 });
}

/** Wait until the heat table has the score sheet of every unit. */
const heated = (visit: Visit): Promise<unknown> => visit.page.waitForFunction(() => [...document.querySelectorAll('.cockpit-heat tbody tr')].every((row) => row.querySelector('.cockpit-heat-cell')), undefined, { timeout: 30_000 });

/** Pages of the console that the workbench leads to, each address once. */
const linked = (visit: Visit): Promise<string[]> => visit.page.locator('.workbench a[href^="/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))]);

/** Pages alike but for what they show: one of each is opened. */
const shapeOf = (href: string): string => href.split('?')[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[a-z]-(?:now|\d{4})-\d+/g, '·').replace(/^(\/reporting\/)[^/]+\/[^/]+$/, '$1·').replace(/^(\/supervision\/warnings\/).+$/, '$1·').replace(/^(\/cadre-review\/dossiers\/).+$/, '$1·').replace(/^(\/audit\/events\/).+$/, '$1·');

describe('the workbench in the morning', () => {
  it.each(people)('of %s says what there is to do, and each thing opens where it is done', async (name, sees) => {
    const visit = await city.visit(name);
    await visit.open('/');
    await counted(visit);
    await visit.page.getByText(sees).first().waitFor();
    await visit.shot(`workbench-${name}`, { wholePage: true });
    await visit.check();
    const shapes = new Map((await linked(visit)).map((href) => [shapeOf(href), href]));
    for (const href of shapes.values()) {
      await visit.page.goto(`${visit.address}${href}`);
      const opened = await visit.page.locator('#content h1, #content .ant-result').first().waitFor({ timeout: 20_000 }).then(() => true, () => false);
      expect({ href, opened, missing: await visit.page.getByText(/没有这个页面|您没有使用此页面的权限/).count() }).toEqual({ href, opened: true, missing: 0 });
    }
    await visit.close();
  });

  it.each([['bureau', 'desktop'], ['auditadmin', 'desktop'], ['inspector', 'phone']] as const)('of %s reads as well in English, on %s', async (name, device) => {
    const visit = await city.visit(name, { language: 'en', device });
    await visit.open('/');
    await counted(visit);
    expect(await visit.page.getByRole('heading', { name: 'Workbench' }).count()).toBe(1);
    await visit.shot(`workbench-${name}`, { wholePage: true });
    await visit.check();
    await visit.close();
  });
});

describe('notices', () => {
  it('are read one by one or all at once, and open what they are about', async () => {
    const visit = await city.visit('reporter-qinhuai');
    await visit.open('/notices');
    await visit.shot('notices', { wholePage: true });
    await visit.check();
    const unread = visit.page.getByRole('button', { name: /^标为已读/ });
    const before = await unread.count();
    if (before > 0) {
      await unread.first().click();
      await visit.page.waitForFunction((count) => document.querySelectorAll('.notice-unread').length < count, before);
    }
    const all = visit.page.getByRole('button', { name: '全部标为已读' });
    if (await all.isEnabled()) await all.click();
    await visit.page.waitForFunction(() => document.querySelectorAll('.notice-unread').length === 0);
    await visit.page.getByRole('link', { name: '未读', exact: true }).click();
    await visit.page.getByText('没有符合条件的通知。').waitFor();
    await visit.page.getByRole('link', { name: '全部', exact: true }).click();
    await visit.page.locator('.notice h2 a').first().click();
    await visit.page.waitForURL(/\/supervision\//);
    await visit.close();
  });

  it('tell the inspector who has read them, in English on a phone', async () => {
    const visit = await city.visit('inspector', { language: 'en', device: 'phone' });
    await visit.open('/notices?urgency=urgent');
    await visit.page.getByRole('button', { name: /^Who has read it/ }).first().click();
    await visit.page.locator('.notice-receipts').getByText(/Nobody has read it yet|inspector/).first().waitFor();
    await visit.shot('notices');
    await visit.check();
    await visit.close();
  });
});

describe('the cockpit', () => {
  it('leads from the city to an event by the keyboard alone', async () => {
    const visit = await city.visit('leader');
    await visit.open('/cockpit');
    await drawn(visit);
    await visit.shot('cockpit', { wholePage: true });
    await visit.check();
    await visit.tabTo(/^江宁区 \d/);
    await visit.press('Enter');
    await visit.page.getByRole('heading', { level: 1, name: '江宁区' }).waitFor();
    await visit.page.getByRole('heading', { name: '各项指标' }).waitFor();
    await drawn(visit);
    await visit.shot('cockpit-unit', { wholePage: true });
    await visit.check();
    await visit.tabTo('智能建造适宜技术在政府投资大中型项目应用占比');
    await visit.press('Enter');
    await visit.page.getByRole('heading', { level: 1, name: /智能建造/ }).waitFor();
    await visit.tabTo('2025年第三季度的填报经过');
    await visit.press('Enter');
    await visit.page.getByRole('heading', { name: '2025年第三季度的填报经过' }).waitFor();
    await visit.page.getByRole('rowheader', { name: '填报核定' }).waitFor();
    await visit.shot('cockpit-indicator', { wholePage: true });
    await visit.check();
    await visit.tabTo(/^#\d+$/);
    await visit.press('Enter');
    await visit.page.waitForURL(/\/audit\/events\/\d+/);
    await visit.close();
  });

  it('shows units × indicators as one table that the arrow keys walk through', async () => {
    const visit = await city.visit('leader');
    await visit.open('/cockpit/heat');
    await visit.page.locator('.cockpit-heat-cell a').first().waitFor();
    await heated(visit);
    await visit.shot('cockpit-heat');
    await visit.check();
    await visit.page.locator('[data-row="0"][data-column="0"]').focus();
    await visit.press('ArrowRight', 'ArrowRight', 'ArrowDown');
    expect(await visit.page.evaluate(() => [(document.activeElement as HTMLElement).dataset['row'], (document.activeElement as HTMLElement).dataset['column']])).toEqual(['1', '2']);
    await visit.press('Enter');
    await visit.page.waitForURL(/\/cockpit\/units\/[^/]+\/indicators\//);
    await visit.close();
  });

  it('shows the map by lights and findings, in words as well as colours', async () => {
    const visit = await city.visit('bureau');
    await visit.open('/cockpit');
    await visit.page.getByRole('button', { name: '指标灯' }).click();
    await visit.page.getByRole('link', { name: /红 \d+ 黄 \d+/ }).first().waitFor();
    await visit.page.getByRole('button', { name: '督办问题' }).click();
    await visit.page.getByRole('link', { name: /^玄武区 在办 1 逾期 1$/ }).waitFor();
    expect(visit.page.url()).toContain('map=findings');
    await visit.close();
  });

  it.each([['wide', 'zh'], ['wall', 'zh'], ['wide', 'en']] as const)('hangs on a %s wall in %s without scrolling', async (device, language) => {
    const visit = await city.visit('leader', { device, language });
    await visit.open('/cockpit?wall=true');
    await drawn(visit);
    expect(await visit.page.locator('.bar').isVisible()).toBe(false);
    expect(await visit.page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)).toBeLessThanOrEqual(0);
    await visit.shot('cockpit-wall');
    await visit.check();
    await visit.press('Escape');
    await visit.page.locator('.bar').waitFor();
    await visit.close();
  });

  it.each(['zh', 'en'] as const)('fits a phone in %s, page by page', async (language) => {
    const visit = await city.visit('leader', { device: 'phone', language });
    for (const [name, address] of [['cockpit', '/cockpit'], ['cockpit-unit', '/cockpit/units/xuanwu'], ['cockpit-indicator', '/cockpit/units/jiangning/indicators/smart-construction-share'], ['cockpit-heat', '/cockpit/heat?group=departments']] as const) {
      await visit.open(address);
      await drawn(visit);
      await visit.shot(name, { wholePage: true });
      await visit.check();
    }
    await visit.close();
  });

  it.each(['/cockpit', '/cockpit/units/jiangning', '/cockpit/units/jiangning/indicators/smart-construction-share', '/cockpit/heat'])('is complete in English at %s', async (address) => {
    const visit = await city.visit('leader', { language: 'en' });
    await visit.open(address);
    await drawn(visit);
    await visit.shot(`cockpit${address.replace('/cockpit', '').replaceAll('/', '-')}`, { wholePage: true });
    await visit.check();
    await visit.close();
  });

  it('looks at the past without comparing', async () => {
    const visit = await city.visit('leader');
    await visit.open('/cockpit?at=2025-07-31');
    await drawn(visit);
    expect([await visit.page.getByText(/以 2025年7月31日 已知数据为准/).count() > 0, await visit.page.getByRole('heading', { name: '变化最大' }).count()]).toEqual([true, 0]);
    await visit.close();
  });

  it('shows a unit its own score only', async () => {
    const visit = await city.visit('reporter-xuanwu');
    await visit.open('/cockpit');
    await drawn(visit);
    expect(await visit.page.getByRole('link', { name: /不在您的查看范围/ }).count()).toBe(11);
    await visit.check();
    await visit.close();
  });
});

describe('live', () => {
  it('a score that moves flashes and says what changed, without a reload', async () => {
    const visit = await city.visit('leader');
    await visit.open('/cockpit');
    await drawn(visit);
    const waiting = await city.call('bureau', 'GET', '/reports?status=reported&year=2025&unit=gaochun&limit=50');
    const report = (waiting.body.items as { indicator: string; unit: string; period: string; value: string }[]).find(({ indicator }) => ['smart-construction-share', 'new-building-industrialisation-share', 'tech-incubators', 'high-value-invention-patents'].includes(indicator));
    if (report) {
      const card = await city.call('bureau', 'GET', `/plans/nanjing-2023/indicators/${report.indicator}`);
      const verified = await city.call(`verifier-${card.body.card.verifier as string}`, 'POST', `/reports/nanjing-2023/${report.indicator}/${report.unit}/${report.period}/verification`, { value: report.value });
      expect(verified.status).toBeLessThan(300);
      await visit.page.getByRole('heading', { name: '刚才的变化' }).waitFor({ timeout: 20_000 });
      await visit.shot('cockpit-live');
    }
    await visit.close();
  });
});
