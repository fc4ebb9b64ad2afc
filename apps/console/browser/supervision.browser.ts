import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import readSheets from 'read-excel-file/node';
import { City, type Visit } from './visit.js';

let city: City;
beforeAll(async () => {
  city = await City.open();
}, 2_400_000);
afterAll(() => city?.close());

const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`演示佐证 ${name} ${Date.now()}`) });

/** Choose from a list by typing, as one does with the keyboard. */
async function choose({ page }: Visit, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).last();
  await field.click();
  await field.fill(text);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: text }).first().click();
}

/** Wait until charts have been drawn. */
const drawn = ({ page }: Visit) => page.waitForFunction(() => [...document.querySelectorAll('figure.chart')].every((figure) => figure.querySelector('svg path, .chart-table')), undefined, { timeout: 20_000 });

/** The receipt of an act: recorded, with the position of the log. */
async function receipt({ page }: Visit, title: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: `${title} · 已记录` }).last().waitFor({ timeout: 20_000 });
}

const draftOf = (title: string, unit: string) => ({
  content: { title, problem: '抽查 20 台电梯，6 台未接入追溯平台。', severity: 'serious', source: { kind: 'campaign' }, basis: '实施方案第9项措施', requirement: '全部接入并报送接入清单。', unit, due: { days: 20, kind: 'working' } },
});

/** An order that was issued, past the console. */
async function issued(title: string, unit: string, days: number): Promise<string> {
  const draft = draftOf(title, unit);
  const { body: { finding } } = await city.call('inspector', 'POST', '/findings', { content: { ...draft.content, due: { days, kind: 'calendar' } } });
  expect(await city.call('inspector', 'POST', `/findings/${finding}/issue`)).toMatchObject({ status: 200 });
  return finding as string;
}

describe('a finding from draft to closing', () => {
  const title = `电梯追溯数据未接入 ${Date.now()}`;
  let address = '';

  test('the inspector drafts it, tries the issue and issues it', async () => {
    const visit = await city.visit('inspector');
    const { page } = visit;
    await visit.open('/supervision');
    await page.getByRole('link', { name: '新建问题' }).click();
    await page.getByLabel('事项').fill(title);
    await page.getByLabel('问题', { exact: true }).fill('抽查 20 台电梯，6 台未接入追溯平台。');
    await choose(visit, '严重程度', '较重');
    await page.getByLabel('依据').fill('实施方案第9项措施');
    await choose(visit, '责任单位', '玄武区');
    await page.getByLabel('整改要求').fill('全部接入并报送接入清单。');
    await page.getByLabel('天数').fill('20');
    await choose(visit, '对应措施', '9');
    await visit.shot('supervision-new-finding');
    await page.getByRole('button', { name: '存为拟稿' }).click();
    await page.getByRole('heading', { name: `拟稿：${title}` }).waitFor({ timeout: 20_000 });
    address = new URL(page.url()).pathname;

    await visit.open('/supervision/drafts');
    await page.getByRole('row', { name: title }).getByRole('checkbox').check();
    await page.getByRole('button', { name: '批量交办' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('试算通过').waitFor({ timeout: 20_000 });
    const number = (await dialog.getByRole('row', { name: title }).getByRole('cell').first().textContent())!;
    expect(number).toMatch(/^〔\d{4}〕督字第\d+号$/);
    await visit.shot('supervision-bulk-issue');
    await dialog.getByRole('button', { name: '交办' }).click();
    await dialog.getByText('已交办 1 条').first().waitFor({ timeout: 20_000 });
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
    await visit.open(address);
    await page.getByText(number).first().waitFor();
    await page.getByText('此件现由他人办理：责任单位签收。').waitFor();
    await visit.check();
    await visit.close();
  });

  test('the unit acknowledges, plans and reports by keyboard alone', async () => {
    const visit = await city.visit('reporter-xuanwu');
    const { page } = visit;
    await visit.open('/supervision');
    await visit.tabTo(title);
    await visit.press('Enter');
    await page.getByRole('heading', { name: title }).waitFor();
    await openAct(visit, '签收');
    await tabTo(visit, '签收');
    await visit.press('Enter');
    await receipt(visit, '签收');

    await openAct(visit, '提交整改方案');
    await typeAt(visit, '原因分析', '责任未落实到人。');
    await typeAt(visit, '第 1 项措施', '逐台接入并核对清单。');
    await typeAt(visit, '第 1 项责任人', '特种设备科');
    await typeAt(visit, '第 1 项完成时限', day(10));
    await visit.press('Enter');
    await visit.shot('supervision-plan-dialog');
    await tabTo(visit, '提交整改方案');
    await visit.press('Enter');
    await receipt(visit, '提交整改方案');

    await report(visit, '6 台全部接入。');
    await page.getByText('此件现由他人办理：督查人员核查。').waitFor();
    await visit.shot('supervision-reported', { wholePage: true });
    await visit.check();
    await visit.close();
  });

  test('the inspector returns it, with what is missing and a new time', async () => {
    const visit = await city.visit('inspector');
    const { page } = visit;
    await visit.open('/supervision');
    await page.locator('#desk-toCheck').getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: '退回重改' }).click();
    await choose(visit, '核查结论', '部分完成');
    await page.getByLabel('核查意见').fill('缺 2 台的接入截图。');
    await page.getByLabel('天数').fill('5');
    await visit.shot('supervision-return-dialog');
    await page.getByRole('dialog').getByRole('button', { name: '退回重改' }).click();
    await receipt(visit, '退回重改');
    await page.getByText('第 1 次退回：部分完成').waitFor({ timeout: 20_000 });
    await visit.close();
  });

  test('the unit reports again and the inspector closes it, both by keyboard alone', async () => {
    const unit = await city.visit('reporter-xuanwu');
    await unit.open('/supervision/desk/unit');
    await unit.tabTo(title);
    await unit.press('Enter');
    await unit.page.getByRole('heading', { name: title }).waitFor();
    await report(unit, '8 台全部接入，截图齐全。');
    await unit.close();

    const visit = await city.visit('inspector');
    const { page } = visit;
    await visit.open(address);
    await openAct(visit, '核查销号');
    for (const tested of ['事实清楚，问题属实', '措施与问题一一对应', '成效已核实', '佐证齐全、真实']) {
      await tabTo(visit, tested);
      await visit.press('Space');
    }
    await typeAt(visit, '核查意见', '四项要件齐全，同意销号。');
    await visit.shot('supervision-close-dialog');
    await tabTo(visit, '核查销号');
    await visit.press('Enter');
    await receipt(visit, '核查销号');
    await page.getByRole('heading', { name: '同意销号（按期办结）' }).waitFor({ timeout: 20_000 });
    await visit.shot('supervision-closed', { wholePage: true });
    await visit.check();
    await visit.close();
  });

  /** Go by Tab to an act of the page and open its form. */
  async function openAct(visit: Visit, name: string): Promise<void> {
    await visit.page.getByRole('region', { name: '可办理事项' }).getByRole('button', { name }).waitFor({ timeout: 20_000 });
    await visit.tabTo(name, 200);
    await visit.press('Enter');
    await visit.page.getByRole('dialog').waitFor();
    // The form takes the focus once it is drawn.
    await visit.page.waitForFunction(() => document.querySelector('[role=dialog]')?.contains(document.activeElement));
  }

  /** Go by Tab within the open form; whoever uses it never leaves it that way. */
  async function tabTo(visit: Visit, label: string): Promise<void> {
    await visit.tabTo(label);
    expect(await visit.page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  }

  async function typeAt(visit: Visit, label: string, text: string): Promise<void> {
    await tabTo(visit, label);
    await visit.press('Control+A');
    await visit.page.keyboard.type(text);
  }

  async function report(visit: Visit, results: string): Promise<void> {
    await openAct(visit, '提交整改报告');
    await typeAt(visit, '存在问题', '6 台未接入追溯平台。');
    await typeAt(visit, '整改措施', '逐台接入并核对清单。');
    await typeAt(visit, '整改成效', results);
    // Waited for early: the browser hands choosers over only some time after it was told to.
    const chooser = visit.page.waitForEvent('filechooser');
    await tabTo(visit, '选择文件');
    await visit.shot('supervision-report-dialog');
    await visit.press('Enter');
    await (await chooser).setFiles(file('接入清单.txt'));
    await visit.page.getByRole('dialog').locator('.evidence-file').filter({ hasText: '接入清单.txt' }).waitFor({ timeout: 30_000 });
    await tabTo(visit, '提交整改报告');
    await visit.press('Enter');
    await receipt(visit, '提交整改报告');
  }
});

test('a unit asks for more time before it is due; the inspector grants less, and both dates stay visible', async () => {
  const title = `网格台账缺失 ${Date.now()}`;
  const finding = await issued(title, 'xuanwu', 6);
  await city.call('reporter-xuanwu', 'POST', `/findings/${finding}/acknowledgement`, { unit: 'xuanwu' });
  const unit = await city.visit('reporter-xuanwu');
  await unit.open(`/supervision/findings/${finding}`);
  await unit.page.getByRole('button', { name: '申请延期' }).click();
  await choose(unit, '原因类别', '依赖外单位');
  await unit.page.getByLabel('延期理由').fill('检测机构排期靠后。');
  await unit.page.getByLabel('目前进展').fill('已完成六成。');
  await unit.page.getByLabel('申请延至').click();
  await unit.page.getByLabel('申请延至').fill(day(20));
  await unit.press('Enter');
  await unit.page.getByRole('dialog').getByRole('button', { name: '申请延期' }).click();
  await receipt(unit, '申请延期');
  await unit.page.getByText('待批', { exact: true }).first().waitFor();

  const visit = await city.visit('inspector');
  await visit.open('/supervision');
  await visit.page.locator('#desk-extensions').getByRole('link', { name: title }).click();
  await visit.page.getByRole('button', { name: '不同意延期' }).waitFor();
  await visit.page.getByRole('button', { name: '同意延期', exact: true }).click();
  const until = visit.page.getByLabel('同意延至');
  await until.click();
  await until.fill(day(15));
  await visit.press('Enter');
  await visit.shot('supervision-extension-dialog');
  await visit.page.getByRole('dialog').getByRole('button', { name: '同意延期' }).click();
  await receipt(visit, '同意延期');
  const history = visit.page.locator('.finding-deadlines');
  await history.locator('li').nth(1).waitFor({ timeout: 20_000 });
  expect([await history.locator('del').count(), await history.locator('ins').count()]).toEqual([1, 1]);

  // What happens elsewhere shows without a reload.
  await unit.page.locator('.finding-deadlines li').nth(1).waitFor({ timeout: 20_000 });
  await unit.close();
  await visit.close();
});

test('an order prints as a red slip with number, recipient, acknowledgement and the ledger’s fingerprint', async () => {
  const visit = await city.visit('inspector');
  await visit.open('/supervision/findings/f-now-01');
  await visit.page.getByRole('link', { name: '打印督办单' }).click();
  const sheet = visit.page.getByRole('article');
  await sheet.getByText('红单').waitFor();
  await sheet.getByText(/账本检查点 \d+/).waitFor();
  for (const text of ['南京市质量强市建设督办单', '玄武区', '签收人', '（印章）', '抄送：']) expect(await sheet.textContent()).toContain(text);
  await visit.printed('supervision-order');
  // One sheet of A4, as the printer gets it.
  const pdf = (await visit.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect([pdf.match(/\/Type \/Page\b/g)?.length, pdf.match(/\/MediaBox \[0 0 ([.\d]+) ([.\d]+)/)?.slice(1).map(Number).map(Math.round)]).toEqual([1, [595, 842]]);
  await visit.close();
});

test('a leader lists a finding publicly', async () => {
  const visit = await city.visit('leader');
  const { page } = visit;
  await visit.open('/supervision');
  await visit.shot('supervision-leader');
  const title = '电梯质量安全追溯数据未接入';
  await page.locator('#desk-redAndAbove').getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  const list = page.getByRole('button', { name: '挂牌督办', exact: true });
  if (await list.count()) {
    await list.click();
    await choose(visit, '包挂领导', '玄武区');
    await page.getByLabel('督办要求').fill('月底前全部接入。');
    await page.getByLabel('公布于').fill('南京质量强市工作简报第 6 期');
    await page.getByLabel('文号').fill('宁质发〔2026〕8号');
    await visit.shot('supervision-listing-dialog');
    await page.getByRole('dialog').getByRole('button', { name: '挂牌督办' }).click();
    await receipt(visit, '挂牌督办');
  }
  await page.locator('.finding-mark').filter({ hasText: '挂牌督办' }).waitFor({ timeout: 20_000 });
  await visit.open('/supervision/ledger');
  await page.getByRole('button', { name: '挂牌督办' }).click();
  await page.getByRole('row', { name: title }).waitFor();
  await visit.close();
});

test('the ledger is filtered, sorted, shared by its address and exported as shown', async () => {
  const visit = await city.visit('inspector');
  const { page } = visit;
  await visit.open('/supervision/ledger');
  await page.getByRole('button', { name: '在办' }).click();
  await page.getByRole('columnheader', { name: '期限' }).click();
  await page.waitForURL(/sort=due/);
  await visit.settled();
  const numbers = () => page.locator('.ant-table-tbody a[href*="/supervision/findings/"]').allTextContents();
  const shown = await numbers();
  const { body } = await city.call('inspector', 'GET', '/findings?stage=open&sort=due&limit=50');
  expect(shown).toEqual(body.items.map(({ number }: { number: string }) => number));

  const [download] = await Promise.all([page.waitForEvent('download'), (async () => {
    await page.getByRole('button', { name: '导出' }).click();
    await page.getByText('CSV（UTF-8）').click();
  })()]);
  expect(download.suggestedFilename()).toMatch(/^督查台账-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = (await readFile((await download.path())!, 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^\ufeff序号,编号,问题,责任单位,状态,灯色,期限,剩余工作日/);
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual(shown.map((number, index) => [String(index + 1), number]));

  const [workbook] = await Promise.all([page.waitForEvent('download'), (async () => {
    await page.getByRole('button', { name: '导出' }).click();
    await page.getByText('Excel（.xlsx）').click();
  })()]);
  const [sheet] = await readSheets(await readFile((await workbook.path())!));
  expect(sheet!.data.slice(1).map((row) => row[1])).toEqual(shown);

  // Who and what stays in sight while the other columns are scrolled.
  const left = (): Promise<number> => page.locator('.ant-table-tbody a[href*="/supervision/findings/"]').first().evaluate((link) => Math.round(link.getBoundingClientRect().left));
  const before = await left();
  await page.locator('.ant-table-content, .ant-table-body').last().evaluate((body) => { body.scrollLeft = 600; });
  expect([await left(), await page.getByRole('columnheader', { name: '最新进展' }).isVisible()]).toEqual([before, true]);

  const other = await city.visit('auditor');
  await other.open(new URL(page.url()).pathname + new URL(page.url()).search);
  expect(await other.page.locator('.ant-table-tbody a[href*="/supervision/findings/"]').allTextContents()).toEqual(shown);
  await other.close();
  await visit.close();
});

test('a warning about progress becomes a draft', async () => {
  const visit = await city.visit('inspector');
  const { page } = visit;
  await visit.open('/supervision/warnings?status=behind');
  await page.locator('.ant-table-tbody a').first().click();
  await page.getByRole('link', { name: '据此拟稿' }).click();
  await page.getByText('根据时序预警拟稿').waitFor();
  expect(await page.getByLabel('事项').inputValue()).toMatch(/落后于时序进度$/);
  expect(await page.getByLabel('问题', { exact: true }).inputValue()).toMatch(/^截至\d{4}年.*，/);
  await page.getByRole('button', { name: '存为拟稿' }).click();
  await page.getByRole('heading', { name: /^拟稿：/ }).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: '作废拟稿' }).click();
  await page.getByLabel('理由').fill('演示');
  await page.getByRole('dialog').getByRole('button', { name: '作废拟稿' }).click();
  await receipt(visit, '作废拟稿');
  await page.getByText('此拟稿已作废。').waitFor({ timeout: 20_000 });
  await visit.close();
});

test('the bureau tries changed rules and publishes them', async () => {
  const visit = await city.visit('bureau');
  const { page } = visit;
  await visit.open('/supervision/escalation-policy');
  const before = (await page.getByRole('heading', { name: /现行：第 \d+ 版/ }).textContent())!;
  await page.getByRole('link', { name: '发布新规则' }).click();
  await page.getByLabel('“到期前 3 个工作日”的数目').fill('5');
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('status').getByText('签收期限').waitFor({ timeout: 20_000 });
  await visit.shot('supervision-publish-rules', { wholePage: true });
  await visit.check();
  await page.getByRole('button', { name: '发布升级规则' }).click();
  await page.getByLabel('依据文号').fill('宁质委〔2026〕3号');
  await page.getByRole('dialog').getByRole('button', { name: '发布升级规则' }).click();
  await page.getByText('到期前 5 个工作日').first().waitFor({ timeout: 20_000 });
  expect(await page.getByRole('heading', { name: /现行：第 \d+ 版/ }).textContent()).not.toBe(before);
  await visit.open('/supervision/escalation-policy?version=1');
  await page.getByText('到期前 3 个工作日').first().waitFor();
  // As it was, for whoever comes next.
  const { body } = await city.call('bureau', 'GET', '/supervision/escalation-policy/shipped');
  await city.call('bureau', 'POST', '/supervision/escalation-policy', { rules: body.rules, document: '演示文号 宁质委〔2024〕2号' });
  await visit.close();
});

test('the calendar shows a day’s list and leads to the finding and into the ledger', async () => {
  const title = `到期日历核对 ${Date.now()}`;
  await issued(title, 'luhe', 9);
  const visit = await city.visit('inspector');
  const { page } = visit;
  await visit.open(`/supervision/calendar?month=${day(9).slice(0, 7)}&day=${day(9)}`);
  await page.getByRole('region').or(page.locator('section.card')).getByRole('link', { name: title }).waitFor();
  await visit.shot('supervision-calendar-day');
  await visit.check();
  await page.locator('.calendar-open').getByRole('link', { name: /^到期 \d+/ }).click();
  await page.waitForURL(/\/supervision\/ledger\?dueFrom=/);
  await page.getByRole('row', { name: new RegExp(title) }).waitFor();
  await visit.close();
});

test('a unit acknowledges in English on a phone, and the inspector’s ledger shows it without a reload', async () => {
  const title = `手机签收 ${Date.now()}`;
  const finding = await issued(title, 'qixia', 30);
  const inspector = await city.visit('inspector');
  await inspector.open(`/supervision/findings/${finding}`);
  const visit = await city.visit('reporter-qixia', { language: 'en', device: 'phone' });
  const { page } = visit;
  await visit.open('/supervision');
  await page.locator('#desk-toAcknowledge').getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await visit.shot('supervision-acknowledge-dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByRole('status').filter({ hasText: 'Acknowledge · recorded' }).last().waitFor({ timeout: 20_000 });
  await visit.check();
  await inspector.page.getByText('此件现由他人办理：责任单位整改。').waitFor({ timeout: 20_000 }); // told live
  await visit.close();
  await inspector.close();
});

const pages = {
  desk: '/supervision', ledger: '/supervision/ledger', 'ledger-by-desk': '/supervision/findings?status=acknowledged,rectifying&sort=due', finding: '/supervision/findings/f-now-01', draft: '/supervision/findings/f-now-07',
  order: '/supervision/findings/f-now-06/order', drafts: '/supervision/drafts', 'new-finding': '/supervision/drafts/new', redraft: '/supervision/drafts/f-now-07', calendar: '/supervision/calendar', board: '/supervision/board',
  'board-source': '/supervision/board?by=source', warnings: '/supervision/warnings', warning: '/supervision/warnings/nanjing-2023/rd-expenditure-share/jiangbei-new-area/2025', rules: '/supervision/escalation-policy',
  past: '/supervision/findings/f-2025-04?at=2025-07-20',
};

describe.each([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']] as const)('every page in %s on a %s', (language, device) => {
  test('is drawn whole, readable and within the screen', async () => {
    const visit = await city.visit('inspector', { language, device });
    for (const [name, path] of Object.entries(pages)) {
      await visit.open(path);
      await drawn(visit);
      await visit.shot(`supervision-${name}`, { wholePage: true });
      await visit.check();
    }
    await visit.close();
  }, 900_000);
});

test('a unit’s own pages, and what looks at the past', async () => {
  const visit = await city.visit('reporter-xuanwu');
  for (const [name, path] of [['unit-desk', '/supervision'], ['unit-finding', '/supervision/findings/f-now-01'], ['unit-ledger', '/supervision/ledger']] as const) {
    await visit.open(path);
    await visit.shot(`supervision-${name}`);
    await visit.check();
  }
  await visit.open('/supervision/findings/f-now-01?at=2026-11-05');
  await visit.page.getByText('正在查看过去的数据，不能办理。').waitFor();
  await visit.close();
});
