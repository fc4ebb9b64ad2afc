import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { City, type Visit } from './visit.js';

/** Pages of the area with who opens them and a word that has to be on each. */
const pages: readonly (readonly [name: string, path: string, shows: Readonly<Record<'zh' | 'en', RegExp>>])[] = [
  ['campaigns', '/supervision/campaigns', { zh: /食品药品安全例行督查/, en: /Under way|under way/ }],
  ['campaign', '/supervision/campaigns/c-now-food', { zh: /督查组/, en: /Team/ }],
  ['campaign-concluded', '/campaigns/c-2025-basics', { zh: /督查总体情况/, en: /Summary/ }],
  ['campaign-draw', '/supervision/campaigns/c-2025-basics/draw', { zh: /自行验证的步骤/, en: /How to check it yourself/ }],
  ['campaign-unit', '/supervision/campaigns/c-2025-basics/units/qinhuai', { zh: /异议和复核/, en: /Objection and review/ }],
  ['campaign-letter', '/supervision/campaigns/c-2025-basics/units/qinhuai/letter', { zh: /督查结论反馈书/, en: /Conclusion of the inspection/ }],
  ['campaign-units', '/supervision/campaign-units', { zh: /秦淮区/, en: /Qinhuai/ }],
  ['objections', '/supervision/objections?state=decided', { zh: /维持/, en: /upheld/ }],
  ['inspection-counts', '/supervision/inspection-counts?atMost=0', { zh: /超过 0 次/, en: /more than 0/ }],
  ['interviews', '/supervision/interviews', { zh: /副区长/, en: /called/i }],
  ['interview', '/supervision/interviews/v-now-01', { zh: /办理经过/, en: /What happened/ }],
  ['interview-notice', '/supervision/interviews/v-now-01/notice', { zh: /请准时到场/, en: /be there in time/ }],
  ['interview-minutes', '/supervision/interviews/v-now-01/minutes', { zh: /被约谈人/, en: /Interviewee/ }],
  ['rewards', '/supervision/rewards', { zh: /待初审/, en: /awaiting review/ }],
  ['reward', '/supervision/rewards/r-2025-01', { zh: /优先安排质量提升试点/, en: /Nomination/ }],
  ['reward-publicity', '/supervision/reward-publicity', { zh: /公示期内/, en: /every unit may object/ }],
  ['reward-counts', '/supervision/reward-counts', { zh: /江宁区/, en: /Jiangning/ }],
  ['matters', '/supervision/matters', { zh: /关于承办质量技术交流活动的请示/, en: /awaiting instruction/ }],
  ['matter', '/supervision/matters/m-2025-01', { zh: /已转督办/, en: /Became a finding/ }],
  ['matter-request', '/supervision/matters/m-now-01', { zh: /请示事项/, en: /Decision asked for/ }],
  ['matter-paper', '/supervision/matters/m-now-01/paper', { zh: /妥否，请批示/, en: /Please decide/ }],
];

let city: City;

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
      await visit.page.locator('#content').getByText(shows[language]).first().waitFor({ timeout: 15_000 });
      await visit.shot(`campaigns-${name}`, { wholePage: true });
      await visit.check();
    } catch (error) {
      await visit.shot(`campaigns-${name}`, { wholePage: true });
      wrong.push(`${path}: ${String(error).slice(0, 1500)}`);
    }
  }
  expect(wrong).toEqual([]);
}

describe('every page of campaigns, interviews, rewards and matters', () => {
  test.each<['zh' | 'en', 'desktop' | 'phone']>([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']])('reads well in %s on a %s', async (language, device) => {
    const visit = await city.visit('bureau', { language, device });
    await tour(visit, language);
    await visit.close();
  });
});

/** The city's day, some days from now. */
const day = (ahead = 0): string => new Date(Date.now() + (8 * 60 * 60 + ahead * 86_400) * 1_000).toISOString().slice(0, 10);
const file = { name: '现场照片.txt', mimeType: 'text/plain', buffer: Buffer.from('现场记录') };

/** What a person does in the form of an act. */
class Act {
  constructor(private readonly visit: Visit) {}

  private get dialog() {
    return this.visit.page.locator('.ant-modal').last();
  }

  /** Open the form by its button. */
  async open(button: string | RegExp): Promise<this> {
    await this.visit.page.locator('#content').getByRole('button', { name: button }).first().click();
    await this.dialog.locator('.ant-modal-footer').waitFor();
    return this;
  }

  async type(label: string | RegExp, text: string): Promise<this> {
    await this.dialog.getByLabel(label).first().fill(text);
    return this;
  }

  async date(label: string | RegExp, text: string): Promise<this> {
    const input = this.dialog.getByLabel(label).first();
    await input.click();
    await input.fill(text);
    await input.press('Enter');
    return this;
  }

  async choose(label: string | RegExp, option: string | RegExp): Promise<this> {
    await this.dialog.getByLabel(label).first().click();
    await this.visit.page.locator('.ant-select-dropdown:visible').getByText(option).first().click();
    return this;
  }

  /** Somebody who is not in office, by reference. */
  async person(label: string | RegExp, reference: string): Promise<this> {
    const input = this.dialog.getByLabel(label).first();
    await input.fill(reference);
    await this.visit.page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: reference }).first().click();
    return this;
  }

  async click(name: string | RegExp): Promise<this> {
    await this.dialog.getByRole('button', { name }).first().click();
    return this;
  }

  async check(label: string | RegExp): Promise<this> {
    await this.dialog.getByLabel(label).first().check();
    return this;
  }

  /** Give a file as evidence. */
  async attach(nth = 0): Promise<this> {
    await this.dialog.locator('input[type=file]').nth(nth).setInputFiles(file);
    await this.dialog.locator('.evidence li button, .evidence li a').first().waitFor();
    return this;
  }

  /** Send the form; its receipt appears. */
  async send(button: string | RegExp): Promise<void> {
    await this.dialog.locator('.ant-modal-footer').getByRole('button', { name: button }).click();
    await this.visit.page.locator('.ant-notification').getByText(/已记录/).first().waitFor({ timeout: 20_000 });
    await this.visit.page.locator('.ant-notification-notice-close').first().click();
    await this.dialog.waitFor({ state: 'detached' });
    await this.visit.settled();
  }
}

const sees = (visit: Visit, text: string | RegExp): Promise<void> => visit.page.locator('#content').getByText(text).first().waitFor({ timeout: 20_000 });

describe('the day of an inspector', () => {
  test('a campaign from plan to conclusion, with a draw; the unit objects, a leader decides', async () => {
    const title = `例行督查 ${Date.now()}`;
    const inspector = await city.visit('inspector');
    await inspector.open('/supervision/campaigns');
    const plan = await new Act(inspector).open('督查立项');
    await plan.type('名称', title);
    await plan.type('年度计划编号', '2026年度计划第9项');
    await plan.click('各区和江北新区');
    await plan.date('开始日期', day());
    await plan.date('结束日期', day(20));
    await plan.type('督查内容', '核查台账和公示。');
    await plan.type(/人员账号/, 'inspector');
    await inspector.page.locator('.ant-modal').getByRole('group', { name: '第 2 项' }).getByLabel(/人员账号/).fill('inspector-two');
    await inspector.shot('campaigns-form-plan');
    await inspector.check();
    await plan.send('立项');
    await sees(inspector, title);
    const campaign = new URL(inspector.page.url()).pathname.split('/').at(-1)!;

    await (await (await new Act(inspector).open('双随机抽取')).type('抽取单位数', '2')).send('双随机抽取');
    await sees(inspector, /第 1 次抽取/);
    await (await new Act(inspector).open('启动督查')).send('启动督查');
    await sees(inspector, '进行中');
    await inspector.page.getByRole('link', { name: '抽取验证' }).click();
    await sees(inspector, '一致');

    const { body } = await city.call('inspector', 'GET', `/campaigns/${campaign}`);
    const [visited, other] = (body.draws[0].drawn as { unit: string }[]).map(({ unit }) => unit) as [string, string];
    await inspector.open(`/supervision/campaigns/${campaign}/units/${visited}`);
    const check = await new Act(inspector).open('登记实地核查');
    await check.date('核查日期', day());
    await check.type('地点', '区市场监管局');
    await check.type(/核查事项/, '检验电梯数');
    await check.type(/^申报/, '20');
    await check.type(/^核实/, '14');
    await check.attach();
    await check.person(/单位签字人/, 'p-001');
    await inspector.shot('campaigns-form-visit');
    await check.send('登记实地核查');
    await sees(inspector, '检验电梯数');
    await sees(inspector, '-6');
    await inspector.shot('campaigns-visit', { wholePage: true });

    await inspector.open(`/supervision/campaigns/${campaign}`);
    const conclude = await new Act(inspector).open('形成督查结论');
    await conclude.type('督查总体情况', '完成核查。');
    const rows = inspector.page.locator('.ant-modal').locator('.rows-input-row');
    const names = await rows.locator('legend').allTextContents();
    expect(names).toHaveLength(2);
    const { body: units } = await city.call('inspector', 'GET', '/units?limit=500');
    const nameOf = (code: string): string => units.items.find((unit: { code: string }) => unit.code === code).name.zh;
    const [one, two] = [names.indexOf(nameOf(visited)), names.indexOf(nameOf(other))];
    await rows.nth(one).getByLabel(/查明的事实/).fill('6 台电梯未按期检验。');
    await rows.nth(one).getByLabel(/^结论/).fill('基本落实。');
    await rows.nth(one).locator('input[type=file]').setInputFiles(file);
    await rows.nth(one).locator('.evidence li').getByText(file.name).waitFor();
    await rows.nth(two).getByLabel(/接受了督查/).uncheck();
    await rows.nth(two).getByLabel(/未督查的原因/).fill('与省级督查时间重叠，并入下次。');
    await inspector.shot('campaigns-form-conclude');
    await inspector.check();
    await conclude.send('形成督查结论');
    await sees(inspector, '已形成结论');
    await inspector.open(`/supervision/campaigns/${campaign}/units/${visited}`);
    await (await (await new Act(inspector).open('反馈结论')).type('反馈文号', '宁质督函〔2026〕9号')).send('反馈结论');
    await sees(inspector, /还剩 30 天/);
    await inspector.close();

    const reporter = await city.visit(`reporter-${visited}`);
    await reporter.open('/supervision/campaigns');
    await reporter.page.getByRole('link', { name: title }).click();
    await sees(reporter, '6 台电梯未按期检验。');
    await reporter.shot('campaigns-unit-sees', { wholePage: true });
    await reporter.check();
    const object = await new Act(reporter).open('提出异议');
    await object.type('异议理由', '其中 2 台已报停。');
    await object.attach();
    await object.send('提出异议');
    await sees(reporter, '其中 2 台已报停。');
    await reporter.close();

    const leader = await city.visit('leader');
    await leader.open('/supervision/objections');
    await leader.page.getByRole('row', { name: new RegExp(title) }).getByRole('link').first().click();
    const decide = await new Act(leader).open('作出复核决定');
    await decide.choose('决定', '更正');
    await decide.type('理由', '报停手续属实。');
    await decide.type('更正后的事实', '4 台电梯未按期检验。');
    await decide.type('更正后的结论', '基本落实，限期补检。');
    await decide.attach();
    await decide.send('作出复核决定');
    await sees(leader, '4 台电梯未按期检验。');
    await sees(leader, '更正');
    await leader.close();
  });
});

describe('a matter goes upwards', () => {
  test('a unit reports a request, the leader instructs so that a finding comes of it, and settles it', async () => {
    const title = `关于补充检测设备的请示 ${Date.now()}`;
    const reporter = await city.visit('reporter-xuanwu');
    await reporter.open('/supervision/matters');
    const report = await new Act(reporter).open('报送请示或报告');
    await report.choose('文种', '请示');
    await report.type('标题', title);
    await report.type('内容', '现有设备不足。');
    await report.type(/请示事项/, '是否同意统一采购检测设备。');
    await report.choose(/签发人/, /^区长/);
    await reporter.shot('campaigns-form-matter');
    await report.send('报送请示或报告');
    await sees(reporter, '是否同意统一采购检测设备。');
    await sees(reporter, /玄武区 区长/); // by post, not by reference
    await reporter.close();

    const leader = await city.visit('leader');
    await leader.open('/supervision/matters?waitingFor=instruction');
    await leader.page.getByRole('link', { name: title }).click();
    const instruct = await new Act(leader).open('批示');
    await instruct.type('批示内容', '请市市场监管局牵头落实。');
    await instruct.choose('处理方式', /^转督办$/);
    await instruct.choose('承办单位', '市工信局');
    await instruct.type('要求', '月底前提出方案。');
    await leader.shot('campaigns-form-instruct');
    await instruct.send('批示');
    await sees(leader, '请市市场监管局牵头落实。');
    await sees(leader, '已转督办');
    const settle = await new Act(leader).open('办结');
    await settle.choose('办理结果', /^同意$/);
    await settle.type('办理意见', '按批示办理。');
    await settle.send('办结');
    await sees(leader, '已办结');
    await leader.check();
    await leader.close();
  });
});

describe('an interview', () => {
  test('the bureau calls, records and concludes; the unit reports what it did', async () => {
    const bureau = await city.visit('bureau');
    await bureau.open('/supervision/interviews?call=gulou');
    const call = new Act(bureau);
    await call.choose('被约谈人', /副区长/);
    await call.type('事由', '抽检后处置不及时。');
    const soon = new Date(Date.now() + 8 * 3_600_000 + 20 * 60_000).toISOString().slice(0, 16).replace('T', ' ');
    await call.date('时间', soon);
    await call.type('地点', '301 会议室');
    await call.check(/紧急/);
    await call.type('依据文号', '宁质督〔2026〕3号');
    await bureau.shot('campaigns-form-call');
    await call.send('发出约谈通知');
    await sees(bureau, '抽检后处置不及时。');
    const interview = new URL(bureau.page.url()).pathname.split('/').at(-1)!;

    const record = await new Act(bureau).open('登记约谈纪要');
    const now = new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 16).replace('T', ' ');
    await record.date('约谈时间', now);
    await record.type('被约谈人表态', '诚恳接受，立即整改。');
    await record.type(/承诺事项/, '一周内完成处置。');
    await record.date(/完成期限/, day(7));
    const { body: due } = await city.call('bureau', 'GET', `/calendars/national/due?from=${day()}&days=7`);
    await record.date('整改情况应报日期', due.dueOn);
    await record.attach();
    await record.check(/早于通知时间/);
    await record.type('依据文号', '宁质督〔2026〕3号');
    await record.send('登记约谈纪要');
    await sees(bureau, '诚恳接受，立即整改。');

    const reporter = await city.visit('reporter-gulou');
    await reporter.open(`/supervision/interviews/${interview}`);
    await (await (await new Act(reporter).open('报送整改情况')).type('整改情况', '已全部处置完毕。')).send('报送整改情况');
    await sees(reporter, '已全部处置完毕。');
    await reporter.close();

    await sees(bureau, '已全部处置完毕。'); // told live
    await (await (await new Act(bureau).open('约谈办结')).type('办结意见', '同意办结。')).send('约谈办结');
    await sees(bureau, '已办结');
    await bureau.shot('campaigns-interview-concluded', { wholePage: true });
    await bureau.open(`/supervision/interviews/${interview}/minutes`);
    await bureau.printed('campaigns-interview-minutes');
    await bureau.close();
  });
});

describe('a reward', () => {
  test('a unit nominates itself, the bureau reviews and publicises it, another unit objects, the bureau settles that', async () => {
    const grounds = `质量追溯覆盖全区 ${Date.now()}`;
    const reporter = await city.visit('reporter-qixia');
    await reporter.open('/supervision/rewards');
    const nominate = await new Act(reporter).open('自荐或提名');
    await nominate.type('主要事迹', grounds);
    await nominate.attach();
    await reporter.shot('campaigns-form-nominate');
    await nominate.send('自荐或提名');
    await sees(reporter, grounds);
    const reward = new URL(reporter.page.url()).pathname.split('/').at(-1)!;
    await reporter.close();

    const bureau = await city.visit('bureau');
    await bureau.open(`/supervision/rewards/${reward}`);
    const review = await new Act(bureau).open('初审');
    await review.choose('初审结果', '通过');
    await review.type('初审意见', '材料齐全。');
    await review.send('初审');
    const recommend = await new Act(bureau).open('推荐申报');
    await recommend.type('报送单位', '市政府办公厅');
    await recommend.type('申报文号', '宁质函〔2026〕12号');
    await recommend.send('推荐申报');
    const publicise = await new Act(bureau).open('公示');
    await publicise.date('公示开始', day());
    await publicise.date('公示结束', day(14));
    await publicise.send('公示');
    await sees(bureau, /还剩 14 天/);

    const other = await city.visit('reporter-gulou');
    await other.open('/supervision/reward-publicity');
    await sees(other, grounds);
    await other.shot('campaigns-publicity', { wholePage: true });
    await other.check();
    await other.page.getByRole('row', { name: new RegExp(grounds) }).getByRole('button', { name: '提出异议' }).click();
    const object = new Act(other);
    await object.type('异议内容', '追溯率统计口径不一致。');
    await object.send('提出异议');
    await other.close();

    await sees(bureau, '追溯率统计口径不一致。');
    const settle = await new Act(bureau).open('处理异议');
    await settle.choose('处理结果', '不成立');
    await settle.type('处理意见', '口径经核对一致。');
    await settle.send('处理异议');
    await sees(bureau, '不成立');
    await bureau.shot('campaigns-reward-publicised', { wholePage: true });
    await bureau.close();
  });
});
