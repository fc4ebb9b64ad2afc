import { z } from 'zod';
import type { Bilingual } from '#engine/kernel';
import { readWitnesses } from '#engine/witness';
import { readFeedSources } from '../../libs/domain/reporting/indicator-feed/feed-sources.js';

interface Setting<T extends z.ZodType> {
  readonly schema: T;
  readonly meaning: Bilingual;
}

const setting = <T extends z.ZodType>(schema: T, zh: string, en: string): Setting<T> => ({ schema, meaning: { zh, en } });
const number = (min: number, max: number, fallback: number) => z.coerce.number().int().min(min).max(max).default(fallback);
const yesNo = (fallback: 'yes' | 'no') => z.enum(['yes', 'no']).default(fallback).transform((text) => text === 'yes');

/** Whether a text can be read by a function that throws otherwise. */
function reads(read: (text: string) => unknown): (text: string) => boolean {
  return (text) => {
    try {
      read(text);
      return true;
    } catch {
      return false;
    }
  };
}

/** Every setting: its environment variable, what it takes, what it means. `docs/reference/configuration.md` is made of it. */
export const settings = {
  ZHIHENG_DATA: setting(z.string().min(1).default('data/zhiheng'), '数据目录：日志、视图、佐证材料、对外消息、密钥', 'Data folder: log, rows, evidence, outgoing messages, keys'),
  ZHIHENG_PROFILE: setting(z.enum(['embedded', 'distributed']).default('embedded'), '部署方式：embedded 为单机（文件），distributed 为分布式（KurrentDB、MongoDB、Kafka）', 'Profile: embedded keeps everything in files on one machine; distributed uses KurrentDB, MongoDB and Kafka'),
  ZHIHENG_WORKER: setting(z.enum(['inside', 'external']).default('inside'), '后台工作（视图、反应、转发、签名）在服务器进程内，或由独立的 worker 进程承担（仅分布式）', 'Whether background work (views, reactions, relay, signing) is done in the server or by worker processes of its own (distributed profile only)'),
  ZHIHENG_KURRENTDB_URL: setting(z.string().regex(/^(kurrentdb|esdb)(\+discover)?:\/\//).optional(), '分布式：KurrentDB 连接串，含各节点地址、账号和口令', 'Distributed: connection string of KurrentDB, such as kurrentdb://admin:password@a:2113,b:2113,c:2113'),
  ZHIHENG_MONGODB_URL: setting(z.string().regex(/^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/).optional(), '分布式：MongoDB 连接串，须写明数据库名', 'Distributed: MongoDB URL with the name of the database, such as mongodb://a,b,c/zhiheng?replicaSet=rs0'),
  ZHIHENG_KAFKA_BROKERS: setting(z.string().regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/).optional(), '分布式：Kafka 地址，多个以逗号分隔', 'Distributed: brokers of Kafka, host:port with commas between'),
  ZHIHENG_KAFKA_REPLICAS: setting(number(1, 7, 3), 'Kafka 主题副本数（自动建主题时）', 'Copies of a Kafka topic, where topics are made'),
  ZHIHENG_KAFKA_TLS: setting(yesNo('no'), '以 TLS 连接 Kafka', 'Connect to Kafka by TLS'),
  ZHIHENG_KAFKA_SASL: setting(z.string().regex(/^(plain|scram-sha-256|scram-sha-512):[^:]+:.+$/).optional(), 'Kafka 登录：方式、用户、口令以半角冒号相连，方式为 plain、scram-sha-256 或 scram-sha-512', 'Signing in to Kafka: "mechanism:user:password", the mechanism plain, scram-sha-256 or scram-sha-512'),
  ZHIHENG_HOST: setting(z.string().min(1).default('127.0.0.1'), '监听地址', 'Address to listen on'),
  ZHIHENG_PORT: setting(number(0, 65_535, 3000), '监听端口；0 为任选', 'Port to listen on; 0 takes any'),
  ZHIHENG_WRITER: setting(z.enum(['thread', 'main']).default('thread'), '日志写入线程：独立线程或主线程', 'Where the log is written: a thread of its own or the main thread'),
  ZHIHENG_LOG_LEVEL: setting(z.enum(['debug', 'info', 'warn', 'error']).default('info'), '运行日志级别', 'Level of the operating log'),
  ZHIHENG_TOKEN_MINUTES: setting(number(1, 120, 15), '登录令牌有效分钟数', 'Minutes an access token lives'),
  ZHIHENG_PASSWORD_POLICY: setting(z.enum(['dengbao-l3', 'asvs-l2']).default('dengbao-l3'), '口令策略：等保三级或 ASVS L2', 'Password policy: 等保 level 3 or ASVS L2'),
  ZHIHENG_CACHED_STATES: setting(number(0, 1_000_000, 20_000), '内存中保留的流状态数', 'Stream states kept in memory'),
  ZHIHENG_JSON_LIMIT: setting(number(1_024, 64 * 1024 * 1024, 1024 * 1024), 'JSON 请求体字节上限', 'Largest JSON request body, bytes'),
  ZHIHENG_LEDGER_NAME: setting(z.string().regex(/^[^\s+]{1,100}$/).optional(), '账本名称，写在每个检查点首行，如 quality.nanjing.example/ledger；默认由日志标识得出', 'Name of the ledger, first line of every checkpoint, such as quality.nanjing.example/ledger; made from the id of the log when absent'),
  ZHIHENG_CHECKPOINT_MINUTES: setting(number(1, 1_440, 10), '每隔多少分钟签发检查点（有新事件时）', 'Minutes between signed checkpoints, when there is anything new'),
  ZHIHENG_LEDGER_SM3: setting(yesNo('no'), '检查点同时签入 SM3 根', 'Also sign the root of an SM3 tree'),
  ZHIHENG_ACCESS_LOG_DAYS: setting(number(183, 36_500, 1_096), '访问日志保留天数，不得少于六个月', 'Days that the access log is kept, six months at least'),
  ZHIHENG_RECONCILE_AT: setting(z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|never)$/).default('02:30'), '每夜对账开始的时刻（北京时间），如 02:30；never 为不自动进行', 'Time of day in the city at which the nightly reconciliation begins, such as 02:30; never for none'),
  ZHIHENG_WITNESSES: setting(z.string().max(10_000).default('').refine(reads(readWitnesses), '须为“网址 公钥”，以逗号分隔 · must be "url key", with commas between'), '见证方：“网址 公钥”，多个以逗号分隔', 'Witnesses of the ledger: "url key", several with commas between'),
  ZHIHENG_FEED_SOURCES: setting(z.string().max(10_000).default('').refine(reads(readFeedSources), '每个来源写“来源 单位 指标”，以逗号分隔 · must be "source units indicators", with commas between'), '可报送指标数据的统计系统：来源、单位、指标以空格相隔，单位和指标可写 all 或以竖线相连的编码，多个来源以逗号分隔', 'Systems that may send indicator values: "source units indicators", several with commas between; units and indicators are all, or codes with | between'),
  ZHIHENG_HTTPS: setting(yesNo('no'), '浏览器经 HTTPS 访问（由反向代理提供）：要求浏览器只用 HTTPS，登录 Cookie 不经其他途径发送', 'Browsers come by HTTPS, which a reverse proxy provides: they are told to insist on it, and the cookie of a session goes no other way'),
  ZHIHENG_TRUST_PROXY: setting(yesNo('no'), '信任反向代理给出的客户端地址', 'Trust the client address that a reverse proxy gives'),
} as const;

export type Settings = { readonly [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> };

/** A setting that the program cannot run with. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** Variables of the command line and of crash tests, which share the prefix. */
const ofOthers: ReadonlySet<string> = new Set(['ZHIHENG_LANG', 'ZHIHENG_SERVER', 'ZHIHENG_DEBUG', 'ZHIHENG_CRASH_AT']);

/** Settings that the chosen profile cannot do without, or that it does not know. */
function missingOf(given: Settings): readonly string[] {
  const engines = ['ZHIHENG_KURRENTDB_URL', 'ZHIHENG_MONGODB_URL', 'ZHIHENG_KAFKA_BROKERS'] as const;
  if (given.ZHIHENG_PROFILE === 'distributed') return engines.filter((name) => given[name] === undefined).map((name) => `${name}: 分布式部署必须设置 · the distributed profile needs it`);
  return [
    ...engines.filter((name) => given[name] !== undefined).map((name) => `${name}: 只用于分布式部署，请设 ZHIHENG_PROFILE=distributed · for the distributed profile only: set ZHIHENG_PROFILE=distributed`),
    ...(given.ZHIHENG_WORKER === 'external' ? ['ZHIHENG_WORKER: 单机部署的后台工作在服务器进程内 · the embedded profile works inside the server'] : []),
  ];
}

/**
 * Read the settings from the environment.
 * @throws BadSettings naming every variable that is wrong, before anything starts
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const shape = Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema]));
  const unknown = Object.keys(environment).filter((name) => name.startsWith('ZHIHENG_') && !(name in settings) && !ofOthers.has(name));
  const result = z.object(shape).safeParse(environment);
  const wanted = result.success ? missingOf(result.data as Settings) : [];
  const problems = [
    ...wanted,
    ...unknown.map((name) => `${name}: 没有这项设置 · no such setting`),
    ...(result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)),
  ];
  if (problems.length > 0) throw new BadSettings(`配置有误 · settings are not right:\n  ${problems.join('\n  ')}`);
  return result.data as Settings;
}
