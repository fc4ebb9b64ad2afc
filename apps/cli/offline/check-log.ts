import { existsSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Instant } from '#engine/kernel';
import type { LogHolder } from '#engine/event-store';
import { openDatabase, read, SqliteEventStore, type Database } from '#engine/event-store/sqlite';
import { amiss, ok, type Finding } from './finding.js';

export const logTexts = {
  sqlite: { zh: 'SQLite {version}，日志模式 {journal}，synchronous={level}', en: 'SQLite {version}, journal mode {journal}, synchronous={level}' },
  unreadable: {
    text: { zh: '事件日志无法打开：{reason}', en: 'The event log cannot be opened: {reason}' },
    remedy: { zh: '请勿改动文件；保留原样副本，从备份恢复或联系维护人员。', en: 'Change nothing; keep a copy as it is, then restore a backup or ask for help.' },
  },
  head: { zh: '日志到位置 {head}，{size}，标识 {origin}，建于 {createdAt}', en: 'The log ends at position {head}, {size}, identity {origin}, made {createdAt}' },
  gapless: { zh: '位置 1 至 {head} 连续无缺，{streams} 个流的修订号连续', en: 'Positions 1 to {head} have no gap, nor have the revisions of {streams} streams' },
  gaps: {
    text: { zh: '日志不连续：位置 {first} 至 {head} 只有 {count} 条事件', en: 'The log has gaps: {count} events from position {first} to {head}' },
    remedy: { zh: '日志可能被外部改动。请停止服务器，从备份恢复，并保留现有文件供调查。', en: 'It may have been altered from outside. Stop the server, restore a backup and keep the files for inquiry.' },
  },
  streamGaps: {
    text: { zh: '以下流的修订号不连续：{streams}', en: 'Revisions have gaps in: {streams}' },
    remedy: { zh: '日志可能被外部改动。请停止服务器，从备份恢复，并保留现有文件供调查。', en: 'It may have been altered from outside. Stop the server, restore a backup and keep the files for inquiry.' },
  },
  sound: { zh: '{file} 结构完好', en: '{file} is sound' },
  damaged: {
    text: { zh: '{file} 已损坏：{reason}', en: '{file} is damaged: {reason}' },
    remedy: { zh: '事件日志请从备份恢复；视图文件可删除后由服务器重建。', en: 'Restore the event log from a backup; a file of views can be deleted and is built anew by the server.' },
  },
  clock: { zh: '时钟 {now}，不早于最后一条事件', en: 'The clock says {now}, not before the last event' },
  clockBehind: {
    text: { zh: '时钟 {now} 早于最后一条事件 {last}', en: 'The clock says {now}, before the last event at {last}' },
    remedy: { zh: '请校准本机时钟（NTP）；在此之前新事件会沿用最后一条事件的时间。', en: 'Set the clock (NTP); until then new events carry the time of the last one.' },
  },
  noWriter: { zh: '没有进程在写日志', en: 'No process writes to the log' },
  writer: { zh: '写入进程 {pid}（主机 {host}，自 {since}）', en: 'Written by process {pid} on {host} since {since}' },
  writerGone: {
    text: { zh: '写入进程 {pid} 未正常退出（自 {since}）', en: 'The writing process {pid} (since {since}) did not end cleanly' },
    remedy: { zh: '锁已由操作系统释放；重新启动服务器即可恢复。', en: 'The system has released its lock; start the server again and it recovers.' },
  },
} as const;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

/** Look at an event log without touching it. */
export function checkLog(file: string, now: Instant, deep: boolean): Finding[] {
  let database: Database;
  try {
    // The store's own way in checks identity, format and the version of SQLite.
    void SqliteEventStore.openReadOnly({ path: file }).close();
    database = openDatabase(file, { readOnly: true });
  } catch (error) {
    return [amiss('log', 'fail', logTexts.unreadable, { reason: error instanceof Error ? error.message : String(error) })];
  }
  try {
    return [settingsOf(database), headOf(database, file), ...gaplessness(database), ...(deep ? [soundness(database, file)] : []), clockOf(database, now), writerOf(file)];
  } finally {
    database.close();
  }
}

const settingsOf = (database: Database): Finding =>
  ok('sqlite', logTexts.sqlite, { version: read(database, 'SELECT sqlite_version()'), journal: read(database, 'PRAGMA journal_mode'), level: read(database, 'PRAGMA synchronous') });

function headOf(database: Database, file: string): Finding {
  const { origin, createdAt } = database.prepare('SELECT origin, created_at AS createdAt FROM log').get() as { origin: string; createdAt: string };
  const size = megabytes([file, `${file}-wal`].reduce((sum, name) => sum + (existsSync(name) ? statSync(name).size : 0), 0));
  return ok('log', logTexts.head, { head: read(database, 'SELECT coalesce(max(position), 0) FROM event'), size, origin, createdAt });
}

function gaplessness(database: Database): Finding[] {
  const { count, first, head } = database.prepare('SELECT count(*) AS count, coalesce(min(position), 1) AS first, coalesce(max(position), 0) AS head FROM event').get() as Record<'count' | 'first' | 'head', number>;
  const broken = database.prepare('SELECT stream FROM event GROUP BY stream HAVING min(revision) <> 0 OR max(revision) + 1 <> count(*) LIMIT 5').all() as { stream: string }[];
  const streams = read(database, 'SELECT count(*) FROM (SELECT DISTINCT stream FROM event)');
  return [
    ...(first !== 1 || count !== head ? [amiss('gapless', 'fail', logTexts.gaps, { first, head, count })] : []),
    ...(broken.length > 0 ? [amiss('gapless', 'fail', logTexts.streamGaps, { streams: broken.map(({ stream }) => stream).join(', ') })] : []),
    ...(first === 1 && count === head && broken.length === 0 ? [ok('gapless', logTexts.gapless, { head, streams })] : []),
  ];
}

/** Read every page of a file and compare indexes with tables. */
export function soundness(database: Database, file: string): Finding {
  const reason = read(database, 'PRAGMA integrity_check(1)');
  return reason === 'ok' ? ok('integrity', logTexts.sound, { file }) : amiss('integrity', 'fail', logTexts.damaged, { file, reason });
}

function clockOf(database: Database, now: Instant): Finding {
  const last = read(database, 'SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1');
  return typeof last === 'string' && now < last ? amiss('clock', 'fail', logTexts.clockBehind, { now, last }) : ok('clock', logTexts.clock, { now });
}

function writerOf(file: string): Finding {
  let holder: LogHolder;
  try {
    holder = JSON.parse(readFileSync(`${file}.writer.json`, 'utf8')) as LogHolder;
  } catch {
    return ok('writer', logTexts.noWriter);
  }
  return holder.host !== hostname() || isRunning(holder.pid) ? ok('writer', logTexts.writer, { ...holder }) : amiss('writer', 'warn', logTexts.writerGone, { ...holder });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
