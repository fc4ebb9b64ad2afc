import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call, type OptionSpec } from '../command-line/command.js';
import { cliProblem } from '../command-line/problem.js';
import { usualDataFolder } from '../offline/data-folder.js';
import type { Migrated } from '../offline/migration/summary.js';
import { migrationTexts as texts, progressWords, type MigrationProgress, type PartName } from '../offline/migration/words.js';
import { Progress } from '../terminal/progress.js';

const engineOptions: readonly OptionSpec[] = [
  { flags: '--kurrentdb <URL>', summary: { zh: 'KurrentDB 连接串；默认取 ZHIHENG_KURRENTDB_URL（含口令时请用环境变量）', en: 'Address of KurrentDB; else ZHIHENG_KURRENTDB_URL, which is the place for one with a password' } },
  { flags: '--mongodb <URL>', summary: { zh: 'MongoDB 连接串，含数据库名；默认取 ZHIHENG_MONGODB_URL', en: 'URL of MongoDB with the name of the database; else ZHIHENG_MONGODB_URL' } },
];
const dryRun: OptionSpec = { flags: '--dry-run', summary: { zh: '只检查双方并列出将迁移的内容，不改动目标', en: 'Only look at both sides and say what would be copied; the target is left as it is' } };

/** What is said when a migration is done, and what comes next. */
interface DoneWords {
  readonly copied: Bilingual;
  readonly next: Bilingual;
}
const toDistributedWords: DoneWords = { copied: texts.copiedToDistributed, next: texts.nextDistributed };
const toEmbeddedWords: DoneWords = { copied: texts.copiedToEmbedded, next: texts.nextEmbedded };

/** Copy a data folder into the engines of the distributed profile. */
const toDistributed = commandSpec({
  path: 'migrate to-distributed',
  offline: true,
  summary: { zh: '把单机数据目录迁移到分布式部署（KurrentDB、MongoDB），逐条核对，中断后可继续', en: 'Migrate a data folder to the distributed profile (KurrentDB, MongoDB); everything is compared, and one that broke off goes on' },
  details: {
    zh: '先停止该目录的服务器和分布式部署的全部进程。日志的位置、编号、时间和账本根不变；会话和视图不迁移。中断或出错后再运行同一命令即可。',
    en: 'Stop the server of the folder and all distributed processes first. Positions, ids, times and the root of the ledger stay as they are; sessions and views stay behind. After a break or a fault, run the same command again.',
  },
  options: [
    { flags: '--data <DIR>', summary: { zh: '数据目录；默认取 ZHIHENG_DATA，再默认 data/zhiheng', en: 'Data folder; else ZHIHENG_DATA, else data/zhiheng' } },
    { flags: '--work <DIR>', summary: { zh: '存放日志副本的目录，之后可作一个进程的数据目录；默认为 <数据目录>.migration', en: 'Folder for the replica of the log, which may become the data folder of a process; else <data folder>.migration' } },
    ...engineOptions, dryRun,
  ],
  examples: ['zhiheng migrate to-distributed --data data/city --dry-run', 'zhiheng migrate to-distributed --data data/city --work /var/lib/zhiheng/worker-1'],
  run: (call) => migrate(call, toDistributedWords, async (work) => {
    const { migrateToDistributed } = await import('../offline/migration/to-distributed.js');
    return migrateToDistributed({ ...work, data: call.given.maybe('--data') ?? call.host.env['ZHIHENG_DATA'] ?? usualDataFolder, work: call.given.maybe('--work') });
  }),
});

/** Copy a distributed city into a new data folder. */
const toEmbedded = commandSpec({
  path: 'migrate to-embedded',
  offline: true,
  summary: { zh: '把分布式部署的数据迁移到新的单机数据目录，逐条核对，中断后可继续', en: 'Migrate a distributed city into a new data folder; everything is compared, and one that broke off goes on' },
  details: {
    zh: '先停止分布式部署的全部进程。目录在全部核对无误后才得名，此前为 <目录>.partial。也可用来定期制作另一种格式的独立副本。',
    en: 'Stop all distributed processes first. The folder gets its name when everything is there and compared; until then it is <folder>.partial. Also the way to an independent copy in another format.',
  },
  options: [{ flags: '--data <DIR>', required: true, summary: { zh: '新的数据目录', en: 'The new data folder' } }, ...engineOptions, dryRun],
  examples: ['zhiheng migrate to-embedded --data data/city-2026'],
  run: (call) => migrate(call, toEmbeddedWords, async (work) => {
    const { migrateToEmbedded } = await import('../offline/migration/to-embedded.js');
    const { readWitnesses } = await import('#engine/witness');
    return migrateToEmbedded({ ...work, data: call.given.text('--data'), witnesses: readWitnesses(call.host.env['ZHIHENG_WITNESSES'] ?? '').map(({ key }) => key) });
  }),
});

export const migrateCommands = [toDistributed, toEmbedded];

interface Work {
  readonly kurrentdb: string;
  readonly mongodb: string;
  readonly dryRun: boolean;
  readonly clock: Call['host']['clock'];
  readonly signal: AbortSignal;
  readonly onProgress: (at: MigrationProgress) => void;
}

async function migrate(call: Call, words: DoneWords, run: (work: Work) => Promise<Migrated>): Promise<void> {
  const { given, host, out } = call;
  const { migrationProblemTexts: problems } = await import('../offline/migration/problems.js');
  const kurrentdb = given.maybe('--kurrentdb') ?? host.env['ZHIHENG_KURRENTDB_URL'];
  const mongodb = given.maybe('--mongodb') ?? host.env['ZHIHENG_MONGODB_URL'];
  if (!kurrentdb) throw cliProblem('cli.no-kurrentdb', 'invalid', problems.noKurrentdb);
  if (!mongodb) throw cliProblem('cli.no-mongodb', 'invalid', problems.noMongodb);
  process.umask(0o077); // as for the server: what is written here is for its own account
  const progress = new Progress(host, out.json);
  try {
    const migrated = await run({ kurrentdb, mongodb, dryRun: given.has('--dry-run'), clock: host.clock, signal: host.signal, onProgress: (at) => progress.at(() => progressWords(at, (text, values) => out.say(text, values))) });
    progress.end();
    await out.result(migrated, () => told(call, words, migrated));
  } finally {
    progress.end();
  }
}

function told({ out }: Call, words: DoneWords, { head, root, checkpoint, copied, begun, to, stores, evidence }: Migrated): string {
  const rows = [[out.say(texts.events), head], ...Object.entries(stores).map(([part, count]) => [out.say(texts[part as PartName]), count]), [out.say(texts['evidence-files']), evidence.files]];
  const table = out.table([{ title: out.say(texts.part) }, { title: out.say(texts.count), align: 'right' }], rows.map((row) => row.map(String)));
  if (!copied) return [out.say(texts.wouldCopy), ...(begun ? [out.say(texts.begun)] : []), '', table].join('\n');
  return [
    out.style.green(out.say(words.copied, { to })), '', table, '',
    out.say(texts.root, { head, root }),
    checkpoint ? out.say(texts.checkpoint, { size: checkpoint }) : out.say(texts.noCheckpoint),
    out.say(texts.left),
    out.say(words.next, { to }),
  ].join('\n');
}
