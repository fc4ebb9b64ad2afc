import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateNoteKey, parseCosignerKey, type Cosigner } from '#engine/ledger';
import { writeWhole } from './state-folder.js';

/** File of the secret key in a witness's folder. */
export const witnessKeyFile = 'witness.key';

/**
 * The key of a witness: the one in its folder, or a fresh one under the name, kept there for its owner only.
 * @throws MalformedKey when the file holds no such key, or the name is none · KeyNameDiffers when the folder's key has another name
 */
export function openWitnessKey(folder: string, name: string): Cosigner {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, witnessKeyFile);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    text = generateNoteKey(name, 'cosignature').signerKey;
    writeWhole(folder, file, `${text}\n`);
  }
  const cosigner = parseCosignerKey(text);
  if (cosigner.name !== name) throw new KeyNameDiffers(cosigner.name);
  return cosigner;
}

/** The folder holds the key of a witness with another name: a witness keeps its name, or others would not know it again. */
export class KeyNameDiffers extends Error {
  override readonly name = 'KeyNameDiffers';
  constructor(readonly keyName: string) {
    super(`the key in the folder is called ${keyName}`);
  }
}
