import { commandSpec, type ArgumentSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { path } from '../connection/api.js';

interface Feed {
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly next: string;
  readonly more: boolean;
}

export const feedTexts = {
  next: { zh: '续读：--after {next}', en: 'To read on: --after {next}' },
} as const;

const topicArgument: ArgumentSpec = { name: 'TOPIC', summary: { zh: '主题，如 quality.score.current.v1', en: 'Topic, such as quality.score.current.v1' } };
const mostAtOnce = 1_000;

/** Messages of a topic and where to read on. */
async function pull({ api, given, out }: Call): Promise<void> {
  let after = given.maybe('--after');
  let left = given.whole('--limit', 1) ?? Infinity;
  for (let more = true; more && left > 0; ) {
    const feed: Feed = await api.get(path`/feeds/${given.text('TOPIC')}`, { after, limit: Math.min(left, mostAtOnce) });
    await out.item(feed, () => feed.events.map((event) => JSON.stringify(event)).join('\n'));
    left -= feed.events.length;
    more = feed.more && feed.events.length > 0;
    after = feed.next;
  }
  if (after !== undefined) await out.remark(out.say(feedTexts.next, { next: after }));
}

export const feedCommands: readonly CommandSpec[] = [
  commandSpec({
    path: 'feeds pull', summary: { zh: '读取对外消息（CloudEvents），每行一条；--json 每页一行，含续读游标 next', en: 'Read outgoing messages (CloudEvents), one a line; with --json a page a line, with its cursor next' }, arguments: [topicArgument],
    options: [{ flags: '--after <CURSOR>', summary: { zh: '从此游标之后', en: 'After this cursor' } }, { flags: '--limit <NUMBER>', summary: { zh: '最多多少条；默认全部', en: 'At most this many; all when absent' } }],
    run: pull,
  }),
  commandSpec({
    path: 'feeds schema', summary: { zh: '对外消息的 JSON Schema', en: 'JSON Schema of a topic' }, arguments: [topicArgument],
    run: async ({ api, given, out }) => out.print(JSON.stringify(await api.get(path`/feeds/${given.text('TOPIC')}/schema`), null, 2)),
  }),
];
