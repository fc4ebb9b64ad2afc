import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { City, type Visit, type VisitOptions } from './visit.js';

const finished = '2024-districts';

/** Pages of the area on the finished round of 2024 and the one under way, with a word that has to be on each. */
const pages: readonly (readonly [name: string, path: string, shows: Readonly<Record<'zh' | 'en', RegExp>>])[] = [
  ['rounds', '/rounds', { zh: /2024年度质量工作考核/, en: /Quality assessment 2024/ }],
  ['round-finished', `/rounds/${finished}`, { zh: /本轮考核已办结/, en: /The round is closed/ }],
  ['round-running', '/rounds/2025-districts', { zh: /为什么现在不能办理/, en: /Why it cannot be done now/ }],
  ['round-results', `/rounds/${finished}/results`, { zh: /已通报/, en: /published/ }],
  ['round-results-paper', `/rounds/${finished}/results/paper`, { zh: /得分表/, en: /table of scores/ }],
  ['round-comparison', `/rounds/${finished}/comparison`, { zh: /第 2 次计分/, en: /calculation 2/ }],
  ['round-reviews', `/rounds/${finished}/reviews`, { zh: /复检合格/, en: /corrected/ }],
  ['round-samples', `/rounds/${finished}/samples`, { zh: /本轮没有抽样/, en: /No sample/ }],
  ['reviews', '/reviews', { zh: /复核台账/, en: /Docket/ }],
  ['review', `/rounds/${finished}/units/qixia/reviews/q-1`, { zh: /复检报告属实/, en: /Effect on the unit/ }],
  ['unit-reviews', `/rounds/${finished}/units/qixia/reviews`, { zh: /申请期限已于/, en: /the time to ask ended/ }],
  ['self-report', `/rounds/${finished}/units/qixia/self-assessment`, { zh: /自评分 93/, en: /self-score 93/ }],
  ['unit-file', `/rounds/${finished}/units/luhe/file`, { zh: /双方已签字/, en: /signed by both sides/ }],
  ['unit-sheet', `/rounds/${finished}/units/luhe/sheet`, { zh: /六合区/, en: /Luhe/ }],
  ['unit-profile', `/rounds/${finished}/units/qixia`, { zh: /栖霞区质量工作考核情况/, en: /quality assessment/ }],
];

let city: City;

// A build machine that does many things at once may be slow; what is said on the screen does not depend on it.
const patienceMs = 60_000;

/** Somebody of the demo city, signed in. */
async function signedIn(name: string, options: VisitOptions = {}): Promise<Visit> {
  const visit = await city.visit(name, options);
  visit.page.setDefaultTimeout(patienceMs);
  return visit;
}

beforeAll(async () => {
  city = await City.open();
});

afterAll(async () => {
  await city?.close();
});

/** Goes to every page; tells all that is wrong at the end, so that one page does not hide the next. */
async function tour(visit: Visit, language: 'zh' | 'en'): Promise<void> {
  const wrong: string[] = [];
  for (const [name, path, shows] of pages) {
    try {
      await visit.open(path);
      await visit.page.locator('#content').getByText(shows[language]).first().waitFor({ timeout: patienceMs });
      await visit.shot(`assessment-${name}`, { wholePage: true });
      await visit.check();
    } catch (error) {
      await visit.shot(`assessment-${name}`, { wholePage: true });
      wrong.push(`${path}: ${String(error).slice(0, 1500)}`);
    }
  }
  expect(wrong).toEqual([]);
}

describe('every page of the assessment', () => {
  test.each<['zh' | 'en', 'desktop' | 'phone']>([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']])('reads well in %s on a %s', async (language, device) => {
    const visit = await signedIn('bureau', { language, device });
    await tour(visit, language);
    await visit.close();
  });
});

const fresh = '2025-departments';
const unit = 'industry-it';
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const paper = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`${name} ${fresh}`) });

/** The form that is open. */
const dialog = (visit: Visit) => visit.page.getByRole('dialog').last();

async function choose(visit: Visit, field: Locator, option: string | RegExp): Promise<void> {
  await field.click();
  await visit.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: option }).first().click();
}

async function typeDay(field: Locator, day: string): Promise<void> {
  await field.fill(day);
  await field.press('Enter');
}

/** Send the form that is open and wait for its receipt. */
async function confirmed(visit: Visit, button: string): Promise<void> {
  await dialog(visit).getByRole('button', { name: button, exact: true }).click();
  await dialog(visit).waitFor({ state: 'detached', timeout: patienceMs }).catch(async () => {
    throw new Error(`the form stays open: ${(await dialog(visit).locator('.ant-alert, .ant-form-item-explain-error').allTextContents()).join(' · ')}`);
  });
  await visit.page.getByText(/日志位置 \d+ ·/).first().waitFor();
}

describe('a round of assessment from its opening on', () => {
  test('the bureau opens it', async () => {
    const visit = await signedIn('bureau');
    await visit.open('/rounds');
    await visit.page.getByRole('button', { name: '启动考核' }).click();
    const form = dialog(visit);
    await form.getByLabel('考核名称（中文）').fill('2025年度质量工作考核（部门）');
    await form.getByLabel('考核名称（英文）').fill('Quality assessment 2025, departments');
    await form.getByLabel('考核编码').fill(fresh);
    await form.getByLabel('考核年度').fill('2025');
    await choose(visit, form.getByLabel('评分细则'), /nanjing-departments）$/);
    await form.getByLabel('年度督查检查考核计划项号').fill('2026年度计划第2项');
    for (const label of ['自评截止', '实地核查截止', '数据冻结', '结果反馈']) await typeDay(form.getByLabel(label), today);
    await typeDay(form.getByLabel('结果审定'), '2000-01-01');
    await form.getByRole('button', { name: '启动考核' }).click();
    await form.getByText(/日程先后有误/).first().waitFor();
    await visit.shot('assessment-open-round');
    await typeDay(form.getByLabel('结果审定'), today);
    await confirmed(visit, '启动考核');
    await visit.page.getByRole('link', { name: '2025年度质量工作考核（部门）' }).click();
    await visit.page.getByRole('heading', { name: '下一步：结束自评' }).waitFor();
    await visit.page.getByText(/还有 7 个单位未提交/).first().waitFor();
    await visit.close();
  });

  test('a unit assesses itself, with evidence; what has none is told not to count', async () => {
    const visit = await signedIn(`reporter-${unit}`);
    await visit.open(`/rounds/${fresh}/units/${unit}/self-assessment`);
    const row = (name: string) => visit.page.getByRole('row', { name });
    await visit.page.getByLabel('全市科技企业孵化器数量 申报').fill('１２');
    await row('全市科技企业孵化器数量').locator('input[type=file]').setInputFiles(paper('孵化器名单.txt'));
    await row('全市科技企业孵化器数量').getByText('将计分').waitFor();
    await visit.page.getByLabel('规模以上企业首席质量官制度覆盖率 申报').fill('88');
    await row('规模以上企业首席质量官制度覆盖率').getByText('无佐证，不计分').waitFor();
    await visit.page.getByRole('button', { name: '增加一项加分申报' }).click();
    const bonus = visit.page.getByRole('region', { name: '加分申报 b-1' });
    await choose(visit, bonus.getByLabel('加分规则'), '督查激励');
    await choose(visit, bonus.getByLabel('级别'), /省级/);
    await choose(visit, bonus.getByLabel('文件类型'), '省级督查激励文件');
    await bonus.getByLabel('事项').fill('推进质量工作督查激励');
    // A slow line: nothing is sent without the file that is on its way.
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await visit.page.route('**/api/evidence?*', async (route) => (await arrived, route.continue()));
    await bonus.locator('input[type=file]').setInputFiles(paper('激励文件.txt'));
    await bonus.getByText('正在上传 激励文件.txt').waitFor();
    await visit.page.getByRole('button', { name: '提交自评' }).and(visit.page.locator('[aria-disabled=true]')).hover();
    await visit.page.getByText('正在上传佐证材料，传完后才能提交。').waitFor();
    arrive();
    await bonus.getByText('已上传').waitFor();
    await visit.page.unroute('**/api/evidence?*');
    await visit.page.getByText(/还须填写：基本情况、存在问题、下步打算、自评分/).first().waitFor();
    await visit.page.reload();
    await visit.settled();
    expect(await visit.page.getByLabel('全市科技企业孵化器数量 申报').inputValue()).toBe('12');
    await visit.page.getByLabel('基本情况和主要成效').fill('按年度任务推进，主要指标完成。');
    await visit.page.getByLabel('存在问题').fill('首席质量官覆盖面还不够。');
    await visit.page.getByLabel('下步打算').fill('继续推进。');
    await visit.page.getByLabel(/自评分/).fill('101');
    await visit.page.getByRole('button', { name: '提交自评' }).click();
    await visit.page.getByRole('region', { name: '加分申报 b-1' }).getByText(/须写明文号/).waitFor();
    await visit.page.getByRole('region', { name: '加分申报 b-1' }).getByLabel('文号').fill('苏质〔2025〕1号');
    await visit.page.getByRole('button', { name: '提交自评' }).click();
    await visit.page.getByText(/自评分 101 应在 0 至 100 之间/).waitFor();
    await visit.page.getByLabel(/自评分/).fill('91.5');
    await visit.shot('assessment-self-form', { wholePage: true });
    await visit.check();
    await visit.page.getByRole('button', { name: '提交自评' }).click();
    await visit.page.getByText(/以下申报没有佐证，不计分：规模以上企业首席质量官制度覆盖率/).waitFor();
    await visit.page.getByRole('button', { name: '重新提交自评' }).waitFor();
    await visit.close();
  });

  test('the bureau closes self-assessment early, with a reason, and then decides on the bonus', async () => {
    const visit = await signedIn('bureau');
    await visit.open(`/rounds/${fresh}/units/${unit}/file`);
    await visit.page.getByRole('button', { name: /^认定加分 .*不能认定加分/ }).waitFor();
    await visit.open(`/rounds/${fresh}`);
    await visit.page.getByRole('button', { name: '提前办理（须写明原因）' }).click();
    await dialog(visit).getByText(/6 个单位尚未提交/).waitFor();
    await dialog(visit).getByLabel('理由').fill('各单位已确认不再补充。');
    await visit.shot('assessment-close-self');
    await confirmed(visit, '结束自评');
    await visit.page.getByRole('heading', { name: '下一步：冻结数据' }).waitFor();
    await visit.open(`/rounds/${fresh}/units/${unit}/file`);
    await visit.page.getByRole('button', { name: '认定加分' }).click();
    await dialog(visit).getByLabel('理由').fill('文件齐全。');
    await confirmed(visit, '认定加分');
    await visit.page.locator('.light', { hasText: '已认定' }).waitFor();
    await visit.close();
  });

  test('an inspector records a site check', async () => {
    const visit = await signedIn('inspector');
    await visit.open(`/rounds/${fresh}/units/${unit}/file`);
    await visit.page.getByRole('button', { name: '登记实地核查' }).click();
    const form = dialog(visit);
    await typeDay(form.getByLabel('核查日期'), today);
    await form.getByLabel('地点').fill('科技产业园');
    await form.getByRole('group', { name: '人员 2' }).first().getByLabel('账号').fill('inspector-two');
    const found = form.getByRole('group', { name: '第 1 项' });
    await choose(visit, found.getByLabel('项目'), '全市科技企业孵化器数量');
    await found.getByText('12', { exact: true }).waitFor();
    await form.getByLabel('全市科技企业孵化器数量 核定').fill('11');
    await found.getByLabel('备注').fill('1 家已停止运营。');
    await choose(visit, form.getByLabel('签字'), '双方签字');
    await visit.shot('assessment-site-check');
    await confirmed(visit, '登记');
    await visit.page.getByText('双方已签字').waitFor();
    await visit.shot('assessment-file-checked', { wholePage: true });
    await visit.close();
  });

  test('the bureau freezes after looking at what is still open, calculates, and notifies the results', async () => {
    const visit = await signedIn('bureau');
    await visit.open(`/rounds/${fresh}`);
    await visit.page.getByRole('button', { name: '提前办理（须写明原因）' }).click();
    await dialog(visit).getByText('以上仅为提醒，不阻止冻结。').waitFor();
    await dialog(visit).getByLabel('理由').fill('核查已全部完成。');
    await visit.shot('assessment-freeze');
    await confirmed(visit, '冻结数据');
    await visit.page.getByRole('heading', { name: '下一步：计算得分' }).waitFor();
    await visit.page.getByRole('button', { name: '计算得分' }).click();
    await confirmed(visit, '计算得分');
    await visit.page.getByRole('heading', { name: '下一步：反馈结果' }).waitFor();
    await visit.page.getByRole('button', { name: '反馈结果' }).click();
    await dialog(visit).getByText(/第 1 次计分的结果/).waitFor();
    await dialog(visit).getByLabel('依据文号').fill('宁质函〔2026〕7号');
    await visit.shot('assessment-notify');
    await confirmed(visit, '反馈结果');
    await visit.page.getByText(/各单位可在.*前（含当日）申请复核/).waitFor();
    await visit.shot('assessment-round-notified', { wholePage: true });
    await visit.check();
    await visit.close();
  });

  test('a unit sees its own line alone and asks for a review in time', async () => {
    const visit = await signedIn(`reporter-${unit}`);
    await visit.open(`/rounds/${fresh}/results`);
    await visit.page.getByText(/通报前仅显示本单位/).waitFor();
    expect(await visit.page.locator('tbody tr.ant-table-row').count()).toBe(1);
    await visit.open(`/rounds/${fresh}/units/${unit}/reviews`);
    await visit.page.getByRole('button', { name: '申请复核' }).click();
    const form = dialog(visit);
    await choose(visit, form.getByLabel('申请复核的项目'), '关键工序数控化率');
    await form.getByLabel('主张（认为应当如何）').fill('自查发现多计一家企业，应当核减。');
    await form.getByLabel('理由').fill('附设备台账。');
    await form.getByRole('button', { name: '提交申请' }).click();
    await form.getByText('必填。').first().waitFor();
    await form.locator('input[type=file]').setInputFiles(paper('设备台账.txt'));
    await form.getByText('设备台账.txt').waitFor();
    await visit.shot('assessment-request-review');
    await confirmed(visit, '提交申请');
    await visit.page.getByRole('link', { name: 'q-1' }).waitFor();
    await visit.close();
  });

  test('who decided on its score is told to step back; the leader sees who would move, and decides', async () => {
    const bureau = await signedIn('bureau');
    await bureau.open(`/rounds/${fresh}/units/${unit}/reviews/q-1`);
    await bureau.page.getByText(/本人参与过/).first().waitFor();
    await bureau.shot('assessment-review-recused');
    await bureau.close();

    const visit = await signedIn('leader');
    await visit.open('/reviews');
    await visit.page.getByRole('link', { name: 'q-1' }).first().waitFor();
    await visit.open(`/rounds/${fresh}/units/${unit}/reviews/q-1`);
    await visit.page.getByRole('button', { name: '作出复核决定' }).click();
    const form = dialog(visit);
    await choose(visit, form.getByLabel('决定'), '更正');
    await form.getByLabel('更正分值（分）').fill('-0.05');
    await form.getByText('更正的影响（预览，不作记录）').waitFor();
    await form.getByRole('row', { name: /工业和信息化局|工信局/ }).waitFor();
    await form.getByLabel('理由').fill('材料属实，按细则核减。');
    await form.getByLabel('依据文号').fill('宁质核〔2026〕1号');
    await visit.shot('assessment-decide-review');
    await confirmed(visit, '作出决定');
    await visit.page.getByText('材料属实，按细则核减。').waitFor();
    await visit.shot('assessment-review-decided');
    await visit.check();
    await visit.close();
  });

  test('the bureau calculates again; the leader is told from when the results can be confirmed', async () => {
    const visit = await signedIn('bureau');
    await visit.open(`/rounds/${fresh}`);
    const calculate = visit.page.getByRole('button', { name: /计算得分|重新计分/ }).first();
    await calculate.click();
    await confirmed(visit, '计算得分');
    await visit.page.getByRole('rowheader', { name: '第 2 次' }).waitFor();
    await visit.open(`/rounds/${fresh}/comparison`);
    await visit.page.getByText(/规模以上工业企业关键工序数控化率 [-−]0.05/).waitFor();
    await visit.shot('assessment-comparison-runs', { wholePage: true });
    await visit.close();

    const leader = await signedIn('leader');
    await leader.open(`/rounds/${fresh}`);
    await leader.page.getByRole('heading', { name: '下一步：审定结果' }).waitFor();
    await leader.page.getByText(/各单位可在.*前（含当日）申请复核/).first().waitFor();
    await leader.check();
    await leader.close();
  });
});

describe('official acts say what they do before they are done', () => {
  /** The round as it will stand once its calendar allows the act: the time to ask for reviews has to pass first. */
  async function standing(visit: Visit, step: string, act: string, called: { readonly zh: string; readonly en: string }): Promise<void> {
    await visit.page.route(`**/api/rounds/${finished}?**`, async (route) => {
      const response = await route.fetch();
      const round = (await response.json()) as object;
      await route.fulfill({ response, json: { ...round, step, next: { act, called, roles: ['leadership'], mine: true, by: null, late: false, possible: true, because: null } } });
    });
    await visit.page.route(`**/api/rounds/${finished}`, async (route) => {
      const response = await route.fetch();
      const round = (await response.json()) as object;
      await route.fulfill({ response, json: { ...round, step, next: { act, called, roles: ['leadership'], mine: true, by: null, late: false, possible: true, because: null } } });
    });
    await visit.open(`/rounds/${finished}`);
  }

  test.each<[string, string, string, string, string, RegExp]>([
    ['leader', 'notified', 'confirm', '审定结果', 'confirm', /审定第 2 次计分的结果，涉及 12 个单位/],
    ['bureau', 'confirmed', 'publish', '通报结果', 'publish', /对所有单位公开/],
    ['bureau', 'published', 'correct', '更正通报结果', 'correct', /以第 2 次计分更正/],
    ['bureau', 'published', 'close', '考核办结', 'close', /此后不再变动/],
  ])('%s at the step %s: %s', async (name, step, act, button, shot, effect) => {
    const visit = await signedIn(name);
    await standing(visit, step, act, { zh: button, en: act });
    await visit.page.getByRole('region', { name: `下一步：${button}` }).getByRole('button', { name: button }).click();
    await dialog(visit).getByText(effect).waitFor();
    await visit.shot(`assessment-act-${shot}`);
    await visit.check();
    await visit.close();
  });
});

describe('on paper and in the past', () => {
  test('the profile and the result table print as documents', async () => {
    const visit = await signedIn('leader');
    await visit.page.setViewportSize({ width: 794, height: 1123 });
    await visit.open(`/rounds/${finished}/units/luhe`);
    await visit.page.getByText('账本检查点').waitFor();
    await visit.printed('assessment-profile');
    await visit.open(`/rounds/${finished}/results/paper`);
    await visit.page.getByText('账本检查点').waitFor();
    await visit.printed('assessment-results');
    await visit.close();
  });

  test('the replay proves a published result', async () => {
    const visit = await signedIn('auditor');
    await visit.open(`/rounds/${finished}/results`);
    await visit.page.getByRole('button', { name: '重算验证' }).click();
    await visit.page.getByText('重放结果与记录逐字节一致。').waitFor();
    await visit.shot('assessment-proof', { wholePage: true });
    await visit.check();
    await visit.close();
  });

  test('everything is read as of then and nothing can be done', async () => {
    const visit = await signedIn('bureau');
    await visit.open(`/rounds/${finished}?at=2025-04-15`);
    await visit.page.getByText(/正在查看过去的数据/).first().waitFor();
    await visit.page.getByText('第 1 次', { exact: true }).waitFor();
    expect(await visit.page.getByText('第 2 次', { exact: true }).count()).toBe(0);
    await visit.shot('assessment-past', { wholePage: true });
    await visit.check();
    await visit.close();
  });
});
