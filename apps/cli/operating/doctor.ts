import type { Bilingual } from '#engine/kernel';
import { commandSpec } from '../command-line/command.js';
import type { FindingLevel } from '../offline/finding.js';
import { usualDataFolder } from '../offline/data-folder.js';
import { Progress } from '../terminal/progress.js';

const levelWords: Readonly<Record<FindingLevel, Bilingual>> = { ok: { zh: '正常', en: 'ok' }, warn: { zh: '注意', en: 'warn' }, fail: { zh: '异常', en: 'fail' } };

export const doctorTexts = {
  ...levelWords,
  level: { zh: '结果', en: 'Result' },
  check: { zh: '检查', en: 'Check' },
  finding: { zh: '情况', en: 'Finding' },
  counts: { zh: '正常 {ok} 项，注意 {warn} 项，异常 {fail} 项', en: '{ok} ok, {warn} to look at, {fail} failed' },
} as const;

/** Examine this machine and a data folder, without a server and beside one. */
export const doctor = commandSpec({
  path: 'doctor',
  offline: true,
  summary: { zh: '检查本机和数据目录：版本、日志、视图位置、磁盘、时钟、锁、权限', en: 'Examine machine and data folder: versions, log, positions of views, disk, clock, lock, permissions' },
  options: [
    { flags: '--data <DIR>', summary: { zh: '数据目录；默认取 ZHIHENG_DATA，再默认 data/zhiheng', en: 'Data folder; else ZHIHENG_DATA, else data/zhiheng' } },
    { flags: '--deep', summary: { zh: '逐页核对数据文件（大日志需要一些时间）', en: 'Read every page of the files (takes a while for a large log)' } },
  ],
  run: async ({ given, host, out }) => {
    const { examine } = await import('../offline/doctor.js');
    const progress = new Progress(host, out.json);
    const findings = examine({
      folder: given.maybe('--data') ?? host.env['ZHIHENG_DATA'] ?? usualDataFolder, now: host.clock.now(), platform: host.platform, nodeVersion: process.versions.node, deep: given.has('--deep'),
      onStep: (step) => progress.at(() => out.say(step)),
    });
    progress.end();
    const count = (level: FindingLevel): number => findings.filter((finding) => finding.level === level).length;
    const counts = { ok: count('ok'), warn: count('warn'), fail: count('fail') };
    await out.result({ ...counts, findings }, () => {
      const mark = { ok: out.style.green, warn: out.style.yellow, fail: out.style.red };
      const heads = [doctorTexts.level, doctorTexts.check, doctorTexts.finding].map((text, i) => ({ title: out.say(text), ...(i === 2 ? { wrap: true } : {}) }));
      const rows = findings.map(({ level, check, text, remedy }) => [out.say(levelWords[level]), check, remedy ? `${out.say(text)} → ${out.say(remedy)}` : out.say(text)]);
      const total = out.say(doctorTexts.counts, counts);
      return `${out.table(heads, rows)}\n\n${(counts.fail > 0 ? mark.fail : counts.warn > 0 ? mark.warn : mark.ok)(total)}`;
    });
    return counts.fail > 0 ? 'different' : undefined;
  },
});
