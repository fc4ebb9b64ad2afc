import type { ProjectionStatus } from '#engine/projections';
import type { ReactionStatus } from '#engine/reactions';
import type { RelayStatus } from '#engine/relay';
import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { badUsage } from '../command-line/given.js';
import { path } from '../connection/api.js';
import { Progress } from '../terminal/progress.js';
import { projectionStateWords } from '../../words/system-words.js';

interface Operations {
  readonly projections: readonly ProjectionStatus[];
  readonly reactions: readonly ReactionStatus[];
  readonly relay: readonly RelayStatus[];
}

export const projectionTexts = {
  ...projectionStateWords,
  name: { zh: '名称', en: 'Name' },
  state: { zh: '状态', en: 'State' },
  position: { zh: '位置', en: 'Position' },
  lag: { zh: '滞后', en: 'Lag' },
  seconds: { zh: '秒', en: 'Seconds' },
  generation: { zh: '代', en: 'Generation' },
  remark: { zh: '备注', en: 'Remarks' },
  parked: { zh: '挂起', en: 'Parked' },
  timers: { zh: '定时（待/到期/失败）', en: 'Timers (set/due/failed)' },
  sent: { zh: '已发', en: 'Sent' },
  projections: { zh: '投影', en: 'Projections' },
  reactions: { zh: '反应与定时', en: 'Reactions and timers' },
  relay: { zh: '对外消息', en: 'Outgoing messages' },
  halted: { zh: '停在位置 {position}（{type}）：{reason}', en: 'halted at position {position} ({type}): {reason}' },
  rebuild: { zh: '第 {generation} 代重建至 {position} / {target}', en: 'generation {generation} rebuilt to {position} of {target}' },
  differs: { zh: '新旧不一致，未切换', en: 'differs from the old one, not switched' },
  resumed: { zh: '已恢复 {name}，并记入日志。', en: 'Resumed {name}; recorded in the log.' },
  started: { zh: '已开始重建 {name} 第 {generation} 代，并记入日志。', en: 'Rebuilding {name} as generation {generation}; recorded in the log.' },
  finished: { zh: '{name} 第 {generation} 代已接替。', en: 'Generation {generation} of {name} has taken over.' },
  cancelled: { zh: '已放弃 {name} 的重建。', en: 'The rebuild of {name} was given up.' },
} as const;

function remarkOf({ halted, rebuild }: ProjectionStatus, { out }: Call): string {
  return [
    ...(halted ? [out.say(projectionTexts.halted, { ...halted })] : []),
    ...(rebuild ? [out.say(projectionTexts.rebuild, { ...rebuild })] : []),
    ...(rebuild?.halted ? [out.say(projectionTexts.halted, { ...rebuild.halted })] : []),
    ...(rebuild?.comparison && !rebuild.comparison.equal ? [out.say(projectionTexts.differs)] : []),
  ].join('; ');
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

function operationsText(call: Call, { projections, reactions, relay }: Operations): string {
  const { out } = call;
  const t = projectionTexts;
  const heads = (...texts: readonly Bilingual[]) => texts.map((text, i) => ({ title: out.say(text), ...(i >= 2 && text !== t.remark ? { align: 'right' as const } : {}), ...(text === t.remark ? { wrap: true } : {}) }));
  const word = (state: string): string => (projectionStateWords[state] ? out.say(projectionStateWords[state]) : state);
  return [
    out.style.bold(out.say(t.projections)),
    out.table(heads(t.name, t.state, t.position, t.lag, t.seconds, t.generation, t.remark), projections.map((p) => [p.name, word(p.state), String(p.position), String(p.lag), seconds(p.lagMs), String(p.generation), remarkOf(p, call)])),
    ...(reactions.length === 0 ? [] : [
      '', out.style.bold(out.say(t.reactions)),
      out.table(heads(t.name, t.state, t.position, t.lag, t.parked, t.timers), reactions.map((r) => [r.process, r.state, String(r.position), String(r.lag), String(r.parkedStreams), `${r.timers.pending}/${r.timers.due}/${r.timers.failed}`])),
    ]),
    ...(relay.length === 0 ? [] : [
      '', out.style.bold(out.say(t.relay)),
      out.table(heads(t.name, t.state, t.position, t.lag, t.parked, t.sent), relay.map((r) => [r.topic, r.state, String(r.position), String(r.lag), String(r.parkedStreams), String(r.sent)])),
    ]),
  ].join('\n');
}

const list = commandSpec({
  path: 'projections list',
  summary: { zh: '各投影、反应和对外消息的位置、滞后和状态', en: 'Position, lag and state of projections, reactions and outgoing messages' },
  run: async (call) => {
    const operations = await call.api.get<Operations>('/projections');
    await call.out.result(operations, () => operationsText(call, operations));
  },
});

const nameArgument = { name: 'NAME', summary: { zh: '投影名称', en: 'Name of the projection' } };
const reasonOption: OptionSpec = { flags: '--reason <TEXT>', required: true, summary: { zh: '原因，记入日志', en: 'Why; recorded in the log' } };

const resume = commandSpec({
  path: 'projections resume',
  summary: { zh: '恢复停住的投影：重试，或越过指定位置的事件', en: 'Resume a halted projection: retry, or pass over the event at a position' },
  arguments: [nameArgument],
  options: [
    { flags: '--how <HOW>', required: true, choices: ['retry', 'supersede'], summary: { zh: '重试，或越过该事件', en: 'Try the event again, or pass over it' } },
    { flags: '--position <POSITION>', summary: { zh: '要越过的事件的位置', en: 'Position of the event to pass over' } }, reasonOption,
  ],
  run: async ({ api, given, out }) => {
    const [name, how, position] = [given.text('NAME'), given.text('--how'), given.whole('--position', 1)];
    if (how === 'supersede' && position === undefined) throw badUsage('missing', { name: '--position' });
    const body = { how, reason: given.text('--reason'), ...(how === 'supersede' ? { position } : {}) };
    const reply = await api.command<Record<string, unknown>>('POST', path`/projections/${name}/resume`, body);
    await out.result(reply, () => out.say(projectionTexts.resumed, { name }));
  },
});

const pollMs = 500;

/** Watch a rebuild to its end: the new generation serves, halted, or differs where it had to be equal. */
async function watchRebuild(call: Call, name: string, generation: number): Promise<ExitName | void> {
  const { api, host, out } = call;
  const progress = new Progress(host, out.json);
  try {
    for (;;) {
      const status = (await api.get<Operations>('/projections')).projections.find((one) => one.name === name);
      if (!status || status.generation >= generation) break;
      const { rebuild } = status;
      if (rebuild?.halted || rebuild?.comparison?.equal === false) {
        progress.end();
        await out.result(status, () => remarkOf(status, call));
        return 'different';
      }
      progress.at(() => (rebuild ? out.say(projectionTexts.rebuild, { ...rebuild }) : out.say(projectionTexts.started, { name, generation })));
      await host.sleep(pollMs, host.signal);
    }
  } finally {
    progress.end();
  }
  await out.result({ name, generation, serves: true }, () => out.say(projectionTexts.finished, { name, generation }));
}

const rebuild = commandSpec({
  path: 'projections rebuild',
  summary: { zh: '重建投影：在旧一代旁边建新一代，完成后切换', en: 'Rebuild a projection beside the old generation, then switch' },
  arguments: [nameArgument],
  options: [
    reasonOption,
    { flags: '--take-over <WHEN>', fallback: 'always', choices: ['always', 'when-equal'], summary: { zh: '何时切换：总是，或新旧一致时', en: 'When it takes over: always, or when equal to the old one' } },
    { flags: '--wait', summary: { zh: '等到切换为止', en: 'Wait until it has taken over' } },
  ],
  run: async (call) => {
    const { api, given, out } = call;
    const name = given.text('NAME');
    const reply = await api.command<{ readonly generation: number }>('POST', path`/projections/${name}/rebuild`, { reason: given.text('--reason'), takeOver: given.text('--take-over') });
    if (given.has('--wait')) return watchRebuild(call, name, reply.generation);
    await out.result(reply, () => out.say(projectionTexts.started, { name, generation: reply.generation }));
  },
});

const cancel = commandSpec({
  path: 'projections cancel-rebuild',
  summary: { zh: '放弃正在进行的重建', en: 'Give up a rebuild' },
  arguments: [nameArgument],
  options: [reasonOption],
  run: async ({ api, given, out }) => {
    const name = given.text('NAME');
    const reply = await api.command<Record<string, unknown>>('DELETE', path`/projections/${name}/rebuild`, { reason: given.text('--reason') });
    await out.result(reply, () => out.say(projectionTexts.cancelled, { name }));
  },
});

export const projectionCommands: readonly CommandSpec[] = [list, resume, rebuild, cancel];
