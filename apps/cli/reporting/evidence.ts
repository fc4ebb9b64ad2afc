import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileTypes } from '../../../libs/domain/reporting/evidence/file-types.js';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { cliProblem } from '../command-line/problem.js';
import { path } from '../connection/api.js';
import { readInput } from '../terminal/input-files.js';
import { pairs } from '../terminal/table.js';
import { ownUnit } from '../account/whoami.js';

export interface EvidenceReply {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

export const evidenceTexts = {
  fileThere: {
    title: { zh: '文件 {file} 已存在，未覆盖。', en: 'The file {file} is there already and was not overwritten.' },
    remedy: { zh: '请用 --out 指定另一个文件名。', en: 'Name another file with --out.' },
  },
  bytesToScreen: {
    title: { zh: '佐证材料不能直接显示在终端上。', en: 'Evidence cannot be shown on a terminal.' },
    remedy: { zh: '请用 --out 写入文件，或把输出导向文件或管道。', en: 'Write it to a file with --out, or direct the output elsewhere.' },
  },
  file: { zh: '文件', en: 'File' },
  size: { zh: '字节', en: 'Bytes' },
  type: { zh: '类型', en: 'Type' },
  written: { zh: '已写入 {file}（{size} 字节）', en: 'Written to {file} ({size} bytes)' },
} as const;

const address = /^[0-9a-f]{64}$/;

/** The media type to send a file as, by its name; the server looks at the bytes itself. */
export function mediaTypeOf(file: string): string {
  const extension = file.toLowerCase().split('.').at(-1)!;
  return fileTypes.find(({ extensions }) => extensions.includes(extension))?.type ?? 'application/octet-stream';
}

/** Upload a file for a unit. @throws CliProblem */
export async function putEvidence({ api }: Call, unit: string, file: string): Promise<EvidenceReply> {
  return api.upload('PUT', '/evidence', { unit }, { bytes: readInput(file), type: mediaTypeOf(file), name: basename(file) });
}

/** SHA-256 addresses of evidence named on the command line, or of that named elsewhere: files are uploaded first, addresses are taken as they are. */
export async function evidenceAddresses(call: Call, unit: string, files: readonly string[] = call.given.many('--evidence')): Promise<string[]> {
  const addresses: string[] = [];
  for (const named of files) {
    addresses.push(address.test(named) && !existsSync(named) ? named : (await putEvidence(call, unit, named)).sha256);
  }
  return addresses;
}

const put = commandSpec({
  path: 'evidence put',
  summary: { zh: '上传佐证材料，得到其 SHA-256', en: 'Upload evidence and get its SHA-256' },
  arguments: [{ name: 'FILE', many: true, summary: { zh: '文件（PDF、图片、Excel、Word、OFD、CSV、文本）', en: 'File (PDF, image, Excel, Word, OFD, CSV, text)' } }],
  options: [{ flags: '--unit <UNIT>', summary: { zh: '所属单位；默认本单位', en: 'Unit it belongs to; your own when absent' } }],
  run: async (call) => {
    const { given, out } = call;
    const unit = given.maybe('--unit') ?? (await ownUnit(call));
    const replies: EvidenceReply[] = [];
    for (const file of given.many('FILE')) replies.push(await putEvidence(call, unit, file));
    await out.result(replies, () =>
      replies.map(({ name, sha256, size, type }) => pairs([['SHA-256', sha256], [out.say(evidenceTexts.file), name], [out.say(evidenceTexts.size), String(size)], [out.say(evidenceTexts.type), type]])).join('\n\n'),
    );
  },
});

const get = commandSpec({
  path: 'evidence get',
  summary: { zh: '下载佐证材料', en: 'Download evidence' },
  arguments: [{ name: 'SHA256', summary: { zh: '文件的 SHA-256', en: 'SHA-256 of the file' } }],
  options: [{ flags: '--out <FILE>', summary: { zh: '写入此文件；默认输出到标准输出', en: 'Write to this file; to stdout when absent' } }],
  run: async ({ api, given, out }) => {
    const file = given.maybe('--out');
    if (file !== undefined && existsSync(file)) throw cliProblem('cli.file-exists', 'invalid', evidenceTexts.fileThere, { file });
    if (file === undefined && out.onTerminal) throw cliProblem('cli.bytes-to-screen', 'invalid', evidenceTexts.bytesToScreen);
    const { bytes } = await api.download(path`/evidence/${given.text('SHA256')}`);
    if (file === undefined) return out.bytes(bytes);
    writeFileSync(file, bytes, { flag: 'wx' });
    await out.result({ file, size: bytes.length }, () => out.say(evidenceTexts.written, { file, size: bytes.length }));
  },
});

export const evidenceCommands: readonly CommandSpec[] = [put, get];
