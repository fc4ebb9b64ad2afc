import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Bilingual } from '#engine/kernel';
import { isKeyName, MalformedKey, parseVerifierKey, type Cosigner, type NoteVerifier } from '#engine/ledger';
import { KeyNameDiffers, openWitnessKey, StateFolder, Witness } from '#engine/witness';
import { commandSpec, type Call } from '../command-line/command.js';
import { cliProblem } from '../command-line/problem.js';
import { pairs } from '../terminal/table.js';
import { witnessServer } from './witness-server.js';

export const witnessCommandTexts = {
  badKeyName: {
    title: { zh: '“{name}”不能作为密钥名称。', en: '"{name}" cannot name a key.' },
    remedy: { zh: '名称为不含空格和加号的一个词，例如 witness.audit.nanjing。', en: 'Give one word without spaces and plus signs, such as witness.audit.nanjing.' },
  },
  otherName: {
    title: { zh: '该目录中的密钥名为“{name}”。', en: 'The key in this folder is called "{name}".' },
    remedy: { zh: '请用原名启动，或另选目录：见证方不换名。', en: 'Start it under that name, or choose another folder: a witness keeps its name.' },
  },
  badKey: {
    title: { zh: '无法识别的公钥或密钥文件：{reason}', en: 'A public key, or the key file, cannot be read: {reason}' },
    remedy: { zh: '公钥写作 名称+编号+公钥，见账本状态页（GET /api/ledger）。', en: 'A public key is written name+id+key, as the state of the ledger shows it (GET /api/ledger).' },
  },
  inUse: {
    title: { zh: '目录 {folder} 正由进程 {pid} 使用。', en: 'The folder {folder} is in use by process {pid}.' },
    remedy: { zh: '一个目录只能由一个见证进程使用；请先停止它。', en: 'One witness uses a folder; stop the other one first.' },
  },
  listening: { zh: '见证服务已启动', en: 'The witness listens' },
  address: { zh: '地址', en: 'Address' }, key: { zh: '公钥', en: 'Public key' }, ledgers: { zh: '见证的账本', en: 'Ledgers it looks after' },
  fault: { zh: '出错，未签名：{reason}', en: 'A fault, nothing was signed: {reason}' },
} as const satisfies Record<string, Bilingual | Readonly<Record<string, Bilingual>>>;

async function run(call: Call): Promise<void> {
  const { given, out, host } = call;
  const folder = given.text('--store');
  const { cosigner, trusted } = keysFor(given.text('--key-name'), folder, given.many('--trust'));
  const release = takeFolder(folder);
  try {
    const witness = new Witness({ cosigner, trusted, state: new StateFolder(folder), clock: host.clock });
    const about = { verifierKey: cosigner.verifierKey, origins: witness.origins };
    const server = witnessServer(witness, about, (error) => void out.warn(witnessCommandTexts.fault, { reason: error instanceof Error ? error.message : String(error) }));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(given.whole('--port', 0, 65_535), given.text('--host'), resolve));
    const { address, port, family } = server.address() as AddressInfo;
    const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
    await out.item({ address: url, key: about.verifierKey, ledgers: about.origins }, () =>
      `${out.style.green(out.say(witnessCommandTexts.listening))}\n${pairs([[out.say(witnessCommandTexts.address), url], [out.say(witnessCommandTexts.key), about.verifierKey], [out.say(witnessCommandTexts.ledgers), about.origins.join(' · ')]], '  ')}`);
    await untilStopped(host.signal);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  } finally {
    release();
  }
}

function keysFor(name: string, folder: string, trusted: readonly string[]): { readonly cosigner: Cosigner; readonly trusted: readonly NoteVerifier[] } {
  if (!isKeyName(name)) throw cliProblem('cli.bad-key-name', 'invalid', witnessCommandTexts.badKeyName, { name });
  try {
    return { cosigner: openWitnessKey(folder, name), trusted: trusted.map(parseVerifierKey) };
  } catch (error) {
    if (error instanceof KeyNameDiffers) throw cliProblem('cli.key-name-differs', 'invalid', witnessCommandTexts.otherName, { name: error.keyName });
    if (error instanceof MalformedKey) throw cliProblem('cli.bad-key', 'invalid', witnessCommandTexts.badKey, { reason: error.message });
    throw error;
  }
}

const untilStopped = (signal: AbortSignal): Promise<void> => new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

/** One process a folder: two could cosign two histories between them. What a killed one left behind is taken over. */
function takeFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'in-use');
  for (;;) {
    try {
      const opened = openSync(file, 'wx', 0o600);
      writeSync(opened, String(process.pid));
      closeSync(opened);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid !== process.pid && isAlive(pid)) throw cliProblem('cli.folder-in-use', 'failed', witnessCommandTexts.inUse, { folder, pid });
      rmSync(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export const witnessCommand = commandSpec({
  path: 'witness',
  summary: { zh: '见证服务：在另一台机器上为账本检查点作见证签名（C2SP tlog-witness）', en: 'A witness: cosigns checkpoints of ledgers from another machine (C2SP tlog-witness)' },
  details: {
    zh: '应由另一部门在另一台机器上运行。只为 --trust 所列公钥签名的账本见证，只在新检查点是旧检查点的延续时签名，先落盘后签名。首次启动生成密钥（仅属主可读）并显示公钥；请把公钥交给账本一方（ZHIHENG_WITNESSES）和审计包的收件人。Ctrl-C 结束。',
    en: 'Meant to be run by another department on another machine. It looks after the ledgers whose public keys --trust names, signs only what extends what it signed before, and remembers before it signs. The first start makes a key that only its owner may read, and shows the public part: give that to the ledger (ZHIHENG_WITNESSES) and to those who receive bundles. Ctrl-C ends it.',
  },
  options: [
    { flags: '--store <DIR>', required: true, summary: { zh: '保存密钥和已见证检查点的目录', en: 'Folder for the key and what was witnessed' } },
    { flags: '--key-name <NAME>', required: true, summary: { zh: '见证方名称，例如 witness.audit.nanjing', en: 'Name of the witness, such as witness.audit.nanjing' } },
    { flags: '--trust <KEY>', required: true, many: true, summary: { zh: '账本公钥（名称+编号+公钥）；可多次给出', en: 'Public key of a ledger (name+id+key); may be repeated' } },
    { flags: '--port <PORT>', fallback: '3100', summary: { zh: '监听端口；0 为任选', en: 'Port to listen on; 0 takes any' } },
    { flags: '--host <ADDRESS>', fallback: '127.0.0.1', summary: { zh: '监听地址；对外服务请给出本机地址', en: 'Address to listen on; give one of this machine to serve others' } },
  ],
  examples: ['zhiheng witness --store witness --key-name witness.audit.nanjing --trust KEY --host 0.0.0.0 --port 3100'],
  offline: true,
  run,
});

