// Writes docs/guides/performance.md from the raw results: node infra/tasks/build.mjs && node dist/infra/bench/guide/write-guide.js
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isProgram, repository } from '../measurements/results.js';
import { number, readResult, type Bar, type Chapter, type Result } from './bar.js';
import { chapters } from './chapters.js';

const opening = `# Performance

Every figure here is read from a raw result in \`infra/bench/results\`; this page is written by \`node dist/infra/bench/guide/write-guide.js\` and not by hand. Work is seeded: the same command does the same work again.

How to read it: *measured* is min / **median** / max over the runs of one result. Machines that do other work beside give wide spreads; ratios of the same run and processor time say more than seconds. A bar is *met* or *missed* by the median. *Bounds* says what the figure rests on, and so what would have to change.
`;

function measuredOf({ figure, unit }: Bar, result: Result): string {
  const found = figure(result);
  if (!found) return 'not measured';
  const text = found.min === found.max ? `**${number(found.median)}**` : `${number(found.min)} / **${number(found.median)}** / ${number(found.max)}`;
  return `${text} ${unit}`;
}

function verdictOf({ figure, holds, met }: Bar, result: Result): string {
  const found = figure(result);
  const decided = met ? met(result) : found && holds ? holds(found.median) : undefined;
  return decided === undefined ? '' : decided ? 'met' : '**missed**';
}

function row(bar: Bar): string {
  const result = readResult(bar.result);
  if (!result) return `| ${bar.what} | ${bar.bar} | no result yet | | | ${bar.bounds} |`;
  return `| ${bar.what} | ${bar.bar} | ${measuredOf(bar, result)} | ${verdictOf(bar, result)} | ${bar.beside?.(result) ?? ''} | ${bar.bounds} |`;
}

function conditionsOf({ bars }: Chapter): string {
  const lines = [...new Set(bars.map((bar) => bar.result))].flatMap((name) => {
    const result = readResult(name);
    if (!result) return [];
    const { machine, measuredAt } = result;
    const busy = result['loadAverageBefore'] ?? result['conditions']?.loadAverageBefore;
    return [`\`${name}.json\`: ${measuredAt.slice(0, 10)}, Node ${machine.node}, ${machine.cores} cores of ${machine.cpu}${busy === undefined ? '' : `, load average ${busy} before it began`}.`];
  });
  return lines.join(' ');
}

function chapterText(chapter: Chapter): string {
  return [
    `## ${chapter.title}`, '', chapter.about, '', `Repeat: \`${chapter.command}\``, '',
    '| What | Bar | Measured | | Beside it | Bounds |', '|---|---|---|---|---|---|', ...chapter.bars.map(row), '', conditionsOf(chapter), '',
  ].join('\n');
}

/** The guide as text. */
export const guide = (): string => [opening, ...chapters.map(chapterText)].join('\n').trimEnd() + '\n';

if (isProgram(import.meta.url)) {
  const file = join(repository, 'docs/guides/performance.md');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, guide());
  console.log(`written: ${file}`);
}
