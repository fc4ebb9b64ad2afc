import type { CheckReport, Difference, ReconciliationReport, ReconciliationStatus, Underway } from '#engine/reconciliation';
import type { Words } from '../../words/words.js';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { Progress } from '../terminal/progress.js';

const kindWords: Words = {
  missing: { zh: '缺失', en: 'missing' }, altered: { zh: '被改动', en: 'altered' }, surplus: { zh: '多出', en: 'surplus' }, damaged: { zh: '损坏', en: 'damaged' },
};

export const reconcileTexts = {
  ...kindWords,
  asked: { zh: '已要求对账，等待后台进程开始。', en: 'Asked for; waiting for a worker to begin.' },
  at: { zh: '对账 {done} / {of}：{check}', en: '{done} of {of}: {check}' },
  never: { zh: '尚未对过账。', en: 'There was no reconciliation yet.' },
  what: { zh: '差异', en: 'Difference' },
  place: { zh: '位置所在', en: 'Where' },
  key: { zh: '键', en: 'Key' },
  position: { zh: '日志位置', en: 'Log position' },
  version: { zh: '{kind}（历史）', en: '{kind} (history)' },
  more: { zh: '{check} 另有 {count} 处。', en: '{check}: {count} more.' },
  notCompared: { zh: '未能比对 {check}：{reason}', en: 'Not compared: {check}. {reason}' },
  unsettled: { zh: '{check} 有 {count} 行在比对期间不断变化，下次再比对。', en: '{check}: {count} rows kept changing meanwhile and are compared next time.' },
  equal: { zh: '{ended} 对账完毕：{checks} 项、{compared} 条，与日志一致。', en: 'Reconciled at {ended}: {checks} checks, {compared} records, as the log makes them.' },
  differs: { zh: '{ended} 对账完毕：{checks} 项、{compared} 条，{differing} 处与日志不一致。处理办法见 docs/runbooks/operations.md。', en: 'Reconciled at {ended}: {checks} checks, {compared} records, {differing} differ from the log. docs/runbooks/operations.md says what to do.' },
} as const;

const pollMs = 1_000;

function tableOf(differences: readonly Difference[], { out }: Call): string {
  const t = reconcileTexts;
  return out.table(
    [{ title: out.say(t.what) }, { title: out.say(t.place) }, { title: out.say(t.key) }, { title: out.say(t.position), align: 'right' }],
    differences.map(({ kind, place, key, position, version }) => [version ? out.say(t.version, { kind: out.say(kindWords[kind]!) }) : out.say(kindWords[kind]!), place, key, String(position)]),
  );
}

function remarksOf({ check, differing, differences, notCompared, unsettled }: CheckReport, { out }: Call): readonly string[] {
  const t = reconcileTexts;
  return [
    ...(differing > differences.length ? [out.say(t.more, { check, count: differing - differences.length })] : []),
    ...(notCompared ? [out.say(t.notCompared, { check, reason: notCompared[out.language] })] : []),
    ...(unsettled > 0 ? [out.say(t.unsettled, { check, count: unsettled })] : []),
  ];
}

function reportText(call: Call, { checks, differing, endedAt }: ReconciliationReport): string {
  const { out } = call;
  const differences = checks.flatMap((check) => check.differences);
  const summary = out.say(differing === 0 ? reconcileTexts.equal : reconcileTexts.differs, { ended: endedAt, checks: checks.length, compared: checks.reduce((sum, { compared }) => sum + compared, 0), differing });
  return [...(differences.length > 0 ? [tableOf(differences, call), ''] : []), ...checks.flatMap((check) => remarksOf(check, call)), summary].join('\n');
}

/** Wait for the reconciliation that was asked for. */
async function outcomeOf(call: Call, { id }: Underway): Promise<ReconciliationReport> {
  const { api, host, out } = call;
  const progress = new Progress(host, out.json);
  try {
    for (;;) {
      const { underway, last } = await api.get<ReconciliationStatus>('/reconciliation');
      if (last?.id === id) return last;
      progress.at(() => (underway?.check === undefined ? out.say(reconcileTexts.asked) : out.say(reconcileTexts.at, { ...underway })));
      await host.sleep(pollMs, host.signal);
    }
  } finally {
    progress.end();
  }
}

async function tell(call: Call, report: ReconciliationReport): Promise<ExitName | void> {
  await call.out.result(report, () => reportText(call, report));
  return report.differing > 0 || report.notCompared > 0 ? 'different' : undefined;
}

/** Everything that was made from the log, compared with it; a difference gives exit code 5. */
export const reconcile: CommandSpec = commandSpec({
  path: 'reconcile',
  summary: { zh: '对账：视图、对外消息、佐证材料、考核材料和通知逐一与日志比对，列出缺失或被改动的', en: 'Reconcile: views, outgoing messages, evidence, dossiers and notices against the log; names what is missing or altered' },
  options: [{ flags: '--last', summary: { zh: '只看最近一次的结果，不重新对账', en: 'Only show what the last one came to' } }],
  run: async (call) => {
    const { api, given, out } = call;
    if (!given.has('--last')) return tell(call, await outcomeOf(call, await api.command<Underway>('POST', '/reconciliation', {})));
    const { last } = await api.get<ReconciliationStatus>('/reconciliation');
    if (last) return tell(call, last);
    await out.result({}, () => out.say(reconcileTexts.never));
  },
});
