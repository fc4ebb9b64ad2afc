import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { City } from './visit.js';

let city: City;
beforeAll(async () => void (city = await City.open()));
afterAll(() => city.close());

const plan = 'nanjing-2023';
const districts = ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area'];

/** Somebody reports and somebody else verifies meanwhile: the first district that has not reported the indicator yet. */
async function reportVerifiedMeanwhile(): Promise<string> {
  for (const unit of districts) {
    const report = { plan, indicator: 'tech-incubators', unit, period: '2025-Q4', value: '3', note: '年内清退不达标孵化器，已核实。' };
    const { status } = await city.call(`reporter-${unit}`, 'POST', '/reports', report);
    if (status !== 201) continue;
    const verified = await city.call('verifier-market-regulation', 'POST', `/reports/${plan}/tech-incubators/${unit}/2025-Q4/verification`, { value: '3' });
    expect(verified.status).toBe(200);
    return unit;
  }
  throw new Error('every district has reported already');
}

describe('the leader’s look at the scores', () => {
  test('the board is read and a score opened down to its event, by keyboard alone', async () => {
    const visit = await city.visit('leader');
    const { page } = visit;
    await visit.open('/scores');
    await page.getByRole('heading', { name: '2025年得分榜 · 各区和江北新区' }).waitFor();
    const rows = page.locator('.list tbody tr.ant-table-row');
    await rows.nth(11).waitFor();
    expect(await rows.count()).toBe(12);
    // Competition ranks: nobody before the first, and each with its score and grade.
    expect(await rows.first().locator('td').first().innerText()).toBe('1');
    await page.locator('.list .scores-parts').nth(11).waitFor();
    await visit.check();
    await visit.shot('scores-board', { wholePage: true });

    await visit.tabTo('浦口区');
    await visit.press('Enter');
    await page.getByRole('heading', { name: '浦口区 · 2025年得分解释' }).waitFor();
    await visit.settled();
    // What is drawn adds up to the number that is published, to the last digit.
    const points = await page.locator('.scores-waterfall tbody td:nth-child(2)').allInnerTexts();
    const sum = points.map((text) => text.replace('−', '-').replace('+', '')).filter((text) => /^-?[\d.]+$/.test(text)).reduce((all, text) => all + BigInt(text.replace('.', '')), 0n);
    const published = await page.locator('.scores-waterfall tfoot td').first().innerText();
    expect(sum).toBe(BigInt(published.replace('.', '')) * 100n);

    await page.locator('main').focus();
    await visit.tabTo('展开“质量创新”');
    await visit.press('Enter');
    await visit.tabTo('展开“全市科技企业孵化器数量”');
    await visit.press('Enter');
    await page.getByText('所用数据').waitFor();
    await visit.check();
    await visit.shot('scores-explained', { wholePage: true });
    await visit.tabTo(/^填报核定/);
    await visit.press('Enter');
    await page.waitForURL(/\/audit\/events\/\d+/);
    await visit.close();
  });

  test('the small “i” explains beside the board; ranks are compared with another moment by the address', async () => {
    const visit = await city.visit('leader');
    await visit.open('/scores/districts/2025?vs=period-closed:nanjing-2023:2025-Q2');
    await visit.page.getByText('填报期2025年第二季度关闭').first().waitFor();
    await visit.page.getByRole('button', { name: '栖霞区的得分由来' }).click();
    const drawer = visit.page.getByRole('dialog');
    await drawer.getByRole('heading', { name: '总分如何相加' }).waitFor();
    await drawer.getByRole('heading', { name: '分失在哪里，补上能得多少' }).waitFor();
    await visit.check();
    await visit.shot('scores-drawer');
    await visit.close();
  });

  test('a row changes before one’s eyes when a report is verified, and the page says what and why', async () => {
    const visit = await city.visit('leader');
    const { page } = visit;
    await visit.open('/scores/districts/2025');
    await page.locator('.list .scores-parts').nth(11).waitFor();
    await reportVerifiedMeanwhile();
    const told = page.getByRole('region', { name: '刚才的变化' });
    await told.getByText(/得分 [\d.]+ → [\d.]+/).first().waitFor();
    await told.getByText(/核定/).first().waitFor();
    await visit.shot('scores-changed');
    await visit.check();
    await visit.close();
  });

  test('the past is shown as it was, and nothing can be done there', async () => {
    const visit = await city.visit('bureau');
    await visit.open('/scores/districts/2025?at=2025-06-30');
    await visit.page.locator('.moment-bar').waitFor();
    await visit.page.locator('.list tbody tr.ant-table-row').nth(11).waitFor();
    await visit.shot('scores-past');
    await visit.open('/schemes/nanjing-districts?at=2025-06-30');
    const withdraw = visit.page.getByRole('button', { name: /^废\s*止/ });
    expect(await withdraw.getAttribute('aria-disabled')).toBe('true');
    expect(await withdraw.innerText()).toContain('正在查看过去的数据');
    await visit.close();
  });
});

describe('the bureau’s scheme', () => {
  test('is copied, broken, mended, saved, published under a document number, compared and withdrawn', async () => {
    const visit = await city.visit('bureau');
    const { page } = visit;
    const code = `trial-${Date.now().toString(36)}`;
    await visit.open('/schemes');
    await page.getByRole('button', { name: '起草新细则' }).click();
    await page.getByLabel('细则编码').fill(code);
    await page.getByLabel('适用年度').fill('2026');
    await page.getByLabel('以哪份细则为底稿').click();
    await page.getByTitle(/各区和江北新区.*nanjing-districts$/).click();
    await visit.check();
    await page.getByRole('button', { name: '开始起草' }).click();
    await visit.settled();
    await page.getByText('错误 0', { exact: false }).first().waitFor();

    // A weight that breaks the sum is seen at its place while one types.
    const weight = page.getByLabel('全市科技企业孵化器数量的分值或权重');
    await weight.fill('14');
    await page.getByText('下级合计 30，应为 20').waitFor();
    const checks = page.getByRole('region', { name: '设置检查' });
    await checks.getByText('下级分值合计 30，与本级 20 不符').waitFor();
    await visit.check();
    await visit.shot('scheme-broken', { wholePage: true });
    await checks.getByRole('button', { name: '去更正' }).first().click();
    await weight.fill('zehn');
    await checks.getByText('格式不对').waitFor();
    await weight.fill('4');
    await checks.getByText('错误 0').waitFor();

    // What is not saved survives a reload.
    await page.getByLabel('新增牵头或参与起草国际标准的分值或权重').fill('2');
    await page.getByLabel('新增牵头或参与起草国家标准的分值或权重').fill('6');
    await page.reload();
    await visit.settled();
    expect(await page.getByLabel('新增牵头或参与起草国家标准的分值或权重').inputValue()).toBe('6');

    // The source beside the form is in step with it, in both directions.
    await page.getByLabel('并排显示原文（JSON）').check();
    const source = page.getByLabel('原文（JSON），与左侧同步');
    await source.fill((await source.inputValue()).replace('"zh": "质量创新"', '"zh": "质量创新能力"'));
    await page.getByRole('button', { name: '编辑“质量创新能力”' }).waitFor();
    await visit.check();
    await visit.shot('scheme-source');

    await page.getByRole('button', { name: '保存草稿', exact: true }).click();
    await page.getByText('已保存').first().waitFor();
    await page.getByRole('button', { name: /^印发/ }).click();
    const dialog = page.getByRole('dialog', { name: '印发评分细则' });
    await dialog.getByText(/将印发第 1 版，2026 年适用/).waitFor();
    await dialog.getByLabel('年度').fill('2025');
    await dialog.getByText(/将取代《/).waitFor();
    await dialog.locator('table').waitFor();
    await visit.shot('scheme-publish');
    await dialog.getByLabel('年度').fill('2026');
    await dialog.getByLabel('依据文号').fill('宁质发〔2026〕3号');
    await visit.check();
    await dialog.getByRole('button', { name: /印\s*发/ }).click();
    await page.getByText('印发评分细则 · 已记录').waitFor();

    // A revision, compared with what is published.
    await visit.open(`/schemes/${code}`);
    await page.getByText('宁质发〔2026〕3号').first().waitFor();
    await page.getByRole('button', { name: '起草修改稿' }).click();
    await page.getByLabel('新增牵头或参与起草国际标准的分值或权重').fill('3');
    await page.getByLabel('新增牵头或参与起草国家标准的分值或权重').fill('5');
    await page.getByRole('button', { name: '保存草稿', exact: true }).click();
    await page.getByText('已保存').first().waitFor();
    await visit.open(`/schemes/${code}?tab=compare`);
    await page.getByText('共 2 处不同').waitFor();
    await visit.check();
    await visit.shot('scheme-compared');
    await visit.open(`/schemes/${code}?tab=versions`);
    await page.getByText('第 1 版').first().waitFor();

    await page.getByRole('button', { name: '废止' }).click();
    const withdrawal = page.getByRole('dialog', { name: '废止评分细则' });
    await withdrawal.getByLabel('理由').fill('试行结束');
    await withdrawal.getByLabel('依据文号').fill('宁质发〔2026〕9号');
    await withdrawal.getByRole('button', { name: /废\s*止/ }).click();
    await page.getByText('废止评分细则 · 已记录').waitFor();
    await visit.close();
  });
});

describe('supposing', () => {
  test('other weights and values show old and new side by side, by an address that can be shared', async () => {
    const visit = await city.visit('bureau');
    const { page } = visit;
    await visit.open('/scores/what-if?group=districts');
    await page.getByText('没有任何单位的得分变化').waitFor();
    await page.getByLabel('全社会研发经费支出占地区生产总值比例的假设值').fill('16');
    await page.getByText(/个单位名次变动/).waitFor();
    await page.getByRole('button', { name: '添加一项假设' }).click();
    await page.getByRole('combobox', { name: '单位' }).click();
    await page.getByTitle('高淳区').click();
    await page.getByRole('combobox', { name: '指标' }).click();
    await page.getByTitle('全市科技企业孵化器数量').click();
    await page.getByLabel('数值', { exact: true }).fill('1');
    await page.waitForURL(/values=gaochun\.tech-incubators(%3A|:)1/);
    await page.getByRole('cell', { name: /全市科技企业孵化器数量/ }).first().waitFor();
    await visit.check();
    await visit.shot('what-if', { wholePage: true });
    const other = await city.visit('leader');
    await other.open(page.url().replace(city.address, ''));
    await other.page.getByText(/个单位名次变动/).waitFor();
    await other.close();
    await visit.close();
  });

  test('varied weights give intervals, a table and words, the same for the same seed', async () => {
    const visit = await city.visit('bureau');
    const { page } = visit;
    await visit.open('/scores/robustness?group=districts&seed=7');
    await page.getByText(/试算 1000 次，名次平均变动/).waitFor();
    await page.locator('main li', { hasText: '浦口区' }).first().waitFor();
    const before = await page.locator('main ul').first().innerText();
    await page.getByLabel('试算次数').fill('200');
    await page.getByRole('button', { name: /计\s*算/ }).click();
    await page.getByText(/试算 200 次/).waitFor();
    await visit.open('/scores/robustness?group=districts&seed=7');
    await page.getByText(/试算 1000 次/).waitFor();
    await page.locator('main li', { hasText: '浦口区' }).first().waitFor();
    expect(await page.locator('main ul').first().innerText()).toBe(before);
    await visit.check();
    await visit.shot('robustness', { wholePage: true });
    await visit.close();
  });
});

describe('every page of the scores', () => {
  const pages = {
    'scores-board': '/scores/departments/2025', 'scores-none': '/scores?year=2027', 'scores-explained': '/scores/districts/2025/pukou', 'what-if': '/scores/what-if?group=districts&weights=rd-expenditure-share:12', robustness: '/scores/robustness?group=departments',
    schemes: '/schemes', scheme: '/schemes/nanjing-districts', 'scheme-checks': '/schemes/nanjing-departments?tab=checks', 'scheme-versions': '/schemes/nanjing-districts?tab=versions', 'scheme-editor': '/schemes/nanjing-departments/edit',
  };

  test.each([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']] as const)('is drawn and accessible, in %s on a %s', async (language, device) => {
    const visit = await city.visit('bureau', { language, device });
    for (const [name, path] of Object.entries(pages)) {
      await visit.open(path);
      await visit.page.waitForTimeout(600);
      await visit.shot(`${name}-page`, { wholePage: true });
      await visit.check();
    }
    await visit.close();
  });

  test('a reporter sees her own unit with its rank in the whole group, and prints why', async () => {
    const visit = await city.visit('reporter-xuanwu');
    await visit.open('/scores');
    await visit.page.getByText('全组 12 个单位；您可查看其中 1 个').waitFor();
    await visit.check();
    await visit.shot('scores-own');
    await visit.open('/scores/districts/2025/xuanwu');
    await visit.page.getByRole('button', { name: '全部展开' }).click();
    await visit.printed('scores-explained');
    await visit.close();
  });
});
