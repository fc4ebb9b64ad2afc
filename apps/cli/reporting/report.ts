import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec, OptionSpec } from '../command-line/command.js';
import { reasonOption, planOption } from '../command-line/usual-options.js';
import { evidenceAddresses } from './evidence.js';
import { reportArguments, reportPath } from './report-place.js';

const evidenceOption: OptionSpec = { flags: '--evidence <FILE>', many: true, summary: { zh: '佐证材料：文件（先上传）或已上传文件的 SHA-256', en: 'Evidence: a file, uploaded first, or the SHA-256 of one uploaded before' } };

const report = actCommand({
  path: 'report',
  summary: { zh: '填报一个指标值', en: 'Report a value' },
  details: {
    zh: '数值写作十进制数字，例如 96.5；单位以口径卡为准。与历史、同类单位或目标相差过大时，系统要求用 --note 说明。',
    en: 'The value is a plain decimal such as 96.5, in the unit of the definition card. Values far from history, peers or target need a --note.',
  },
  arguments: [...reportArguments, { name: 'VALUE', summary: { zh: '数值', en: 'The value' } }],
  options: [planOption, evidenceOption, { flags: '--note <TEXT>', summary: { zh: '说明', en: 'Note' } }],
  examples: ['zhiheng report tech-incubators xuanwu 2025-Q4 25 --as reporter-xuanwu --wait'],
  request: async (call) => {
    const { given } = call;
    const [period, unit] = [given.period('PERIOD'), given.text('UNIT')];
    const evidence = await evidenceAddresses(call, unit);
    return { path: '/reports', body: present({ plan: given.text('--plan'), indicator: given.text('INDICATOR'), unit, period, value: given.text('VALUE'), evidence, note: given.maybe('--note') }) };
  },
  shows: reportPath,
});

const returned = actCommand({
  path: 'return',
  summary: { zh: '退回一条填报，可限期重报', en: 'Return a report, with a last day to report anew if wanted' },
  arguments: reportArguments,
  options: [planOption, { flags: '--value <VALUE>', required: true, summary: { zh: '您所看到的填报值', en: 'The reported value you looked at' } }, { ...reasonOption, required: true }, { flags: '--resubmit-by <DATE>', summary: { zh: '限期重报的最后一天', en: 'Last day to report anew' } }],
  request: (call) => ({
    path: `${reportPath(call)}/return`,
    body: present({ value: call.given.text('--value'), reason: call.given.text('--reason'), resubmitBy: call.given.date('--resubmit-by') }),
  }),
  shows: reportPath,
});

const correct = actCommand({
  path: 'correct',
  summary: { zh: '更正已核定的值；原值、现值都保留在记录中', en: 'Correct a verified value; both values stay in the record' },
  arguments: reportArguments,
  options: [
    planOption,
    { flags: '--from <VALUE>', required: true, summary: { zh: '您所看到的核定值', en: 'The verified value you looked at' } },
    { flags: '--to <VALUE>', required: true, summary: { zh: '更正为', en: 'The corrected value' } },
    {
      flags: '--reason-code <CODE>', required: true, choices: ['input-error', 'statistical-revision', 'definition-change', 'review-decision'],
      summary: { zh: '原因类别：录入错误、统计核定、口径调整、复核决定', en: 'Kind of reason' },
    },
    { ...reasonOption, required: true },
    { flags: '--authority <DOCUMENT>', required: true, summary: { zh: '依据文号', en: 'Number of the document it rests on' } },
    evidenceOption,
  ],
  request: async (call) => {
    const { given } = call;
    const evidence = await evidenceAddresses(call, given.text('UNIT'));
    return {
      path: `${reportPath(call)}/correction`,
      body: present({ from: given.text('--from'), to: given.text('--to'), reasonCode: given.text('--reason-code'), reason: given.text('--reason'), authority: given.text('--authority'), evidence }),
    };
  },
  shows: reportPath,
});

const defer = actCommand({
  path: 'defer',
  summary: { zh: '申报数据尚未发布及预计发布日期', en: 'Say that the statistic is not yet released, and when it will be' },
  arguments: reportArguments,
  options: [planOption, { flags: '--expected-on <DATE>', required: true, summary: { zh: '预计发布日期', en: 'Day it is expected' } }, { ...reasonOption, required: true }],
  request: (call) => ({ path: `${reportPath(call)}/deferral`, body: { expectedOn: call.given.date('--expected-on'), reason: call.given.text('--reason') } }),
  shows: reportPath,
});

const declare = actCommand({
  path: 'not-applicable declare',
  summary: { zh: '申报不适用', en: 'Declare an indicator not applicable' },
  arguments: reportArguments,
  options: [planOption, { ...reasonOption, required: true }],
  request: (call) => ({ path: `${reportPath(call)}/not-applicable`, body: { reason: call.given.text('--reason') } }),
  shows: reportPath,
});

const approve = actCommand({
  path: 'not-applicable approve',
  summary: { zh: '同意不适用', en: 'Approve "not applicable"' },
  arguments: reportArguments,
  options: [planOption],
  request: (call) => ({ path: `${reportPath(call)}/not-applicable/approval` }),
  shows: reportPath,
});

const refuse = actCommand({
  path: 'not-applicable refuse',
  summary: { zh: '不同意不适用，可限期填报', en: 'Refuse "not applicable", with a last day to report if wanted' },
  arguments: reportArguments,
  options: [planOption, { ...reasonOption, required: true }, { flags: '--resubmit-by <DATE>', summary: { zh: '限期填报的最后一天', en: 'Last day to report' } }],
  request: (call) => ({ path: `${reportPath(call)}/not-applicable/refusal`, body: present({ reason: call.given.text('--reason'), resubmitBy: call.given.date('--resubmit-by') }) }),
  shows: reportPath,
});

export const reportingActs: readonly CommandSpec[] = [report, returned, correct, defer, declare, approve, refuse];
