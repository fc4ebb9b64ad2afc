import { closeSync, createReadStream, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '#engine/kernel';
import { NotATar, tarredFiles } from '../../../libs/domain/history/audit-bundle/tar.js';
import { loadVerifier, type BundleIo, type BundleVerdict, type VerifyOptions } from '../../../libs/domain/history/audit-bundle/verifier/verifier.js';
import { cliProblem } from '../command-line/problem.js';

export const bundleFileTexts = {
  notThere: {
    title: { zh: '没有审计包 {file}。', en: 'There is no bundle {file}.' },
    remedy: { zh: '请给出审计包的 .tar 文件，或解包后的文件夹。', en: 'Name the .tar file of a bundle, or the folder it was unpacked to.' },
  },
  notABundle: {
    title: { zh: '{file} 不是审计包，或已被截断。', en: '{file} is no bundle, or was cut off.' },
    remedy: { zh: '请重新取得该文件。', en: 'Get the file again.' },
  },
} as const satisfies Record<string, Readonly<Record<string, Bilingual>>>;

type Reading = Pick<BundleIo, 'names' | 'read'> & { readonly open: (name: string) => AsyncIterable<Uint8Array> };

/** Check a bundle in a folder or a tar file, by the script that travels with bundles: this program's own copy of it. @throws CliProblem */
export async function checkBundle(file: string, options: VerifyOptions): Promise<BundleVerdict> {
  const { verifyBundle, hashing, digestOf, linesOf } = await loadVerifier();
  const { names, read, open } = readingOf(file);
  return verifyBundle({ ...hashing, names, read, digest: (name) => digestOf(open(name)), lines: (name) => linesOf(open(name)) }, options);
}

function readingOf(file: string): Reading {
  try {
    return statSync(file).isDirectory() ? folderReading(file) : tarReading(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw cliProblem('cli.no-bundle', 'invalid', bundleFileTexts.notThere, { file });
    if (error instanceof NotATar) throw cliProblem('cli.not-a-bundle', 'different', bundleFileTexts.notABundle, { file });
    throw error;
  }
}

const folderReading = (folder: string): Reading => ({
  names: () => filesBelow(folder), read: (name) => readFileSync(join(folder, name)), open: (name) => createReadStream(join(folder, name)) as AsyncIterable<Uint8Array>,
});

const filesBelow = (folder: string, below = ''): readonly string[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? filesBelow(folder, `${below}${one.name}/`) : [below + one.name]));

/** Files of a tar are read where they lie; nothing is unpacked. Their names are taken without the folder they are in. */
function tarReading(tar: string): Reading {
  const handle = openSync(tar, 'r');
  try {
    const part = (offset: number, bytes: number): Buffer => {
      const block = Buffer.alloc(bytes);
      return block.subarray(0, readSync(handle, block, 0, bytes, offset));
    };
    const files = new Map(tarredFiles(part).map((one) => [one.name.split('/').slice(1).join('/'), one]));
    const open = (name: string): AsyncIterable<Uint8Array> => {
      const { offset, bytes } = files.get(name) ?? { offset: 0, bytes: 0 };
      return bytes === 0 ? nothing() : (createReadStream(tar, { start: offset, end: offset + bytes - 1 }) as AsyncIterable<Uint8Array>);
    };
    const read = async (name: string): Promise<Uint8Array> => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of open(name)) chunks.push(chunk);
      return Buffer.concat(chunks);
    };
    return { names: () => [...files.keys()], read, open };
  } finally {
    closeSync(handle);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
