import type { DateText, DecimalText } from '#engine/kernel';
import type { FindingContent, TimeAllowed } from '#domain/supervision';

/** What happens to a finding of the demo city on a day. */
export type FindingStep =
  | { readonly on: DateText; readonly act: 'acknowledge' | 'plan' | 'report' | 'support' }
  | { readonly on: DateText; readonly act: 'progress'; readonly percent: DecimalText }
  | { readonly on: DateText; readonly act: 'contest' | 'uphold'; readonly reason: string }
  | { readonly on: DateText; readonly act: 'extend'; readonly until: DateText }
  | { readonly on: DateText; readonly act: 'grant' }
  | { readonly on: DateText; readonly act: 'return'; readonly reason: string; readonly due: TimeAllowed }
  | { readonly on: DateText; readonly act: 'close'; readonly followUpOn?: DateText }
  | { readonly on: DateText; readonly act: 'follow-up'; readonly relapsed?: TimeAllowed }
  | { readonly on: DateText; readonly act: 'suspend' | 'resume'; readonly reason: string }
  | { readonly on: DateText; readonly act: 'draft-only' };

/** A finding of the demo city and its course. 演示数据: no such finding was made. */
export interface DemoFinding {
  readonly code: string;
  readonly issuedOn: DateText;
  readonly content: FindingContent;
  readonly steps: readonly FindingStep[];
}

const plan = 'nanjing-2023';
const demo = '演示数据。';

type Brief = Pick<FindingContent, 'title' | 'problem' | 'requirement' | 'unit' | 'due'> & Partial<FindingContent>;

const order = (brief: Brief): FindingContent => ({
  severity: 'general', urgency: 'ordinary', source: { kind: 'campaign' }, basis: '南京市《全面深化质量强市建设实施方案》', feedback: '书面报送并附佐证', supporting: [], plan, remark: demo, ...brief,
});

const days = (n: number, kind: 'working' | 'calendar' = 'working'): TimeAllowed => ({ days: n, kind });

/** Findings of 2024 and 2025: in time, late, extended, returned, relapsed, repeated, contested. */
export const pastFindings: readonly DemoFinding[] = [
  {
    code: 'f-2024-01', issuedOn: '2024-05-13',
    content: order({ title: '网格化质量安全季度排查台账不全', problem: '抽查 3 个街道，第一季度排查记录缺失 11 条。', requirement: '补齐台账，明确专人按季核对。', unit: 'qixia', measure: 23, indicator: 'grid-quarterly-inspection', due: days(20) }),
    steps: [
      { on: '2024-05-14', act: 'acknowledge' }, { on: '2024-05-20', act: 'plan' }, { on: '2024-05-30', act: 'progress', percent: '60' }, { on: '2024-06-06', act: 'report' },
      { on: '2024-06-12', act: 'close', followUpOn: '2024-10-15' }, { on: '2024-10-15', act: 'follow-up' },
    ],
  },
  {
    code: 'f-2024-02', issuedOn: '2024-05-13',
    content: order({ title: '区级质量基础设施“一站式”服务点未挂牌', problem: '已报送建成的 2 个服务点现场均未挂牌运行。', requirement: '完成挂牌并公开服务清单。', unit: 'luhe', severity: 'serious', measure: 20, due: days(15) }),
    steps: [
      { on: '2024-05-15', act: 'acknowledge' }, { on: '2024-05-22', act: 'plan' }, { on: '2024-06-18', act: 'report' }, { on: '2024-06-21', act: 'return', reason: '仅完成 1 处挂牌，未附服务清单。', due: days(10) },
      { on: '2024-07-02', act: 'report' }, { on: '2024-07-05', act: 'close', followUpOn: '2024-11-06' },
      { on: '2024-11-06', act: 'follow-up', relapsed: days(15) }, { on: '2024-11-20', act: 'report' }, { on: '2024-11-25', act: 'close', followUpOn: '2025-03-25' }, { on: '2025-03-25', act: 'follow-up' },
    ],
  },
  {
    code: 'f-2025-01', issuedOn: '2025-03-10',
    content: order({ title: '农产品监测抽样覆盖不足', problem: '一季度监测批次只完成计划的 62%。', requirement: '按计划补足批次，报送监测结果。', unit: 'gaochun', supporting: ['agriculture-rural'], measure: 7, indicator: 'agri-monitoring-pass-rate', due: days(20) }),
    steps: [
      { on: '2025-03-11', act: 'acknowledge' }, { on: '2025-03-17', act: 'plan' }, { on: '2025-03-28', act: 'extend', until: '2025-04-21' }, { on: '2025-03-31', act: 'grant' },
      { on: '2025-04-14', act: 'support' }, { on: '2025-04-18', act: 'report' }, { on: '2025-04-23', act: 'close', followUpOn: '2025-09-10' }, { on: '2025-09-10', act: 'follow-up' },
    ],
  },
  {
    code: 'f-2025-02', issuedOn: '2025-04-08',
    content: order({ title: '科技企业孵化器数量核算口径不一致', problem: '上报数包含已摘牌孵化器 2 家。', requirement: '按口径卡核实更正并说明原因。', unit: 'pukou', severity: 'serious', source: { kind: 'report', ref: 'report-nanjing-2023.tech-incubators.pukou.2025' }, measure: 1, indicator: 'tech-incubators', due: days(10) }),
    steps: [
      { on: '2025-04-09', act: 'contest', reason: '摘牌文件印发于统计时点之后。' }, { on: '2025-04-11', act: 'uphold', reason: '摘牌文件于统计时点前生效，维持交办。' }, { on: '2025-04-14', act: 'acknowledge' },
      { on: '2025-04-16', act: 'plan' }, { on: '2025-05-08', act: 'report' }, { on: '2025-05-12', act: 'close', followUpOn: '2025-09-15' }, { on: '2025-09-15', act: 'follow-up' },
    ],
  },
  {
    code: 'f-2025-03', issuedOn: '2025-06-09',
    content: order({ title: '消费品质量分级试点进展滞后', problem: '试点企业名单未公布，工作方案未印发。', requirement: '印发方案、公布名单，按月报送进展。', unit: 'luhe', severity: 'serious', measure: 10, due: days(20) }),
    steps: [
      { on: '2025-06-10', act: 'acknowledge' }, { on: '2025-06-16', act: 'plan' }, { on: '2025-06-30', act: 'progress', percent: '35' }, { on: '2025-07-28', act: 'report' },
      { on: '2025-07-31', act: 'return', reason: '方案已印发，名单仍未公布。', due: days(15) }, { on: '2025-08-18', act: 'report' }, { on: '2025-08-22', act: 'close', followUpOn: '2025-12-22' },
    ],
  },
  {
    code: 'f-2025-04', issuedOn: '2025-07-07',
    content: order({ title: '网格化质量安全季度排查台账再次缺失', problem: '第二季度排查记录缺失 7 条，与 2024 年同类问题重复。', requirement: '限期补齐并建立长效核对机制。', unit: 'qixia', severity: 'serious', repeats: 'f-2024-01', measure: 23, indicator: 'grid-quarterly-inspection', due: days(15) }),
    steps: [{ on: '2025-07-08', act: 'acknowledge' }, { on: '2025-07-14', act: 'plan' }, { on: '2025-07-24', act: 'report' }, { on: '2025-07-29', act: 'close', followUpOn: '2025-12-01' }],
  },
  {
    code: 'f-2025-05', issuedOn: '2025-09-01',
    content: order({ title: '装配式建筑占比数据佐证不足', problem: '上报占比缺 3 个项目的竣工资料。', requirement: '补齐资料，逐项目核对。', unit: 'urban-rural-construction', source: { kind: 'site-check' }, measure: 13, due: days(15) }),
    steps: [
      { on: '2025-09-02', act: 'acknowledge' }, { on: '2025-09-08', act: 'plan' }, { on: '2025-09-10', act: 'suspend', reason: '项目竣工备案系统升级，资料暂不能调取。' }, { on: '2025-09-26', act: 'resume', reason: '系统恢复。' },
      { on: '2025-10-10', act: 'report' }, { on: '2025-10-14', act: 'close' },
    ],
  },
];

/** Findings that are under way on the day the demo city starts: some weeks or days before it, by `ago(days)`. */
export function presentFindings(ago: (days: number) => DateText): readonly DemoFinding[] {
  return [
    {
      code: 'f-now-01', issuedOn: ago(44),
      content: order({ title: '电梯质量安全追溯数据未接入', problem: '抽查 20 台电梯，6 台未接入追溯平台。', requirement: '全部接入并报送接入清单。', unit: 'xuanwu', severity: 'major', urgency: 'urgent', measure: 9, due: days(30, 'calendar') }),
      steps: [{ on: ago(43), act: 'acknowledge' }, { on: ago(38), act: 'plan' }, { on: ago(30), act: 'progress', percent: '40' }],
    },
    {
      code: 'f-now-02', issuedOn: ago(26),
      content: order({ title: '质量月活动投诉件办理超期', problem: '12345 转办质量投诉 9 件超期未回复。', requirement: '逐件回复并建立台账。', unit: 'qinhuai', source: { kind: 'media' }, measure: 24, due: days(25, 'calendar') }),
      steps: [{ on: ago(25), act: 'acknowledge' }, { on: ago(20), act: 'plan' }, { on: ago(10), act: 'progress', percent: '70' }],
    },
    {
      code: 'f-now-03', issuedOn: ago(33),
      content: order({ title: '重点产品质量监督抽查后处理未闭环', problem: '不合格产品后处理 4 起未结案。', requirement: '依法结案并报送文书。', unit: 'jiangning', severity: 'serious', measure: 23, due: days(40, 'calendar') }),
      steps: [{ on: ago(32), act: 'acknowledge' }, { on: ago(27), act: 'plan' }, { on: ago(3), act: 'report' }],
    },
    {
      code: 'f-now-04', issuedOn: ago(33),
      content: order({ title: '标准化试点项目未验收', problem: '2 个省级试点到期未申请验收。', requirement: '提交验收申请和自评材料。', unit: 'gulou', measure: 19, due: days(45, 'calendar') }),
      steps: [{ on: ago(32), act: 'acknowledge' }, { on: ago(26), act: 'plan' }, { on: ago(14), act: 'report' }, { on: ago(9), act: 'return', reason: '自评材料未盖章，缺一个项目。', due: days(20, 'calendar') }],
    },
    {
      code: 'f-now-05', issuedOn: ago(1),
      content: order({ title: '食品安全抽检不合格处置信息未公示', problem: '3 批次不合格处置信息超期未公示。', requirement: '立即公示并说明原因。', unit: 'jianye', urgency: 'urgent', measure: 8, due: days(15, 'calendar') }),
      steps: [],
    },
    {
      code: 'f-now-06', issuedOn: ago(18),
      content: order({ title: '企业首席质量官制度覆盖率未达标', problem: '规模以上企业覆盖率低于年度计划 8 个百分点。', requirement: '制定推进计划，按旬报送进展。', unit: 'jiangbei-new-area', supporting: ['industry-it'], severity: 'serious', measure: 17, due: days(30, 'calendar') }),
      steps: [{ on: ago(17), act: 'acknowledge' }, { on: ago(12), act: 'plan' }, { on: ago(2), act: 'extend', until: ago(-30) }],
    },
    {
      code: 'f-now-07', issuedOn: ago(0),
      content: order({ title: '区级质量激励资金兑现进度待核', problem: '拟核查资金兑现凭证。', requirement: '报送兑现凭证。', unit: 'lishui', measure: 26, due: days(20, 'calendar') }),
      steps: [{ on: ago(0), act: 'draft-only' }],
    },
  ];
}
