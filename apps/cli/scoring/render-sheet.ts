import { decimal, fill, textOf, type Bilingual, type Language } from '#engine/kernel';
import type { ScoreSheet, SheetInput, SheetNode } from '../../../libs/domain/scoring/engine.js';
import type { Style } from '../terminal/style.js';
import { figure, percent } from '../terminal/figure.js';
import { colon, inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';
import { displayWidth, pad, printable, wrapped } from '../terminal/width.js';
import { scoreWords as words } from './texts.js';

export interface SheetLayout {
  readonly language: Language;
  readonly style: Style;
  /** Levels of the tree to show; all when absent. The root is level 0. */
  readonly depth?: number | undefined;
  /** Columns of the terminal; formulas are wrapped to them. */
  readonly columns?: number | undefined;
  /** What the unit is called, where that is known. */
  readonly unitName?: string | undefined;
  /** SHA-256 of the sheet, where the server told it. */
  readonly hash?: string | undefined;
}

interface Line {
  readonly branch: string;
  readonly below: string;
  readonly node: SheetNode;
  readonly cut: boolean;
}

/** A score sheet as a person follows it: what was weighed, by which formula, from which entries of the log, and how it adds up. */
export function renderSheet(sheet: ScoreSheet, layout: SheetLayout): string {
  return [head(sheet, layout), '', ...treeLines(sheet.tree, layout), ...adjustmentLines(sheet, layout), '', addingUp(sheet, layout)].join('\n');
}

const say = (text: Bilingual, { language }: SheetLayout, values: Readonly<Record<string, unknown>> = {}): string => fill(text[language], values);

function head(sheet: ScoreSheet, layout: SheetLayout): string {
  const { scheme, group, rank, grade, total } = sheet;
  const row = (label: Bilingual, value: string): readonly [string, string] => [say(label, layout), value];
  return pairs([
    row(words.unit, layout.unitName === undefined ? sheet.unit : `${layout.unitName} ${sheet.unit}`),
    row(words.group, `${group.title[layout.language]} ${group.code}`),
    row(words.scheme, say(words.schemeText, layout, { title: scheme.title[layout.language], id: scheme.id, version: scheme.version, hash: scheme.hash.slice(0, 12) })),
    row(words.engine, sheet.engineVersion),
    ...(sheet.asOf === null ? [] : [row(words.asOf, sheet.asOf)]),
    ...(sheet.asKnownAt === null ? [] : [row(words.asKnownAt, String(sheet.asKnownAt))]),
    row(words.total, `${total.published ?? '—'}${sheet.provisional ? inBrackets(say(words.provisional, layout), layout.language) : ''}`),
    ...(rank.rank === null ? [] : [row(words.rank, say(words.rankOf, layout, { rank: rank.rank, of: rank.of }))]),
    ...(grade.final === null ? [] : [row(words.grade, `${grade.final} · ${grade.formula[layout.language]}`)]),
    row(words.coverage, say(words.coverageText, layout, { coverage: percent(sheet.coverage), gaps: sheet.gaps })),
    ...(layout.hash === undefined ? [] : [row(words.sheetHash, layout.hash)]),
  ]);
}

function flatten(node: SheetNode, depth: number, lead = '', branch = ''): Line[] {
  const children = node.children ?? [];
  const cut = depth === 0 && children.length > 0;
  const own: Line = { branch: lead + branch, below: lead + (branch === '' ? '' : branch.startsWith('└') ? '   ' : '│  '), node, cut };
  if (depth === 0) return [own];
  return [own, ...children.flatMap((child, i) => flatten(child, depth - 1, own.below, i === children.length - 1 ? '└─ ' : '├─ '))];
}

function treeLines(tree: SheetNode, layout: SheetLayout): string[] {
  const lines = flatten(tree, layout.depth ?? Infinity);
  const names = lines.map(({ branch, node }) => `${branch}${printable(node.title[layout.language])} ${node.code}`);
  const figures = lines.map(({ node }) => figuresOf(node, layout));
  const titles = [words.weight, words.possible, words.obtained, words.lost, words.rate, words.contribution].map((word) => say(word, layout));
  const widths = titles.map((title, i) => Math.max(displayWidth(title), ...figures.map((row) => displayWidth(row[i]!))));
  const nameWidth = Math.max(displayWidth(say(words.node, layout)), ...names.map(displayWidth));
  const row = (name: string, cells: readonly string[]): string => `${pad(name, nameWidth)}  ${cells.map((cell, i) => pad(cell, widths[i]!, 'right')).join('  ')}`;
  return [
    layout.style.bold(row(say(words.node, layout), titles)),
    ...lines.flatMap((line, i) => [row(names[i]!, figures[i]!), ...detailLines(line, layout)]),
  ];
}

function figuresOf(node: SheetNode, layout: SheetLayout): string[] {
  const weight = node.weightIs === 'points' ? say(words.points, layout, { weight: node.weight }) : node.weight;
  return [weight, figure(node.possible), figure(node.obtained), figure(node.lost), percent(node.rate, 2), figure(node.contribution)];
}

/** What stands under a node: its formula, what was done to the value, and each input with where it came from. */
function detailLines({ node, below, cut }: Line, layout: SheetLayout): string[] {
  const stem = below + (node.children && !cut ? '│    ' : '     ');
  const { leaf } = node;
  const details: (readonly [Bilingual, string])[] = [];
  if (leaf) details.push([words.method, leaf.method.title[layout.language]]);
  if (leaf && (leaf.reason || leaf.treatment.code !== 'scored')) {
    details.push([words.treatment, [leaf.treatment, leaf.reason].flatMap((text) => (text ? [text[layout.language]] : [])).join(' · ')]);
  }
  if (node.formula) details.push([words.formula, node.formula[layout.language]]);
  for (const note of node.notes) details.push([words.note, note[layout.language]]);
  for (const input of leaf?.inputs ?? []) details.push([words.input, inputText(input, layout)]);
  if (leaf?.peers) {
    const { count, min, max, knownAt } = leaf.peers;
    const known = knownAt === undefined ? '' : ` (${say(words.position, layout, { position: knownAt })})`;
    details.push([words.peers, say(words.peersText, layout, { count, min: figure(min), max: figure(max) }) + known]);
  }
  if (leaf?.light) details.push([words.light, leaf.light]);
  const room = Math.max(40, (layout.columns ?? Infinity) - displayWidth(stem));
  return details.flatMap(([label, text]) => {
    const name = `${say(label, layout)}${colon[layout.language]}`;
    const room2 = room - displayWidth(name);
    const lines = Number.isFinite(room2) ? wrapped(printable(text), room2) : [printable(text)];
    return lines.map((line, i) => layout.style.dim(`${stem}${i === 0 ? name : ' '.repeat(displayWidth(name))}${line}`));
  });
}

function inputText({ name, value, replaces, period, position }: SheetInput, layout: SheetLayout): string {
  const origin = [
    ...(period === undefined ? [] : [period]),
    ...(position === undefined ? [] : [say(words.position, layout, { position })]),
    ...(replaces === undefined ? [] : [say(words.replaces, layout, { value: replaces })]),
  ];
  return `${name} = ${value}${origin.length > 0 ? ` (${origin.join(', ')})` : ''}`;
}

function adjustmentLines(sheet: ScoreSheet, layout: SheetLayout): string[] {
  const position = (at: number | undefined): string => (at === undefined ? '' : ` (${say(words.position, layout, { position: at })})`);
  const lines = sheet.lines.map(({ kind, title, matter, points, counted, outcome, document, position: at }) => {
    const sign = kind === 'bonus' ? '+' : '−';
    return `  ${sign}${figure(counted)}  ${printable(title[layout.language])} · ${printable(matter)}${document === undefined ? '' : ` · ${printable(document)}`} · ${figure(points)} → ${outcome[layout.language]}${position(at)}`;
  });
  const vetoes = sheet.grade.vetoes.map(({ title, matter, grade, document, position: at }) =>
    `  ${printable(title[layout.language])} · ${printable(matter)}${document === undefined ? '' : ` · ${printable(document)}`} → ${grade}${position(at)}`,
  );
  return [
    ...(lines.length > 0 ? ['', `${say(words.adjustments, layout)}${colon[layout.language].trimEnd()}`, ...lines] : []),
    ...(vetoes.length > 0 ? ['', `${say(words.vetoes, layout)}${colon[layout.language].trimEnd()}`, ...vetoes] : []),
  ];
}

const leavesOf = (node: SheetNode): SheetNode[] => (node.children ? node.children.flatMap(leavesOf) : [node]);

/** Contributions are written to 20 places: their sum may differ from the base score by less than this. */
const smallest = '0.000000000000001';

/** The leaves' contributions beside the base score, then the total's own formula: nothing is left to believe. */
function addingUp(sheet: ScoreSheet, layout: SheetLayout): string {
  const { total } = sheet;
  const totalLine = `${say(words.total, layout)}${colon[layout.language]}${total.formula[layout.language]}`;
  if (total.base === null) return totalLine;
  const parts = leavesOf(sheet.tree).flatMap(({ contribution }) => (contribution === null ? [] : [decimal(contribution)]));
  const sum = parts.reduce((whole, part) => whole.plus(part), decimal('0'));
  const agrees = sum.minus(total.base).abs().lte(smallest);
  const verdict = say(agrees ? words.agrees : words.differs, layout);
  const terms = parts.map((part) => figure(textOf(part)));
  return [
    `${say(words.addsUp, layout)}${colon[layout.language]}${say(words.leaves, layout)} ${terms.join(' + ')} = ${figure(textOf(sum))}; ${say(words.base, layout)} ${figure(total.base)} · ${agrees ? layout.style.green(verdict) : layout.style.red(verdict)}`,
    totalLine,
  ].join('\n');
}
