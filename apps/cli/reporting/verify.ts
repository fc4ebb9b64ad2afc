import { commandSpec } from '../command-line/command.js';
import { fieldsText, showReceipt } from '../command-line/act.js';
import { cliProblem } from '../command-line/problem.js';
import { commandOptions, planOption } from '../command-line/usual-options.js';
import { ask } from '../terminal/ask.js';
import { reportArguments, reportPath, type ReportLine } from './report-place.js';

export const verifyTexts = {
  nothingToVerify: {
    title: { zh: '该指标在此报告期没有可核定的数值（状态：{status}）。', en: 'There is no value to verify in this period (status: {status}).' },
    remedy: { zh: '请先查看填报情况：zhiheng reports show', en: 'Look at the report first: zhiheng reports show' },
  },
  sayValue: {
    title: { zh: '核定须写明所看到的数值。', en: 'Verifying needs the value you looked at.' },
    remedy: { zh: '请加上 --value，例如 --value {value}；或在终端上运行以便确认。', en: 'Add --value, such as --value {value}; or run it on a terminal and confirm.' },
  },
  confirm: { zh: '核定数值 {value}？输入 yes 确认：', en: 'Verify the value {value}? Type yes to confirm: ' },
  notConfirmed: { zh: '未确认，未作任何改动。', en: 'Not confirmed; nothing was changed.' },
} as const;

/** Verify a report. The value that the verifier looked at goes with it, so that nobody verifies a value that moved meanwhile. */
export const verify = commandSpec({
  path: 'verify-report',
  summary: { zh: '核定一条填报', en: 'Verify a report' },
  details: {
    zh: '不写 --value 时先显示填报内容，再请您确认。数值若在此期间变动，核定不会生效。',
    en: 'Without --value the report is shown first and you are asked to confirm. Should the value have moved meanwhile, nothing is verified.',
  },
  arguments: reportArguments,
  options: [planOption, { flags: '--value <VALUE>', summary: { zh: '您所看到的填报值', en: 'The reported value you looked at' } }, ...commandOptions],
  examples: ['zhiheng verify-report tech-incubators xuanwu 2025-Q4 --value 25 --as verifier-market-regulation --wait'],
  run: async (call) => {
    const { api, given, out, host } = call;
    const address = reportPath(call);
    let value = given.maybe('--value');
    if (value === undefined) {
      const line = await api.get<ReportLine>(address);
      if (line.value === null) throw cliProblem('cli.nothing-to-verify', 'refused', verifyTexts.nothingToVerify, { status: line.status });
      if (!host.stdin.isTTY) throw cliProblem('cli.say-value', 'invalid', verifyTexts.sayValue, { value: line.value });
      await out.remark(fieldsText({ ...line }));
      const answer = await ask(host, out.say(verifyTexts.confirm, { value: line.value }));
      if (answer.trim().toLowerCase() !== 'yes') {
        await out.remark(out.say(verifyTexts.notConfirmed));
        return 'refused';
      }
      value = line.value;
    }
    const receipt = await api.command('POST', `${address}/verification`, { value }, { ifRevision: given.whole('--if-revision') });
    await showReceipt(call, receipt, address);
  },
});
