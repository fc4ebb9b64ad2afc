import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');

interface Said {
  readonly where: string;
  readonly zh: string;
  readonly en: string;
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.(spec|browser)\.ts$|server\/routes\.ts$/.test(path)) yield path;
  }
}

const literal = (node: ts.Expression | undefined): string | undefined => (node && ts.isStringLiteralLike(node) ? node.text : undefined);

/** Every text of the console: tables of `texts(…)` and pairs `{ zh, en }`; and what stands in the markup outside of both. */
function readTexts(): { readonly said: readonly Said[]; readonly spaces: readonly string[]; readonly bare: readonly string[] } {
  const said: Said[] = [];
  const spaces: string[] = [];
  const bare: string[] = [];
  for (const file of sources(root)) {
    const name = relative(root, file);
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
    const at = (node: ts.Node): string => `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'texts' && node.arguments.length === 2) {
        spaces.push(literal(node.arguments[0]) ?? `${at(node)} is not named by a literal`);
        for (const property of ts.isObjectLiteralExpression(node.arguments[1]!) ? node.arguments[1].properties : []) {
          if (!ts.isPropertyAssignment(property) || !ts.isArrayLiteralExpression(property.initializer)) continue;
          const [zh, en] = property.initializer.elements;
          said.push({ where: at(property), zh: literal(zh) ?? '', en: literal(en) ?? '' });
        }
      }
      if (ts.isObjectLiteralExpression(node)) {
        const value = (key: string): string | undefined => literal(node.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === key)?.initializer);
        const [zh, en] = [value('zh'), value('en')];
        if (zh !== undefined || en !== undefined) said.push({ where: at(node), zh: zh ?? '', en: en ?? '' });
      }
      // Marks of one language are not for the other: show/punctuation.ts.
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'join' && /[，；：、]/.test(literal(node.arguments[0]) ?? '') && !/\p{Script=Han}/u.test(ts.findAncestor(node, ts.isTemplateExpression)?.getText() ?? '')) bare.push(`${at(node)}: ${node.getText()}`);
      if (ts.isJsxText(node) && /[\p{Script=Han}，；：、（）]|[A-Za-z]{3,}/u.test(node.text.replace('SHA-256', ''))) bare.push(`${at(node)}: ${node.text.trim()}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { said, spaces, bare };
}

const { said, spaces, bare } = readTexts();
const chinese = /\p{Script=Han}/u;
/** Between Chinese characters, Chinese punctuation. */
const westernPunctuation = /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u;
/** Names that are the same in both languages: products, formats, the two languages themselves, signs. */
/** What an English text may hold in Chinese: what is quoted, document numbers, names of documents. */
const quotedChinese = /[（(“"《].*?[”"）)》]|\p{Script=Han}*〔.*?〕.*?号/gu;
const sameInBoth = /^(CSV|Excel|JSON|SHA-256|English|中文|[^\p{Script=Han}]*)$/u;
const told = ({ where, zh, en }: Said): string => `${where}  ${zh} | ${en}`;

describe('what people read in the console', () => {
  test('is found by this spec', () => {
    expect(said.length).toBeGreaterThan(200);
    expect(spaces.length).toBeGreaterThan(5);
  });

  test('is there in Chinese and English, each in its own language', () => {
    const wrong = said.filter(({ zh, en }) => (zh.trim() === '') !== (en.trim() === '') || (!chinese.test(zh) && !sameInBoth.test(zh)) || (chinese.test(en.replace(quotedChinese, '')) && !sameInBoth.test(en)));
    expect(wrong.map(told)).toEqual([]);
  });

  test('uses Chinese punctuation in Chinese', () => {
    expect(said.filter(({ zh }) => westernPunctuation.test(zh)).map(told)).toEqual([]);
  });

  test('has the same places to fill in both languages', () => {
    const places = (text: string): string => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join();
    expect(said.filter(({ zh, en }) => places(zh) !== places(en)).map(told)).toEqual([]);
  });

  test('is in tables of their own, none of them twice', () => {
    expect(spaces.filter((space, index) => spaces.indexOf(space) !== index)).toEqual([]);
  });

  test('never stands in the markup itself', () => {
    expect(bare).toEqual([]);
  });
});
