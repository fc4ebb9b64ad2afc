import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import readExcel from 'read-excel-file/node';
import { workbookParts, type WorkbookCell } from '../reporting/import/workbook.js';
import { zipOf } from '../reporting/import/zip.js';
import { City, type Visit, type VisitOptions } from './visit.js';

let city: City;
beforeAll(async () => void (city = await City.open()));
afterAll(() => city.close());

const plan = 'nanjing-2023';
const quarter = '/reporting/2025-Q4/xuanwu';
const slow = 400_000;

/** The row of the sheet with an indicator. */
const row = (visit: Visit, name: string) => visit.page.getByRole('row').filter({ hasText: name });
/** What the first cell to type in of a row shows; the selected cell holds an input. */
const shown = (visit: Visit, name: string, state: string) =>
  row(visit, name).locator(`td[data-column="0"][data-state=${state}]`).evaluate((cell) => cell.querySelector('input')?.value ?? cell.textContent ?? '');
const patents = '每万人高价值发明专利拥有量';

async function copyToClipboard(visit: Visit, text: string): Promise<void> {
  await visit.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
}

describe('a reporter', () => {
  test('fills and sends a quarter by the keyboard alone', async () => {
    const visit = await city.visit('reporter-xuanwu');
    await visit.open('/reporting');
    expect(await visit.page.getByRole('row').filter({ hasText: '2025年第四季度' }).textContent()).toMatch(/未填.*9.*9/);
    await visit.tabTo('2025年第四季度');
    await visit.press('Enter');
    await visit.page.getByRole('grid').waitFor();
    await visit.settled();

    // An impossible value is told at the cell, in the server's words.
    await visit.tabTo(new RegExp(`^${patents}，本期值`));
    await visit.page.keyboard.type('２００００００');
    await visit.press('Enter', 'ArrowUp');
    await visit.page.locator('.sheet-told-invalid').getByText(/应在 0 至 100000 之间/).waitFor();
    expect(await row(visit, patents).locator('td[data-state=invalid]').count()).toBe(1);
    await visit.shot('reporting-invalid');
    // Typing replaces; Escape gives up; F2 edits what is there.
    await visit.page.keyboard.type('７７');
    await visit.press('Escape');
    await visit.page.keyboard.type('５１．2');
    await visit.press('Enter', 'ArrowUp', 'F2');
    await visit.page.keyboard.type('0');
    await visit.press('Enter');
    await expect(shown(visit, patents, 'unsent')).resolves.toContain('51.20');

    // A block of three rows out of Excel.
    await copyToClipboard(visit, '2\r\n64\r\n23\r\n');
    await visit.press('ArrowDown', 'Control+V');
    await visit.page.getByRole('status').filter({ hasText: '已粘贴 3 格' }).waitFor();
    await expect(shown(visit, '全市科技企业孵化器数量', 'unsent')).resolves.toBe('23');

    // A value that is odd asks for a note and never blocks silently.
    await visit.press('ArrowDown', 'ArrowDown');
    await visit.page.keyboard.type('0.62');
    await visit.press('Enter', 'ArrowUp');
    await visit.page.locator('.sheet-told-note').getByText(/计量单位可能有误/).waitFor();
    await visit.page.getByText('1 项须写情况说明').waitFor();
    await visit.shot('reporting-soft-check');
    await visit.press('Tab');
    await visit.page.keyboard.type('确为 0.62%：本期仅一个项目开工。');
    await visit.press('Enter');
    await visit.page.getByRole('button', { name: '报送（5）' }).waitFor();

    // Drafts survive a reload.
    await visit.page.reload();
    await visit.page.getByRole('grid').waitFor();
    await visit.page.getByRole('button', { name: '报送（5）' }).waitFor();

    // Evidence for the first, through the panel. The choosing of a file is listened for from here on: a key is quicker than the browser is told.
    visit.page.once('filechooser', (chooser) => void chooser.setFiles({ name: '专利统计.txt', mimeType: 'text/plain', buffer: Buffer.from('玄武区高价值发明专利统计，2025年第四季度') }));
    await visit.tabTo(new RegExp(`^${patents}，本期值`));
    await visit.page.getByRole('complementary', { name: '指标详情' }).getByRole('heading', { name: patents }).waitFor();
    await visit.press('F6');
    await visit.tabTo(/选择文件$/);
    await visit.press('Enter');
    await visit.page.locator('.evidence-file').getByText('专利统计.txt').waitFor();
    await visit.shot('reporting-filled');

    await visit.press('F6');
    await visit.tabTo(/^报送（5）/);
    await visit.press('Enter');
    await visit.page.getByText('已报送 5 项').first().waitFor({ timeout: 30_000 });
    await visit.page.getByText('应报 9 项，已报 5 项').waitFor();
    expect(await row(visit, patents).textContent()).toContain('待核定');
    await visit.check();
    const { body } = await city.call('reporter-xuanwu', 'GET', `/reports?plan=${plan}&unit=xuanwu&period=2025-Q4`);
    expect(body.items.map(({ indicator, value, note, evidence }: any) => [indicator, value, note, evidence.length]).sort()).toEqual([
      ['high-value-invention-patents', '51.20', null, 1], ['international-standards', '2', null, 0], ['national-standards', '64', null, 0],
      ['new-building-industrialisation-share', '0.62', '确为 0.62%：本期仅一个项目开工。', 0], ['tech-incubators', '23', null, 0],
    ]);
    await visit.close();
  }, slow);

  test('declares what does not apply, and reads why closed, verified and frozen values are locked', async () => {
    const visit = await city.visit('reporter-xuanwu');
    await visit.open(quarter);
    await row(visit, '农产品质量安全例行监测合格率').locator('td[data-column="0"]').click();
    await visit.page.getByRole('complementary').getByRole('heading', { name: '农产品质量安全例行监测合格率' }).waitFor();
    await visit.page.getByRole('button', { name: '申报不适用' }).click();
    await visit.page.getByRole('dialog').getByLabel('原因').fill('辖区内无农业生产主体。');
    await visit.page.getByRole('dialog').getByRole('button', { name: '申报不适用' }).click();
    await row(visit, '农产品质量安全例行监测合格率').getByText('申报不适用').waitFor();
    await visit.open('/reporting/2024-Q3/xuanwu');
    await visit.page.getByText('填报期已关闭').waitFor();
    await visit.page.getByText('已随考核冻结').waitFor();
    expect(await visit.page.locator('.sheet-lock').allTextContents()).toEqual([expect.stringContaining('请向市市场监管局申请重开'), expect.stringContaining('请联系市市场监管局在考核中办理')]);
    await visit.check();
    await visit.shot('reporting-locks');
    await visit.close();
  }, slow);

  test('imports a year: the dry run names the row and the reason, and nothing is recorded until all rows are right', async () => {
    const visit = await city.visit('reporter-xuanwu');
    await visit.open('/reporting/import');
    await visit.page.getByLabel('报告期').click();
    await visit.page.getByTitle('2025年', { exact: true }).click();
    const [download] = await Promise.all([visit.page.waitForEvent('download'), visit.page.getByRole('button', { name: '下载 .xlsx 模板' }).click()]);
    const template = await sheetOf(readFileSync(await download.path()));
    expect(template[0]).toEqual(['填报单位', '指标编码', '名称', '报告期', '计量单位', '小数位数', '允许范围', '上期值', '年度目标', '本期值', '情况说明']);
    expect(template.length).toBeGreaterThan(15);

    const fixed = (value: string): WorkbookCell => ({ value, style: 'fixed' });
    const file = zipOf(workbookParts({
      name: '2025', widths: [], rules: [],
      rows: [['填报单位', '指标编码', '报告期', '本期值', '情况说明'].map(fixed), ['xuanwu', 'rd-expenditure-share', '2025', '4.10', ''].map(fixed), ['玄武区', 'food-sampling-pass-rate', '2025', '198.2', ''].map(fixed), ['xuanwu', 'cnc-rate-key-processes', '2025', '', ''].map(fixed), ['xuanwu', 'manufacturing-pass-rate', '2025', '96.80', ''].map(fixed)],
    }));
    const [chooser] = await Promise.all([visit.page.waitForEvent('filechooser'), visit.page.getByRole('button', { name: /选择文件（.xlsx 或 .csv）/ }).click()]);
    await chooser.setFiles({ name: '年度.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(file) });
    await visit.page.getByText('年度.xlsx：4 行').waitFor();
    await visit.check();
    await visit.shot('reporting-import-columns');
    await visit.page.getByRole('button', { name: '试算' }).click();
    await visit.page.getByText('有 1 行不能导入').waitFor();
    const wrong = visit.page.locator('.import-table tbody tr');
    expect(await wrong.count()).toBe(1);
    expect(await wrong.textContent()).toMatch(/^3.*应在 0 至 100 之间/s);
    expect(await visit.page.getByRole('button', { name: /^导入/ }).isDisabled()).toBe(true);
    await visit.check();
    await visit.shot('reporting-import-dry-run');
    await visit.page.getByLabel('第 3 行的数值').fill('98.20');
    await visit.page.getByRole('button', { name: '重新试算' }).click();
    await visit.page.getByRole('button', { name: '导入 3 行' }).click();
    await visit.page.getByRole('heading', { name: '已导入' }).waitFor();
    expect((await visit.page.locator('.import-counts li').allTextContents()).map((text) => text.trim())).toEqual(['3 新增', '0 更新', '0 没有变化', '1 忽略（未填值）', '0 不能导入']);
    await visit.check();
    await visit.shot('reporting-import-receipt');
    await visit.close();
  }, slow);
});

/** Cells of a workbook's first sheet as texts. */
async function sheetOf(file: Buffer): Promise<string[][]> {
  const read = (await readExcel(file)) as unknown;
  const rows = Array.isArray(read) && read[0] && 'data' in (read[0] as object) ? (read[0] as { data: unknown[][] }).data : (read as unknown[][]);
  return rows.map((cells) => cells.map((cell) => String(cell ?? '')));
}

describe('a verifier', () => {
  test('returns one and verifies the others by the keyboard; the reporter sees it come back without a reload', async () => {
    const reporter = await city.visit('reporter-xuanwu');
    await reporter.open(quarter);
    const verifier = await city.visit('verifier-market-regulation');
    await verifier.open('/reporting/verification');
    await verifier.shot('reporting-board');
    await verifier.tabTo(/^玄武区，2025年第四季度：.*待核定/, 200);
    await verifier.press('Enter');
    await verifier.page.getByRole('grid').waitFor();
    await verifier.settled();
    const name = '全市科技企业孵化器数量';
    for (let step = 0; step < 12 && !(await verifier.page.locator('tr:focus').textContent())?.includes(name); step += 1) await verifier.press('ArrowDown');
    await verifier.press('r');
    const dialog = verifier.page.getByRole('dialog', { name: '退回' });
    await dialog.waitFor();
    await verifier.tabTo('退回原因');
    await verifier.page.keyboard.type('与科技部门名录不一致，请核对。');
    await verifier.tabTo(/^退\s?回$/);
    await verifier.press('Enter');
    await dialog.waitFor({ state: 'hidden' });

    // The reporter's page follows by itself, and what is typed there stays.
    const back = row(reporter, name);
    await back.getByText('退回').waitFor({ timeout: 30_000 });
    await back.locator('td[data-column="0"]').click();
    await reporter.page.getByText('退回原因：与科技部门名录不一致，请核对。').waitFor();
    await reporter.shot('reporting-returned');
    await reporter.page.keyboard.type('22');
    await reporter.press('Enter');
    await reporter.page.getByRole('button', { name: '报送（1）' }).click();
    await back.getByText('待核定').waitFor();
    await reporter.check();

    await row(verifier, name).getByText('待核定').waitFor({ timeout: 30_000 });
    await verifier.tabTo('选择全部可核定的');
    await verifier.press('Enter');
    await verifier.tabTo(/^批量核定（\d+）/);
    await verifier.press('Enter');
    const bulk = verifier.page.getByRole('dialog', { name: '批量核定' });
    await bulk.getByText(/服务器试算：2 项可以核定，0 项不能/).waitFor();
    await verifier.shot('reporting-bulk');
    await verifier.tabTo('核定 2 项');
    await verifier.press('Enter');
    await bulk.waitFor({ state: 'hidden' });
    await row(verifier, name).getByText('已核定').waitFor();

    // What is not applicable is agreed to by the same keys.
    const declared = row(verifier, '农产品质量安全例行监测合格率');
    await declared.focus();
    await verifier.press('v');
    await verifier.page.getByRole('dialog', { name: '同意不适用' }).getByRole('button', { name: '同意不适用' }).click();
    await declared.getByText('∅ 不适用').waitFor();

    // Values of others are shown with the reason why not.
    await verifier.page.getByLabel('只看归我核定的').click();
    await row(verifier, patents).getByText('由市发改委核定').first().waitFor();
    await verifier.check();
    await verifier.shot('reporting-values');
    await verifier.close();
    await reporter.close();
  }, slow);

  test('does not verify for its own unit', async () => {
    const visit = await city.visit('verifier-market-regulation');
    await visit.open('/reporting/verification?of=market-regulation&period=2025&mine=all');
    await visit.page.getByText('填报单位不能核定自己的填报').first().waitFor();
    await visit.check();
    await visit.close();
  }, slow);
});

describe('the bureau', () => {
  test('extends a period for one unit and sees whom it affects', async () => {
    const visit = await city.visit('bureau');
    await visit.open('/reporting/periods');
    await row(visit, '2025年第四季度').getByRole('button', { name: '延期' }).click();
    const dialog = visit.page.getByRole('dialog', { name: /延长填报期/ });
    await dialog.getByText(/涉及 \d+ 个单位/).waitFor();
    const { body } = await city.call('bureau', 'GET', `/periods/${plan}/2025-Q4`);
    const later = new Date(Date.parse(body.dueAt) + 8 * 3_600_000 + 7 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel('延长至').fill(later);
    await visit.press('Enter');
    await dialog.getByLabel('单位').click();
    await visit.page.keyboard.type('玄武');
    await visit.press('Enter', 'Escape');
    await dialog.getByText('涉及 1 个单位').waitFor();
    await dialog.getByLabel('原因').fill('统计数据晚于往年发布。');
    await visit.shot('reporting-extend');
    await dialog.getByRole('button', { name: /延长填报期/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await row(visit, '2025年第四季度').getByText('1 个单位另有期限').waitFor();
    await visit.check();
    await visit.close();
  }, slow);

  test('corrects a verified value with reason code and authority; both values stay', async () => {
    const visit = await city.visit('bureau');
    await visit.open('/reporting/2025-Q3/xuanwu');
    await row(visit, '全市科技企业孵化器数量').locator('td[data-column="0"]').click();
    await visit.page.getByRole('complementary').getByRole('heading', { name: '全市科技企业孵化器数量' }).waitFor();
    await visit.page.getByRole('button', { name: '更正核定值' }).click();
    const dialog = visit.page.getByRole('dialog', { name: '更正核定值' });
    await dialog.getByLabel('更正为').fill('24');
    await dialog.getByLabel('原因类别').click();
    await visit.page.getByTitle('统计修订').click();
    await dialog.getByLabel('更正原因').fill('以统计部门核定数为准。');
    await dialog.getByLabel('依据文号').fill('宁统〔2025〕18号');
    await visit.shot('reporting-correct');
    await dialog.getByRole('button', { name: '更正核定值' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await visit.page.getByText('更正过 1 次').waitFor();
    await visit.page.getByRole('heading', { name: '办理经过' }).click();
    await visit.page.getByText('宁统〔2025〕18号').first().waitFor();
    await visit.check();
    await visit.close();
  }, slow);
});

describe('every page', () => {
  const pages = [
    ['reporter-xuanwu', 'choose', '/reporting'], ['reporter-xuanwu', 'sheet', quarter], ['reporter-xuanwu', 'year', '/reporting/year/xuanwu'], ['reporter-xuanwu', 'import', '/reporting/import'],
    ['reporter-xuanwu', 'register', '/reporting/register'], ['reporter-xuanwu', 'form', `${quarter}/form`], ['bureau', 'periods', '/reporting/periods'],
    ['verifier-market-regulation', 'verification', '/reporting/verification'], ['verifier-market-regulation', 'values', '/reporting/verification?of=jiangning&period=2025'],
    ['reporter-xuanwu', 'sheet-past', `${quarter}?at=yesterday`],
  ] as const;
  test.each([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']] as const)('is accessible and whole, in %s on a %s', async (language, device) => {
    const options: VisitOptions = { language, device };
    let visit: Visit | undefined;
    let who = '';
    for (const [name, shot, path] of pages) {
      if (name !== who) {
        await visit?.close();
        visit = await city.visit(name, options);
        who = name;
      }
      await visit!.open(path);
      await visit!.page.waitForTimeout(700); // charts draw after their data are there
      await visit!.check();
      await visit!.shot(`reporting-${shot}`);
    }
    await visit!.open(`${quarter}/form`);
    await visit!.printed('reporting-form');
    await visit?.close();
  }, 600_000);
});

describe('the sheet of a year', () => {
  test('of 60 indicators and 12 months keeps every key, from the first click on', async () => {
    // The demo city has no monthly indicators: sixty are defined for the unit, and twelve months opened, by the bureau through the API.
    const { body: card } = await city.call('bureau', 'GET', `/plans/${plan}/indicators/tech-incubators`);
    const due = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    for (let n = 1; n <= 60; n += 1) {
      const made = await city.call('bureau', 'POST', `/plans/${plan}/indicators`, { card: { ...card.card, code: `monthly-${n}`, name: { zh: `月度指标${n}`, en: `Monthly indicator ${n}` }, frequency: 'month', reportedBy: ['xuanwu'] } }, { 'x-authority': encodeURIComponent('演示文号'), 'x-reason': encodeURIComponent('测量') });
      expect([200, 201, 409]).toContain(made.status);
    }
    for (let month = 1; month <= 12; month += 1) await city.call('bureau', 'POST', `/periods/${plan}/2025-${String(month).padStart(2, '0')}`, { dueAt: due });
    const visit = await city.visit('reporter-xuanwu');
    await visit.open('/reporting/year/xuanwu?kind=month');
    await visit.page.waitForFunction(() => document.querySelectorAll('td[data-column]').length >= 720, undefined, { timeout: 60_000 });
    await visit.page.locator('td[data-row="0"][data-column="0"]').click();
    for (let line = 0; line < 60; line += 1) await visit.press('1', String(line % 10), line % 2 === 0 ? 'Enter' : 'ArrowDown');
    await visit.press('Control+Home');
    for (let column = 0; column < 12; column += 1) await visit.press('2', '3', 'Tab');
    await visit.page.getByRole('button', { name: '报送（71）' }).waitFor();
    expect(await visit.page.locator('td[data-state=unsent]').count()).toBe(71);
    await visit.shot('reporting-year-60x12');
    await visit.check();
    await visit.close();
  }, 400_000);
});
