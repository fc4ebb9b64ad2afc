import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commandLineReference } from './index.js';
import { exitCodes } from './command-line/exit-codes.js';

const here = import.meta.dirname;
const chinese = /\p{Script=Han}/u;
const westernPunctuation = /\p{Script=Han}[,;:?!(]|[,;:?!)]\p{Script=Han}/u;

interface Text {
  readonly where: string;
  readonly zh: string;
  readonly en: string;
}

const isText = (value: object): value is { zh: string; en: string } => 'zh' in value && 'en' in value;

/** Every text with two languages inside a value, with its path. */
function textsIn(value: unknown, where: string, found: Text[] = []): Text[] {
  if (typeof value !== 'object' || value === null) return found;
  if (isText(value)) found.push({ where, zh: value.zh, en: value.en });
  else for (const [name, part] of Object.entries(value)) textsIn(part, `${where}.${name}`, found);
  return found;
}

const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|-examples\.ts$|(^|\/)crash\//.test(file));
const modules: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
// One after another: the test runner links modules one at a time.
for (const file of sources) if (file !== 'main.ts') modules.push([file, (await import(join(here, file))) as Readonly<Record<string, unknown>>]);
const texts = [
  ...textsIn(commandLineReference(), 'reference'),
  ...textsIn(exitCodes, 'exit-codes'),
  ...modules.flatMap(([file, exported]) => Object.entries(exported).filter(([name]) => /Texts$|Words$/.test(name)).flatMap(([name, value]) => textsIn(value, `${file} ${name}`))),
];

describe('what people read', () => {
  test('is there in Chinese and English, each in its own language', () => {
    expect(texts.length).toBeGreaterThan(400);
    const wrong = texts.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '' || (!chinese.test(zh) && zh !== en && !/^[\d{}]/.test(zh)) || chinese.test(en.replace(/年份|年度/g, '')));
    expect(wrong).toEqual([]);
  });

  test('uses Chinese punctuation in Chinese', () => {
    expect(texts.filter(({ zh }) => westernPunctuation.test(zh)).map(({ where, zh }) => `${where}: ${zh}`)).toEqual([]);
  });

  test('has the same places to fill in both languages', () => {
    const places = (text: string): string => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort().join();
    expect(texts.filter(({ zh, en }) => places(zh) !== places(en)).map(({ where }) => where)).toEqual([]);
  });

  test('is never written into the program in one language only', () => {
    const alone = sources.flatMap((file) => {
      const code = readFileSync(join(here, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replace(/zh: (['`])(?:\\.|(?!\1).)*\1/g, '');
      return chinese.test(code.replace(/'年份'|'年度'|年份 or 年度|'、'|'zh'/g, '')) ? [file] : [];
    });
    expect(alone).toEqual([]);
  });
});
