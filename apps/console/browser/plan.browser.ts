import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { City, type Visit } from './visit.js';

let city: City;
beforeAll(async () => {
  city = await City.open();
}, 120_000);
afterAll(() => city.close());

const dialogOf = (page: Page): Locator => page.getByRole('dialog').last();

/** Choose in a select of a form by typing a part of the option. */
async function choose(box: Locator, typed: string): Promise<void> {
  await box.click();
  await box.fill(typed);
  await box.press('Enter');
}

async function fillDate(box: Locator, date: string): Promise<void> {
  await box.click();
  await box.fill(date);
  await box.press('Enter');
}

/** Send the open form and wait for its receipt. */
async function send(page: Page, name: string): Promise<void> {
  await dialogOf(page).getByRole('button', { name, exact: true }).click();
  await page.getByText(`${name} · 已记录`).waitFor();
  // The form goes; a drawer that it was opened from stays.
  await page.locator('.ant-modal-wrap:visible').waitFor({ state: 'hidden' });
}

describe('the bureau decomposes the plan', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await city.visit('bureau');
  }, 60_000);
  afterAll(() => visit.close());

  test('finds in the set-up check what is missing, and goes to where it is mended', async () => {
    const { page } = visit;
    await visit.open('/plan');
    await page.getByText('共 28 条').waitFor();
    await visit.open('/plan?show=checks');
    await page.getByRole('row', { name: /指标没有全市目标 质量强国标杆城市全面建成/ }).getByRole('link', { name: '去处理' }).click();
    await page.getByRole('heading', { level: 1, name: '质量强国标杆城市全面建成' }).waitFor();
    await page.getByRole('button', { name: '下达目标' }).click();
    const form = dialogOf(page);
    await choose(form.getByLabel('比较方式'), '完成节点');
    expect(await form.getByLabel('目标值').count()).toBe(0);
    await form.getByLabel(/限定词/).fill('启动建设');
    await send(page, '下达目标');
    await page.getByRole('row', { name: /全市 完成节点 启动建设/ }).waitFor();
  });

  test('changes the assignment of a measure, with what changes shown before', async () => {
    const { page } = visit;
    await visit.open('/plan');
    await page.getByRole('link', { name: '提升产业质量竞争力' }).click();
    await page.getByRole('button', { name: '调整分工' }).click();
    const form = dialogOf(page);
    await choose(form.getByLabel('配合单位'), '市财政局');
    await form.getByText('改为：牵头 市市场监管局；配合 市工信局、市科技局、市发改委、市财政局').waitFor();
    await form.getByRole('button', { name: '调整分工' }).click();
    await form.getByText('必填。').waitFor();
    await form.getByLabel('理由').fill('增补财政支持政策');
    await send(page, '调整分工');
    await page.getByRole('row', { name: /市市场监管局 市工信局、市科技局、市发改委、市财政局 .* 增补财政支持政策/ }).waitFor();
    await page.getByRole('row', { name: /市市场监管局 市工信局、市科技局、市发改委 .* 方案印发件/ }).waitFor();
  });

  test('revises a target by a document; the old one stays beside the new', async () => {
    const { page } = visit;
    await visit.open('/plan/decomposition');
    await page.getByRole('button', { name: /全市科技企业孵化器数量，玄武区：≥ 23，/ }).click();
    await page.getByRole('button', { name: '调整目标' }).click();
    const form = dialogOf(page);
    await form.getByLabel('目标值').fill('24.5');
    await form.getByLabel('依据文号').fill('宁质发〔2026〕11号');
    await form.getByRole('button', { name: '调整目标' }).click();
    await form.getByText(/^全市科技企业孵化器数量 ?保留 0 位小数，您填写了 24\.5/).first().waitFor();
    await visit.shot('plan-target-refused');
    await form.getByLabel('目标值').fill('24');
    await send(page, '调整目标');
    await page.getByText('依据：宁质发〔2026〕11号').waitFor();
    await page.getByRole('button', { name: /全市科技企业孵化器数量，玄武区：≥ 24，/ }).waitFor();
    await visit.check();
    await visit.shot('plan-target-drawer');
  });

  test('decomposes the city target: a difference is shown before anything is recorded', async () => {
    const { page } = visit;
    await visit.open('/plan/indicators/tech-incubators/decompose');
    await page.getByRole('checkbox', { name: '市科技局参与分解' }).uncheck();
    await page.getByRole('button', { name: '填入现行目标' }).click();
    await page.getByLabel('玄武区的目标值').fill('24');
    await page.getByLabel('高淳区的目标值').fill('9');
    await page.getByRole('button', { name: '试算', exact: true }).click();
    await page.getByText('合成 259 家，与全市目标（≥ 260 家）相差 −1 家，还不能下达。').waitFor();
    await page.getByRole('row', { name: '江北新区 26 26 数值不变，限定词或季度进度随全市' }).waitFor();
    await page.getByRole('row', { name: '高淳区 10 9 调整' }).waitFor();
    await visit.shot('plan-decompose-differs', { wholePage: true });
    await page.reload();
    await visit.settled();
    expect(await page.getByLabel('高淳区的目标值').inputValue()).toBe('9');
    await page.getByLabel('高淳区的目标值').fill('11');
    await page.getByRole('button', { name: '试算', exact: true }).click();
    await page.getByText('合成 261 家，支撑全市目标（≥ 260 家）。').waitFor();
    await page.getByRole('button', { name: '下达分解' }).click();
    await dialogOf(page).getByLabel('依据文号').fill('宁质发〔2026〕12号');
    await visit.shot('plan-decompose-confirm');
    await send(page, '下达分解');
    await page.getByRole('row', { name: /高淳区 ≥ 11/ }).waitFor();
  });

  test('revises a definition card: the versions show what changed, struck through', async () => {
    const { page } = visit;
    await visit.open('/plan/indicators/tech-incubators');
    await page.getByRole('button', { name: '修订口径卡' }).click();
    const form = dialogOf(page);
    await form.getByText('还没有改动。').waitFor();
    await form.getByLabel('数据来源').fill('科技部门备案名录（含省级）');
    await form.getByRole('listitem').filter({ hasText: '数据来源：科技部门备案名录 → 科技部门备案名录（含省级）' }).waitFor();
    await form.getByLabel('依据文号').fill('宁质发〔2026〕13号');
    await visit.check();
    await visit.shot('plan-card-form');
    await send(page, '修订口径卡');
    await page.getByRole('link', { name: /历次修订/ }).click();
    await page.getByRole('row', { name: '数据来源 科技部门备案名录 科技部门备案名录（含省级）' }).waitFor();
    await visit.check();
    await visit.shot('plan-card-versions');
  });

  test('sees the past as it was, where nothing can be done', async () => {
    const { page } = visit;
    await visit.open('/plan/indicators/tech-incubators?show=targets&at=2024-06-30');
    await page.getByRole('row', { name: /玄武区 未下达/ }).waitFor();
    await page.getByRole('button', { name: /修订口径卡 正在查看过去的数据/ }).waitFor();
    await visit.shot('plan-targets-past');
  });

  test('prints the definition card on A4', async () => {
    await visit.open('/plan/indicators/rd-expenditure-share');
    await visit.printed('plan-card');
  });
});

describe('progress of a measure', () => {
  test('a unit reports with evidence, the bureau returns it, the unit reports again, the bureau accepts', async () => {
    const reporter = await city.visit('reporter-xuanwu');
    await reporter.open('/plan/progress');
    await reporter.check();
    const mine = reporter.page.getByRole('row', { name: /26\. 加强任务落实/ }).first();
    await mine.getByRole('button', { name: '填报进展' }).click();
    const form = dialogOf(reporter.page);
    await form.getByLabel('完成程度').fill('120');
    await form.getByLabel('进展情况').fill('已将质量强区纳入区国民经济和社会发展规划。');
    await form.getByLabel('下一步打算').fill('印发年度任务清单。');
    await form.locator('input[type=file]').setInputFiles({ name: '区政府通知.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF') });
    await form.getByRole('button', { name: /区政府通知\.pdf/ }).first().waitFor();
    await form.getByRole('button', { name: '填报进展' }).click();
    await form.getByText(/应在 0 至 100 之间/).first().waitFor();
    await form.getByLabel('完成程度').fill('45');
    await reporter.shot('plan-progress-form');
    await send(reporter.page, '填报进展');
    await reporter.page.getByText('待审核').first().waitFor();

    const bureau = await city.visit('bureau');
    await bureau.open('/plan/progress?status=reported');
    await bureau.page.getByRole('row', { name: /加强任务落实 玄武区/ }).getByRole('button', { name: '审核' }).click();
    await choose(dialogOf(bureau.page).getByLabel('审核意见'), '退回');
    await dialogOf(bureau.page).getByRole('button', { name: '审核', exact: true }).click();
    await dialogOf(bureau.page).getByText(/退回须写明意见/).first().waitFor();
    await dialogOf(bureau.page).getByLabel('意见说明').fill('请补充规划文本的页码。');
    await send(bureau.page, '审核');

    await reporter.open('/plan/progress');
    await reporter.page.getByText('请补充规划文本的页码。').waitFor();
    await reporter.shot('plan-progress-returned');
    await reporter.page.getByRole('button', { name: '重新填报' }).click();
    await dialogOf(reporter.page).getByLabel('进展情况').fill('已纳入规划纲要第三章（第 21 页）。');
    await send(reporter.page, '重新填报');

    await bureau.open('/plan/measures/26');
    await bureau.page.getByRole('button', { name: '审核' }).click();
    await send(bureau.page, '审核');
    await bureau.page.getByRole('table', { name: '任务进展' }).getByText('通过').waitFor();
    await bureau.check();
    await bureau.shot('plan-progress-accepted');
    await reporter.close();
    await bureau.close();
  });
});

describe('units, leaders and the calendar', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await city.visit('bureau');
  }, 60_000);
  afterAll(() => visit.close());

  test('the bureau adds a person, appoints and ends a deputy', async () => {
    const { page } = visit;
    await visit.open('/plan/people');
    await page.getByRole('button', { name: '登记人员' }).click();
    await dialogOf(page).getByLabel('姓名').fill('演示王某');
    await choose(dialogOf(page).getByLabel('单位'), '秦淮区');
    await send(page, '登记人员');
    await visit.open('/plan/units/qinhuai');
    await page.getByRole('button', { name: '登记任职' }).click();
    const form = dialogOf(page);
    await choose(form.getByLabel('人员'), '演***（秦淮区');
    await form.getByLabel('职务（中文）').fill('副区长（质量）');
    await form.getByLabel('职务（英文）').fill('Deputy head for quality');
    await choose(form.getByLabel('正副'), '副职');
    await choose(form.getByLabel('分管措施'), '26.');
    await page.keyboard.press('Escape');
    await fillDate(form.getByLabel('任职日'), '2026-03-01');
    await form.getByLabel('依据文号').fill('宁任〔2026〕3号');
    await send(page, '登记任职');
    const line = page.getByRole('row', { name: /副区长（质量）/ });
    await line.waitFor();
    await visit.check();
    await visit.shot('plan-unit-leaders');
    await line.getByRole('button', { name: '登记离任' }).click();
    await fillDate(dialogOf(page).getByLabel('最后一日'), '2026-09-30');
    await send(page, '登记离任');
    await page.getByRole('table', { name: '离任领导' }).getByText('副区长（质量）').waitFor();
    expect(await page.getByRole('table', { name: '在任领导' }).getByText('副区长（质量）').count()).toBe(0);
  });

  test('publishes a year of the calendar, and reckons a deadline through it, day by day', async () => {
    const { page } = visit;
    await visit.open('/plan/calendar?year=2027');
    await page.getByText(/2027 年的工作日历还没有发布/).waitFor();
    await page.getByRole('button', { name: '发布工作日历' }).click();
    const form = dialogOf(page);
    await fillDate(form.getByLabel('首日 1', { exact: true }), '2027-01-01');
    await fillDate(form.getByLabel('末日 1', { exact: true }), '2027-01-03');
    await form.getByRole('button', { name: '增加一天' }).click();
    await fillDate(form.getByLabel('上班日 1', { exact: true }), '2027-01-09');
    await form.getByText(/放假 1 段，调休上班 1 天/).waitFor();
    await form.getByLabel('依据文号').fill('演示文号 国办发明电〔2026〕9号');
    await visit.check();
    await visit.shot('plan-calendar-form');
    await send(page, '发布工作日历');
    await page.getByRole('table', { name: /1 月 工作日 21 天/ }).waitFor();
    await page.getByRole('link', { name: '期限计算' }).click();
    await fillDate(page.getByLabel('起算日'), '2026-12-30');
    await page.getByLabel('天数').fill('3');
    await page.getByText('到期日：2027年1月5日').waitFor();
    await page.getByRole('row', { name: '2027年1月1日 五 放假 · 元旦 不计' }).waitFor();
    await visit.check();
    await visit.shot('plan-due');
  });
});

const pages: readonly (readonly [name: string, path: string])[] = [
  ['plan', '/plan'], ['plan-text', '/plan?show=text'], ['plan-checks', '/plan?show=checks'], ['plan-adopt', '/plan/adopt'], ['plan-measure', '/plan/measures/26'], ['plan-progress', '/plan/progress'],
  ['plan-indicators', '/plan/indicators'], ['plan-indicator', '/plan/indicators/rd-expenditure-share'], ['plan-targets', '/plan/indicators/rd-expenditure-share?show=targets'], ['plan-versions', '/plan/indicators/tech-incubators?show=versions'],
  ['plan-decompose', '/plan/indicators/rd-expenditure-share/decompose'], ['plan-matrix', '/plan/decomposition'], ['plan-responsibilities', '/plan/decomposition?show=responsibilities'], ['plan-units', '/plan/units'], ['plan-unit', '/plan/units/xuanwu'],
  ['plan-people', '/plan/people'], ['plan-person', '/plan/people?person=p-finance-1'], ['plan-calendar', '/plan/calendar'], ['plan-due', '/plan/calendar?show=due&from=2025-09-28&days=5'], ['plan-calendar-missing', '/plan/calendar?year=2029'],
];

describe.each([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']] as const)('every page in %s on a %s', (language, device) => {
  test('is drawn whole and open to everybody', async () => {
    const visit = await city.visit('bureau', { language, device });
    for (const [name, path] of pages) {
      await visit.open(path);
      await visit.check();
      await visit.shot(name, { wholePage: device === 'phone' });
    }
    await visit.close();
  }, 420_000);
});

test.each([['leader'], ['verifier-market-regulation'], ['auditor'], ['reporter-xuanwu']] as const)('%s reads the plan and is offered no act that is not theirs', async (name) => {
  const visit = await city.visit(name);
  for (const path of ['/plan', '/plan/measures/26', '/plan/indicators/tech-incubators?show=targets', '/plan/units/xuanwu', '/plan/calendar']) {
    await visit.open(path);
    expect(await visit.page.getByRole('button', { name: /调整分工|调整目标|更名|撤销单位|凭文件调整|登记任职/ }).count()).toBe(0);
    await visit.check();
  }
  await visit.close();
});
