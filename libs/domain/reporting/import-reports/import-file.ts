import { isRefusal, refuse, type Refusal } from '#engine/kernel';
import { BrokenCsv, csvRecords } from './csv-records.js';
import { importText, type ImportEncoding } from './import-text.js';
import { ImportReader, layoutOf, type ImportNames, type ImportRow, type RowProblem } from './read-import.js';

/** What an import may be. */
export const importLimits = { bytes: 32 * 1024 * 1024, rows: 200_000 } as const;

/** A file read to its end. */
export interface ImportFile {
  readonly rows: readonly ImportRow[];
  readonly problems: readonly RowProblem[];
}

export interface ImportFileOptions {
  readonly encoding?: ImportEncoding;
  /** Plan of the rows that name none. */
  readonly plan?: string;
  readonly names: ImportNames;
}

/** Read a file: every row, or what is wrong with it; a refusal when the file as a whole cannot be read. */
export async function importFile(bytes: Buffer, { encoding, plan, names }: ImportFileOptions): Promise<ImportFile | Refusal> {
  const text = importText(bytes, encoding);
  if (isRefusal(text)) return text;
  try {
    return await readRecords(text, names, plan);
  } catch (error) {
    if (error instanceof BrokenCsv) return error.refusal;
    throw error;
  }
}

async function readRecords(text: string, names: ImportNames, plan: string | undefined): Promise<ImportFile | Refusal> {
  const rows: ImportRow[] = [];
  const problems: RowProblem[] = [];
  let reader: ImportReader | undefined;
  let number = 0;
  for await (const records of csvRecords(text)) {
    for (const cells of records) {
      number += 1;
      if (!reader) {
        const layout = layoutOf(cells);
        if (isRefusal(layout)) return layout;
        reader = new ImportReader(layout, names, plan);
        continue;
      }
      if (number - 1 > importLimits.rows) return refuse('import.too-many-rows', { limit: importLimits.rows });
      const read = reader.read(cells, number);
      if (read === undefined) continue;
      if ('row' in read) rows.push(read);
      else problems.push(...read);
    }
  }
  return rows.length + problems.length === 0 ? refuse('import.empty-file') : { rows, problems };
}
