import { commandSpec } from '../command-line/command.js';
import { usualDataFolder } from './data-folder.js';
import { backupTexts, showing, standingLines, summaryOf } from './backup-words.js';

/** Copy a data folder while its server runs, or check a copy that is there. */
export const backup = commandSpec({
  path: 'backup',
  offline: true,
  summary: { zh: '热备份数据目录（不停机），写完逐个核对；或核对已有的备份', en: 'Back up a data folder while its server runs and check every file; or check a backup that is there' },
  details: {
    zh: '数据库按 SQLite 的方式取一致的副本，日志不落后于由它得出的文件。视图（rows.db）不备份，恢复后由日志重建。备份含口令散列、签名密钥和人员信息，请加密保管。',
    en: 'Databases are copied by SQLite’s own means; nothing in the copy is ahead of the log. Views (rows.db) are left out and made anew from the log. A backup holds password hashes, signing keys and personal data: keep it encrypted.',
  },
  arguments: [{ name: 'TO', summary: { zh: '备份目录（新建）；与 --verify 同用时为已有的备份', en: 'The new folder of the backup; with --verify, a backup that is there' } }],
  options: [
    { flags: '--data <DIR>', summary: { zh: '数据目录；默认取 ZHIHENG_DATA，再默认 data/zhiheng', en: 'Data folder; else ZHIHENG_DATA, else data/zhiheng' } },
    { flags: '--verify', summary: { zh: '只核对已有的备份，不新建', en: 'Only check a backup that is there; none is made' } },
  ],
  examples: ['zhiheng backup /backup/2026-06-30 --data data/zhiheng', 'zhiheng backup /backup/2026-06-30 --verify'],
  run: async (call) => {
    const { given, host, out } = call;
    const { makeBackup, verifyBackup } = await import('./keep-backups.js');
    const to = given.text('TO');
    const shown = showing(call);
    try {
      const manifest = given.has('--verify')
        ? await verifyBackup(to, shown.onProgress, host.signal)
        : await makeBackup({ folder: given.maybe('--data') ?? host.env['ZHIHENG_DATA'] ?? usualDataFolder, to, clock: host.clock, onProgress: shown.onProgress, signal: host.signal });
      shown.end();
      await out.result({ to, ...summaryOf(manifest) }, () => [out.style.green(out.say(given.has('--verify') ? backupTexts.sound : backupTexts.made, { to })), ...standingLines(call, manifest)].join('\n'));
    } finally {
      shown.end();
    }
  },
});
