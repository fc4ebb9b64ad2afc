import { commandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { backupTexts, showing, standingLines, summaryOf } from './backup-words.js';

/** Make a data folder from a backup, all of it or up to a position of the log. */
export const restore = commandSpec({
  path: 'restore',
  offline: true,
  summary: { zh: '由备份恢复数据目录，可恢复到某一日志位置或时刻；恢复的日志经账本核验', en: 'Make a data folder from a backup, also as of a log position or a moment; the restored log is proven by the ledger' },
  details: {
    zh: '先核对清单再复制，不覆盖已有内容。恢复到某一位置时，此后的事件不恢复，此后签名的检查点移入 restored 目录留存。',
    en: 'The manifest is checked first and nothing is overwritten. Restored to a position, later events are left out, and checkpoints signed later are kept in the folder “restored”.',
  },
  arguments: [
    { name: 'FROM', summary: { zh: '备份目录', en: 'Folder of the backup' } },
    { name: 'TO', summary: { zh: '新的数据目录', en: 'The new data folder' } },
  ],
  options: [
    { flags: '--to-position <POSITION>', summary: { zh: '恢复到此日志位置（含）', en: 'Up to this log position, included' } },
    { flags: '--to-time <WHEN>', summary: { zh: '恢复到此时刻（含）：北京时间如 2026-06-30T18:00，或 UTC', en: 'Up to this moment, included: by the city’s clock such as 2026-06-30T18:00, or in UTC' } },
  ],
  examples: ['zhiheng restore /backup/2026-06-30 data/restored', 'zhiheng restore /backup/2026-06-30 data/restored --to-position 48210'],
  run: async (call) => {
    const { given, host, out } = call;
    if (given.has('--to-position') && given.has('--to-time')) throw badUsage('together', { name: '--to-position, --to-time' });
    const { restoreBackup } = await import('./keep-backups.js');
    const [position, instant, to] = [given.whole('--to-position'), given.instant('--to-time'), given.text('TO')];
    const shown = showing(call);
    try {
      const restored = await restoreBackup({
        from: given.text('FROM'), to, clock: host.clock, onProgress: shown.onProgress, signal: host.signal,
        ...(position === undefined ? {} : { position }), ...(instant === undefined ? {} : { instant }),
      });
      shown.end();
      const { manifest, leftOut } = restored;
      await out.result({ to, position: restored.position, leftOut, backup: summaryOf(manifest) }, () => [
        out.style.green(out.say(backupTexts.restored, { to, position: restored.position })),
        ...(leftOut > 0 ? [out.style.yellow(out.say(backupTexts.leftOut, { leftOut }))] : []),
        ...standingLines(call, manifest),
        out.say(backupTexts.next, { to }),
      ].join('\n'));
    } finally {
      shown.end();
    }
  },
});
