import { fill, type Bilingual } from '#engine/kernel';

/** What can be wrong with a log or its ledger. Scripts rely on the words: none is given another meaning. */
export const damageTexts = {
  'row-changed': { zh: '位置 {position} 的事件与签名时不同，已被改动。', en: 'The event at position {position} is not what was signed: it was changed.' },
  'position-missing': { zh: '位置 {position} 的事件缺失。', en: 'The event at position {position} is missing.' },
  'position-inserted': { zh: '位置 {position} 处插入了签名时没有的事件。', en: 'An event that was not there when it was signed stands at position {position}.' },
  'position-twice': { zh: '位置 {position} 出现不止一次。', en: 'Position {position} occurs more than once.' },
  'order-swapped': { zh: '位置 {position} 与位置 {other} 的事件互换了。', en: 'The events at positions {position} and {other} were exchanged.' },
  truncated: { zh: '日志只到位置 {head}，而检查点证明它曾到位置 {size}：末尾被截去，或恢复了较早的副本。', en: 'The log ends at position {head}, but a checkpoint proves {size} events: its end was cut off, or an older copy was restored.' },
  'stream-revision-gap': { zh: '流 {stream} 的修订号在位置 {position} 处不连续。', en: 'The revisions of stream {stream} do not follow each other at position {position}.' },
  'time-backwards': { zh: '位置 {position} 的记录时间早于前一条事件。', en: 'The event at position {position} was recorded before the one in front of it.' },
  'not-canonical': { zh: '位置 {position} 的内容不是规范的 JSON 写法。', en: 'The content at position {position} is not spelt as canonical JSON.' },
  'index-damaged': { zh: '日志文件的索引或页面损坏：{reason}', en: 'An index or a page of the log file is damaged: {reason}' },
  'file-damaged': { zh: '日志文件无法读取：{reason}', en: 'The log file cannot be read: {reason}' },
  'trigger-missing': { zh: '日志表的保护不完整：{name} 缺失或被改动。', en: 'The protection of the log\'s tables is not whole: {name} is missing or altered.' },
  'log-identity-changed': { zh: '日志的标识与检查点所签的不同：日志被换成了另一个，或标识被改动。', en: 'The identity of the log is not the one that was signed: it is another log, or its identity was altered.' },
  'tile-damaged': { zh: '账本文件 {path} 缺失或损坏（位置 {from} 至 {to}）。', en: 'The ledger file {path} is missing or damaged (positions {from} to {to}).' },
  'checkpoint-damaged': { zh: '检查点 {name} 损坏，无法读取。', en: 'The checkpoint {name} is damaged and cannot be read.' },
  'signature-wrong': { zh: '检查点 {name} 的签名不成立（密钥 {key}）。', en: 'The signature of checkpoint {name} does not hold (key {key}).' },
  'key-unknown': { zh: '检查点 {name} 由未知的密钥 {key} 签名。', en: 'The checkpoint {name} is signed with a key nobody told of: {key}.' },
  'key-replaced': { zh: '检查点 {name} 由密钥 {key} 签名，而账本中同名的密钥已是另一个：密钥被替换。', en: 'The checkpoint {name} is signed with key {key}, but the ledger has another key under that name: the key was replaced.' },
  'key-file-damaged': { zh: '公钥文件 {name} 损坏，无法读取。', en: 'The file of public keys {name} is damaged and cannot be read.' },
  'history-rewritten': { zh: '位置 {from} 至 {to} 之间的历史被改写：日志与检查点 {name} 不符。', en: 'History between positions {from} and {to} was rewritten: the log does not agree with checkpoint {name}.' },
} as const satisfies Record<string, Bilingual>;

export type DamageKind = keyof typeof damageTexts;

/** Something that is wrong, and where. */
export interface Damage {
  readonly kind: DamageKind;
  /** The first position it concerns, where it concerns positions. */
  readonly position?: number;
  readonly text: Bilingual;
  /** What the text was filled with. */
  readonly values: Readonly<Record<string, string | number>>;
}

export function damage(kind: DamageKind, values: Readonly<Record<string, string | number>> = {}, position?: number): Damage {
  const all = position === undefined ? values : { position, ...values };
  const { zh, en } = damageTexts[kind];
  return { kind, ...(position === undefined ? {} : { position }), text: { zh: fill(zh, all), en: fill(en, all) }, values: all };
}

/** The ledger does not sign or answer: what it would vouch for is not what it knows. */
export class LedgerDamaged extends Error {
  override readonly name = 'LedgerDamaged';
  constructor(readonly damage: Damage) {
    super(`${damage.text.zh}\n${damage.text.en}`);
  }

  get kind(): DamageKind {
    return this.damage.kind;
  }

  get position(): number | undefined {
    return this.damage.position;
  }
}

/** The ledger was not started, or was stopped. */
export class LedgerStopped extends Error {
  override readonly name = 'LedgerStopped';
}
