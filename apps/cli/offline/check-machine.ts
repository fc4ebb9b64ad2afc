import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { amiss, ok, type Finding } from './finding.js';

export const machineTexts = {
  node: { zh: 'Node.js {version}', en: 'Node.js {version}' },
  oldNode: {
    text: { zh: 'Node.js {version} 不受支持', en: 'Node.js {version} is not supported' },
    remedy: { zh: '请安装 20.19 以上的 20 系列，或 22.12 以上。', en: 'Install 20.19 or later of the 20 line, or 22.12 or later.' },
  },
  disk: { zh: '可用磁盘空间 {free}', en: '{free} of free disk space' },
  littleDisk: {
    text: { zh: '可用磁盘空间仅 {free}', en: 'Only {free} of free disk space' },
    remedy: { zh: '请清理或扩容；空间耗尽时日志停止写入，已记录的不受影响。', en: 'Free some, or extend it; when it runs out the log stops, what is recorded stays.' },
  },
  noFolder: {
    text: { zh: '没有数据目录 {folder}', en: 'There is no data folder {folder}' },
    remedy: { zh: '请用 --data 指明，或用 zhiheng init {folder} 新建。', en: 'Name it with --data, or make one with zhiheng init {folder}.' },
  },
  permissions: { zh: '数据文件仅限属主和属组访问', en: 'Data files are open to their owner and group only' },
  openToAll: {
    text: { zh: '其他用户可以访问：{files}', en: 'Other users can reach: {files}' },
    remedy: { zh: '请执行 chmod o-rwx。', en: 'Run chmod o-rwx on them.' },
  },
  secretsOpen: {
    text: { zh: '存有口令、个人信息或访问记录的文件对属主以外的人开放：{files}', en: 'Files with secrets, personal data or access records are open to others than their owner: {files}' },
    remedy: { zh: '请立即执行 chmod 600；口令文件曾被开放的，应重置口令。', en: 'Run chmod 600 at once; where it was the passwords, set new ones.' },
  },
} as const;

/** The Node versions the product runs on; the same rule as at start. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const good = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  return good ? ok('node', machineTexts.node, { version }) : amiss('node', 'fail', machineTexts.oldNode, { version });
}

const [mebibyte, gibibyte] = [1024 ** 2, 1024 ** 3];

export function checkDisk(freeBytes: number): Finding {
  const free = freeBytes < gibibyte ? `${Math.floor(freeBytes / mebibyte)} MiB` : `${(freeBytes / gibibyte).toFixed(1)} GiB`;
  if (freeBytes >= gibibyte) return ok('disk', machineTexts.disk, { free });
  return amiss('disk', freeBytes < 200 * mebibyte ? 'fail' : 'warn', machineTexts.littleDisk, { free });
}

/** The folder itself: there, with room, and closed to those it does not concern. */
export function checkFolder(folder: string, platform: NodeJS.Platform): Finding[] {
  if (!existsSync(folder)) return [amiss('folder', 'fail', machineTexts.noFolder, { folder })];
  const { bavail, bsize } = statfsSync(folder);
  return [checkDisk(bavail * bsize), ...(platform === 'win32' ? [] : permissionFindings(folder))];
}

const secret = /secret|people|access/;

function permissionFindings(folder: string): Finding[] {
  const modeOf = (file: string): number => statSync(join(folder, file)).mode & 0o777;
  const files = readdirSync(folder);
  const secretsOpen = files.filter((file) => secret.test(file) && (modeOf(file) & 0o077) !== 0);
  const closed = (modeOf('.') & 0o007) === 0;
  const open = closed ? [] : files.filter((file) => !secret.test(file) && (modeOf(file) & 0o007) !== 0);
  return [
    ...(secretsOpen.length > 0 ? [amiss('permissions', 'fail', machineTexts.secretsOpen, { files: secretsOpen.join(', ') })] : []),
    ...(open.length > 0 ? [amiss('permissions', 'warn', machineTexts.openToAll, { files: open.join(', ') })] : []),
    ...(secretsOpen.length + open.length === 0 ? [ok('permissions', machineTexts.permissions)] : []),
  ];
}
