import { openDatabase, type Database } from '#engine/event-store/sqlite';
import { amiss, ok, type Finding } from './finding.js';
import { soundness } from './check-log.js';

export const rowTexts = {
  unreadable: {
    text: { zh: '视图文件无法打开：{reason}', en: 'The file of views cannot be opened: {reason}' },
    remedy: { zh: '停止服务器后可删除该文件，服务器会由日志重建。', en: 'Stop the server and delete it; it is built anew from the log.' },
  },
  current: { zh: '{name} 第 {generation} 代，已到位置 {position}', en: '{name}, generation {generation}, at position {position}' },
  behind: { zh: '{name} 第 {generation} 代，位置 {position}，距日志末尾 {lag}', en: '{name}, generation {generation}, at position {position}, {lag} before the end of the log' },
  behindFar: {
    text: { zh: '{name} 停在位置 {position}，距日志末尾 {lag}', en: '{name} stands at position {position}, {lag} before the end of the log' },
    remedy: { zh: '服务器运行时会追上；如仍不前进，请看 zhiheng projections list。', en: 'It catches up while the server runs; if it does not, see zhiheng projections list.' },
  },
  halted: {
    text: { zh: '{name} 停在位置 {position} 的事件（{type}）：{reason}', en: '{name} halted at the event at position {position} ({type}): {reason}' },
    remedy: { zh: '修复原因后用 zhiheng projections resume {name} --how retry，或 --how supersede 越过该事件。', en: 'Mend the cause, then zhiheng projections resume {name} --how retry, or pass over it with --how supersede.' },
  },
  ahead: {
    text: { zh: '{name} 位于 {position}，超过日志末尾 {head}', en: '{name} is at {position}, beyond the end of the log at {head}' },
    remedy: { zh: '日志可能换成了较早的副本。请确认日志文件；确认无误后删除视图文件，由服务器重建。', en: 'The log may be an older copy. Check it; when it is the right one, delete the file of views and let it be built anew.' },
  },
} as const;

interface Standing {
  readonly active: { readonly generation: number; readonly halted?: { readonly position: number; readonly type: string; readonly reason: string } };
}

/** A projection this far behind a log that nobody reads is worth a look. */
const farBehind = 10_000;

/** Look at the projections' positions in a file of views without touching it. */
export function checkRows(file: string, head: number, deep: boolean): Finding[] {
  let database: Database;
  try {
    database = openDatabase(file, { readOnly: true });
  } catch (error) {
    return [amiss('rows', 'fail', rowTexts.unreadable, { reason: error instanceof Error ? error.message : String(error) })];
  }
  try {
    const notes = database.prepare("SELECT name, value FROM notes WHERE name LIKE 'projection/%' ORDER BY name").all() as { name: string; value: string }[];
    const position = database.prepare('SELECT position FROM checkpoints WHERE projection = ? AND generation = ?');
    const findings = notes.map(({ name, value }) => {
      const projection = name.slice('projection/'.length);
      const { active } = JSON.parse(value) as Standing;
      const at = position.get(projection, active.generation) as { position: number } | undefined;
      return projectionFinding(projection, active, at?.position ?? 0, head);
    });
    return [...findings, ...(deep ? [soundness(database, file)] : [])];
  } finally {
    database.close();
  }
}

function projectionFinding(name: string, { generation, halted }: Standing['active'], position: number, head: number): Finding {
  const lag = head - position;
  if (halted) return amiss('projection', 'fail', rowTexts.halted, { name, ...halted });
  if (lag < 0) return amiss('projection', 'fail', rowTexts.ahead, { name, position, head });
  if (lag > farBehind) return amiss('projection', 'warn', rowTexts.behindFar, { name, position, lag });
  return ok('projection', lag === 0 ? rowTexts.current : rowTexts.behind, { name, generation, position, lag });
}
