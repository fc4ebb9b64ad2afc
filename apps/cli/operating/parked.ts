import type { Parked } from '#engine/reactions';
import { cityTime } from '../supervision/campaigns.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec } from '../command-line/command.js';

export const parkedTexts = {
  process: { zh: '由谁办理', en: 'Follower' },
  stream: { zh: '事件流', en: 'Stream' },
  timer: { zh: '定时', en: 'Timer' },
  position: { zh: '位置', en: 'Position' },
  attempts: { zh: '已试', en: 'Attempts' },
  waiting: { zh: '其后等待', en: 'Waiting' },
  since: { zh: '挂起时间', en: 'Since' },
  reason: { zh: '原因', en: 'Reason' },
  none: { zh: '没有挂起的事项。', en: 'Nothing is parked.' },
  'went-on': { zh: '已办理，其后等待的事项已继续；记入日志位置 {position}。', en: 'It went on, with what waited behind it; recorded at position {position}.' },
  'parked-again': { zh: '仍未成功：{failure}（记入日志位置 {position}）', en: 'Parked again: {failure} (recorded at position {position})' },
  waitingFor: { zh: '已记入日志位置 {position}，等后台进程办理；用 parked list 查看。', en: 'Recorded at position {position}; a worker will carry it out. See parked list.' },
} as const;

interface Outcome {
  readonly position: number;
  readonly outcome: 'went-on' | 'parked-again' | 'waiting';
  readonly failure?: string;
}

const list = commandSpec({
  path: 'parked list',
  summary: { zh: '挂起的事项：自动办理、对外消息、通知中失败的事件和定时', en: 'What is parked: events and timers that automatic work, outgoing messages or notices failed at' },
  run: async ({ api, out }) => {
    const answer = await api.get<{ readonly items: readonly Parked[] }>('/parked');
    const t = parkedTexts;
    await out.result(answer, () => (answer.items.length === 0 ? out.say(t.none) : out.table(
      [{ title: out.say(t.process) }, { title: out.say(t.stream) }, { title: out.say(t.position), align: 'right' }, { title: out.say(t.timer) }, { title: out.say(t.attempts), align: 'right' }, { title: out.say(t.waiting), align: 'right' }, { title: out.say(t.since) }, { title: out.say(t.reason), wrap: true }],
      answer.items.map(({ process, stream, position, timer = '', attempts, waiting, parkedAt, reason }) => [process, stream, String(position), timer, String(attempts), String(waiting), cityTime(parkedAt), reason]),
    )));
  },
});

const which: readonly ArgumentSpec[] = [
  { name: 'PROCESS', summary: { zh: '由谁办理，见 parked list', en: 'The follower, as parked list names it' } },
  { name: 'STREAM', summary: { zh: '事件流', en: 'The stream' } },
  { name: 'POSITION', summary: { zh: '失败事件的位置', en: 'Position of the event that failed' } },
];
const timer = { flags: '--timer <TIMER>', summary: { zh: '失败的是定时时，其名称', en: 'Name of the timer, where one failed' } };

async function decided({ api, given, out }: Call, decision: 'retry' | 'discard', more: object): Promise<void> {
  const named = given.maybe('--timer');
  const body = { process: given.text('PROCESS'), stream: given.text('STREAM'), position: given.whole('POSITION', 1), ...(named === undefined ? {} : { timer: named }), ...more };
  const reply = await api.command<Outcome>('POST', `/parked/${decision}`, body);
  await out.result(reply, () => out.say(reply.outcome === 'waiting' ? parkedTexts.waitingFor : parkedTexts[reply.outcome], { ...reply }));
}

const retry = commandSpec({
  path: 'parked retry',
  summary: { zh: '重试挂起的事项，成功后继续办理其后等待的事项；记入日志', en: 'Try something parked again, then go on with what waits behind it; recorded' },
  arguments: which, options: [timer],
  run: (call) => decided(call, 'retry', {}),
});

const discard = commandSpec({
  path: 'parked discard',
  summary: { zh: '放弃挂起的事项，继续办理其后等待的事项；理由记入日志', en: 'Give up something parked and go on with what waits behind it; recorded with the reason' },
  arguments: which, options: [timer, { flags: '--reason <TEXT>', required: true, summary: { zh: '理由，记入日志', en: 'Why; recorded in the log' } }],
  run: (call) => decided(call, 'discard', { reason: call.given.text('--reason') }),
});

export const parkedCommands: readonly CommandSpec[] = [list, retry, discard];
