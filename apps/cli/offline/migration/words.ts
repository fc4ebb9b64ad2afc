import type { Bilingual } from '#engine/kernel';

export const migrationTexts = {
  verifying: { zh: '核验来源日志 {position} / {of}……', en: 'Verifying the source’s log {position} of {of} …' },
  log: { zh: '迁移日志 {position} / {of}……', en: 'Copying the log {position} of {of} …' },
  records: { zh: '迁移{part}：{done} 条……', en: 'Copying {part}: {done} …' },
  evidence: { zh: '迁移佐证材料：{done} 件……', en: 'Copying evidence: {done} files …' },
  checkpoints: { zh: '核对检查点至位置 {position}……', en: 'Checking checkpoints up to position {position} …' },
  comparing: { zh: '核对{part}……', en: 'Comparing {part} …' },
  part: { zh: '内容', en: 'What' },
  count: { zh: '条数', en: 'Records' },
  events: { zh: '事件日志', en: 'the event log' },
  'evidence-files': { zh: '佐证材料', en: 'evidence' },
  people: { zh: '人员库', en: 'people' },
  'sealed-seeds': { zh: '封存的抽取种子', en: 'sealed seeds' },
  secrets: { zh: '口令与登录记录', en: 'passwords and sign-ins' },
  'access-log': { zh: '访问日志', en: 'the access log' },
  dossiers: { zh: '政绩考核材料', en: 'dossiers' },
  'dossier-keys': { zh: '材料签名密钥', en: 'keys of dossiers' },
  'dead-letters': { zh: '未能受理的回执', en: 'dead letters' },
  'ledger-keys': { zh: '账本签名密钥', en: 'keys of the ledger' },
  processes: { zh: '流程进度与定时事项', en: 'processes and timers' },
  'notice-processes': { zh: '通知进度', en: 'progress of notices' },
  deliveries: { zh: '通知投递', en: 'deliveries of notices' },
  inbox: { zh: '收件箱', en: 'inboxes' },
  copiedToDistributed: { zh: '迁移完成：事件日志、各类数据和佐证材料与来源逐条一致。', en: 'The migration is done: log, stores and evidence are the same as the source’s, record for record.' },
  copiedToEmbedded: { zh: '迁移完成：{to} 与来源逐条一致。', en: 'The migration is done: {to} is the same as the source, record for record.' },
  wouldCopy: { zh: '仅作检查，目标未作改动。将迁移：', en: 'Only looked: the target is as it was. This would be copied:' },
  begun: { zh: '目标中已有同一日志未完成的迁移，将接着进行。', en: 'The target holds the same log already: it would be gone on with.' },
  root: { zh: '账本根（{head} 条事件）：{root}', en: 'Root of the ledger over {head} events: {root}' },
  checkpoint: { zh: '与 {size} 条事件处最近签名的检查点一致', en: 'Equal to the latest signed checkpoint, of {size} events' },
  noCheckpoint: { zh: '来源没有签名的检查点', en: 'The source has no signed checkpoint' },
  nextDistributed: { zh: '下一步：按分布式部署启动服务器和后台进程。本机副本在 {to}，可作其中一个进程的数据目录。请保留原数据目录，勿再启动。', en: 'Next: start servers and workers of the distributed profile. The replica in {to} may become the data folder of one of them. Keep the old data folder and do not start it again.' },
  nextEmbedded: { zh: '下一步：zhiheng verify {to}，再以 ZHIHENG_DATA={to} 启动服务器。服务器集群请勿再启动。', en: 'Next: zhiheng verify {to}, then start a server with ZHIHENG_DATA={to}. Do not start the distributed servers again.' },
  left: { zh: '会话不迁移，所有人须重新登录；视图由日志重建；对外消息从头续发，编号不变。', en: 'Sessions stay behind, so everybody signs in again; views are made anew from the log; outgoing messages are sent from the beginning, under the same ids.' },
} as const satisfies Record<string, Bilingual>;

/** What goes along beside the log, each under the name that people and programs see. */
export type PartName = 'people' | 'sealed-seeds' | 'secrets' | 'access-log' | 'dossiers' | 'dossier-keys' | 'dead-letters' | 'ledger-keys' | 'processes' | 'notice-processes' | 'deliveries' | 'inbox';

/** Where the work is. */
export type MigrationProgress =
  | { readonly step: 'verifying' | 'log'; readonly position: number; readonly of: number }
  | { readonly step: 'records'; readonly part: PartName; readonly done: number }
  | { readonly step: 'evidence'; readonly done: number }
  | { readonly step: 'checkpoints'; readonly position: number }
  | { readonly step: 'comparing'; readonly part: PartName | 'events' | 'evidence-files' };

/** The words for where the work is. */
export function progressWords(at: MigrationProgress, say: (text: Bilingual, values?: Readonly<Record<string, unknown>>) => string): string {
  switch (at.step) {
    case 'verifying':
    case 'log':
      return say(migrationTexts[at.step], { position: at.position, of: at.of });
    case 'records':
      return say(migrationTexts.records, { part: say(migrationTexts[at.part]), done: at.done });
    case 'evidence':
      return say(migrationTexts.evidence, { done: at.done });
    case 'checkpoints':
      return say(migrationTexts.checkpoints, { position: at.position });
    case 'comparing':
      return say(migrationTexts.comparing, { part: say(migrationTexts[at.part]) });
  }
}
