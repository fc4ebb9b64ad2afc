import type { Scheme } from '../../../libs/domain/scoring/engine.js';
import { CliProblem } from '../command-line/problem.js';
import { readJson } from '../terminal/input-files.js';

export const schemeFileTexts = {
  title: { zh: '{file} 不是评分细则。', en: '{file} is not a scheme.' },
  remedy: { zh: '请按“zhiheng schemes json-schema”给出的 JSON Schema 修改。', en: 'Correct it by the JSON Schema that "zhiheng schemes json-schema" prints.' },
} as const;

/** Read a scheme file, or say everything that is wrong with it. @throws CliProblem */
export async function readScheme(file: string): Promise<Scheme> {
  const { parseScheme } = await import('../../../libs/domain/scoring/engine.js');
  const read = parseScheme(readJson(file));
  if ('scheme' in read) return read.scheme;
  const { title, remedy } = schemeFileTexts;
  throw new CliProblem(
    {
      code: 'cli.not-a-scheme',
      title: { zh: title.zh.replace('{file}', file), en: title.en.replace('{file}', file) },
      remedy,
      errors: read.problems.map(({ path, message }) => ({ field: path, code: 'not-a-scheme', message: { zh: message, en: message } })),
    },
    'invalid',
  );
}
