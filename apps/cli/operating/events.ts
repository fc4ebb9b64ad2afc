import type { RecordedEvent } from '#engine/kernel';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { CliProblem, cliProblem } from '../command-line/problem.js';
import { path, type Query } from '../connection/api.js';
import { Interrupted } from '../terminal/ask.js';
import { eventLine, eventText } from './event-line.js';

/** A page of the log as the server answers it. */
interface EventPage {
  readonly items: readonly RecordedEvent[];
  readonly scannedTo: number;
  readonly head: number;
}

export const eventTexts = {
  noEvent: {
    title: { zh: '日志中没有位置 {position}。', en: 'The log has no position {position}.' },
    remedy: { zh: '日志目前到位置 {head}。', en: 'The log goes up to position {head}.' },
  },
  lost: { zh: '连接中断，正在从位置 {position} 之后重新连接……', en: 'The connection broke; going on after position {position} …' },
} as const;

const filterOptions: readonly OptionSpec[] = [{ flags: '--type <PREFIX>', summary: { zh: '类型前缀，例如 reporting.', en: 'Prefix of the type, such as reporting.' } }];
const dataOption: OptionSpec = { flags: '--data <DIR>', summary: { zh: '不经服务器，直接读取此数据目录的日志', en: 'Read the log in this data folder, without a server' } };
const mostAtOnce = 1_000;
const usualLimit = 100;

/** Pages of the log after a position, from the server or from a data folder. */
async function* logPages(call: Call, after: number, most: number): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const { api, given } = call;
  const [type, stream, folder] = [given.maybe('--type'), given.maybe('--stream'), given.maybe('--data')];
  if (folder !== undefined) {
    const { offlineEvents } = await import('../offline/offline-log.js');
    yield* offlineEvents(folder, { after, most, ...(type === undefined ? {} : { type }), ...(stream === undefined ? {} : { stream }) });
    return;
  }
  if (stream !== undefined) return yield* streamPages(call, stream, after, most);
  const asKnownAt = given.maybe('--as-known-at');
  let [from, left] = [after, most];
  while (left > 0) {
    const page: EventPage = await api.get('/events', { after: from, limit: Math.min(left, mostAtOnce), type, asKnownAt });
    if (page.items.length > 0) yield page.items;
    left -= page.items.length;
    if (page.scannedTo <= from || page.scannedTo >= page.head) return;
    from = page.scannedTo;
  }
}

/** Pages of one stream: read by revision, since a stream has no positions of its own. */
async function* streamPages({ api, given }: Call, stream: string, after: number, most: number): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const type = given.maybe('--type') ?? '';
  let [from, left] = [0, most];
  while (left > 0) {
    const { items } = await api.get<{ readonly items: readonly RecordedEvent[] }>(path`/streams/${stream}`, { from, limit: mostAtOnce });
    const wanted = items.filter((event) => event.position > after && event.type.startsWith(type)).slice(0, left);
    if (wanted.length > 0) yield wanted;
    left -= wanted.length;
    if (items.length < mostAtOnce) return;
    from = items.at(-1)!.revision + 1;
  }
}

const list = commandSpec({
  path: 'events list',
  summary: { zh: '事件日志；--json 每行一条（NDJSON）', en: 'The event log; with --json one event a line (NDJSON)' },
  options: [
    { flags: '--after <POSITION>', fallback: '0', summary: { zh: '从此位置之后', en: 'After this position' } },
    { flags: '--limit <NUMBER>', fallback: String(usualLimit), summary: { zh: '最多多少条', en: 'At most this many' } },
    ...filterOptions, { flags: '--stream <STREAM>', summary: { zh: '只看此流', en: 'Only this stream' } },
    { flags: '--as-known-at <MOMENT>', summary: { zh: '到某一时点为止：日志位置、日期或 UTC 时刻', en: 'Up to a log position, a date or an instant in UTC' } }, dataOption,
  ],
  examples: ['zhiheng events list --after 100 --type scoring.', 'zhiheng events list --stream plan-nanjing-2023 --json'],
  run: async (call) => {
    const { given, out } = call;
    if (given.has('--as-known-at') && (given.has('--stream') || given.has('--data'))) throw badUsage('together', { name: '--as-known-at, --stream, --data' });
    for await (const events of logPages(call, given.whole('--after')!, given.whole('--limit', 1)!)) {
      for (const event of events) await out.item(event, () => eventLine(call, event));
    }
  },
});

const show = commandSpec({
  path: 'events show',
  summary: { zh: '一条事件的全部内容', en: 'One event in full' },
  arguments: [{ name: 'POSITION', summary: { zh: '日志位置', en: 'Log position' } }],
  options: [dataOption],
  run: async (call) => {
    const { api, given, out } = call;
    const position = given.whole('POSITION', 1)!;
    const folder = given.maybe('--data');
    const event = folder === undefined ? await api.get<RecordedEvent>(path`/events/${position}`) : await offlineEvent(folder, position);
    await out.result(event, () => eventText(call, event));
  },
});

async function offlineEvent(folder: string, position: number): Promise<RecordedEvent> {
  const { offlineEvents, offlineHead } = await import('../offline/offline-log.js');
  for await (const [event] of offlineEvents(folder, { after: position - 1, most: 1 })) if (event?.position === position) return event;
  throw cliProblem('cli.no-such-position', 'refused', eventTexts.noEvent, { position, head: await offlineHead(folder) });
}

const reconnectMs = 1_000;

/** Facts as they are recorded. A broken line is taken up after the last position shown, so that none is missed and none shown twice. */
async function follow(call: Call): Promise<void> {
  const { api, given, host, out } = call;
  const type = given.maybe('--type');
  const { head } = await api.get<EventPage>('/events', { limit: 1 });
  let last = given.whole('--after', 0, head) ?? Math.max(0, head - (given.whole('--lines', 0, 100_000) ?? 10));
  for (let broken = false; ; broken = true) {
    if (broken) {
      await out.remark(out.say(eventTexts.lost, { position: last }));
      await host.sleep(reconnectMs, host.signal);
    }
    const query: Query = { after: last, type };
    try {
      for await (const message of api.live('/events-live', query)) {
        if (message.type !== 'event') continue;
        const event = JSON.parse(message.data) as RecordedEvent;
        if (event.position <= last) continue;
        await out.item(event, () => eventLine(call, event));
        last = event.position;
      }
    } catch (error) {
      if (host.signal.aborted) throw new Interrupted();
      if (error instanceof CliProblem && !passing(error)) throw error;
    }
    if (host.signal.aborted) throw new Interrupted();
  }
}

/** Problems that a server on its way down or up answers with. */
export const passing = ({ text, exit }: CliProblem): boolean => exit === 'failed' && (text.status === undefined || text.status >= 500);

const tail = commandSpec({
  path: 'tail',
  summary: { zh: '跟随事件日志，Ctrl-C 结束；断线自动续接', en: 'Follow the event log until Ctrl-C; a broken line is taken up again' },
  options: [
    { flags: '--after <POSITION>', summary: { zh: '从此位置之后开始', en: 'Begin after this position' } },
    { flags: '--lines <NUMBER>', summary: { zh: '先显示最近多少个位置；默认 10', en: 'Show this many last positions first; 10 when absent' } }, ...filterOptions,
  ],
  run: async (call) => {
    try {
      await follow(call);
    } catch (error) {
      // Ctrl-C is how following ends: nothing was interrupted.
      if (!call.host.signal.aborted) throw error;
    }
  },
});

export const eventCommands: readonly CommandSpec[] = [list, show, tail];
