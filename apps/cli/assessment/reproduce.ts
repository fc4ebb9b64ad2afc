import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { textOption } from '../supervision/given-content.js';
import { pairs } from '../terminal/table.js';
import { roundArgument, roundPath, runOf } from './round-place.js';

interface ReproducedUnit {
  readonly unit: string;
  readonly group: string;
  readonly recorded: string | null;
  readonly computed: string;
  readonly equal: boolean;
  readonly position: number | null;
  readonly score?: { readonly recorded: string | null; readonly computed: string | null };
  readonly restsOn?: readonly number[];
}

interface Reproduction {
  readonly round: string;
  readonly run: number;
  readonly engineVersion: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly document: string };
  readonly frozenAt: number;
  readonly upTo: number;
  readonly position: number;
  readonly recorded: string;
  readonly computed: string;
  readonly equal: boolean;
  readonly text: Bilingual;
  readonly units: readonly ReproducedUnit[];
}

export const reproductionTexts = {
  basis: { zh: '{round} 第 {run} 次计分（日志位置 {position}）· {id} 第 {version} 版 · 引擎 {engineVersion} · 数据冻结于 {frozenAt} · 考核事实至 {upTo}', en: '{round} calculation {run} (log position {position}) · {id} version {version} · engine {engineVersion} · data frozen at {frozenAt} · facts up to {upTo}' },
  recorded: { zh: '记录的汇总指纹', en: 'Recorded hash of the run' }, computed: { zh: '重算的汇总指纹', en: 'Computed hash of the run' },
  equal: { zh: '相符', en: 'equal' }, differs: { zh: '不符', en: 'differs' }, none: { zh: '无', en: 'none' },
  score: { zh: '{unit} 记录得分 {recorded}，重算得分 {computed}；结果事件位置 {position}，依据的日志位置：{restsOn}', en: '{unit}: recorded score {recorded}, computed {computed}; result at position {position}, resting on log positions {restsOn}' },
  counts: { zh: '{equal} / {all} 个单位相符', en: '{equal} of {all} units agree' },
} as const;

const columns: readonly ListColumn<ReproducedUnit>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '分组', en: 'Group' }, of: ({ group }) => group },
  { head: { zh: '记录的得分表指纹', en: 'Recorded sheet hash' }, of: ({ recorded }, { out }) => recorded ?? out.say(reproductionTexts.none) },
  { head: { zh: '重算的得分表指纹', en: 'Computed sheet hash' }, of: ({ computed }) => computed },
  { head: { zh: '结果', en: 'Result' }, of: ({ equal }, { out }) => (equal ? out.style.green(out.say(reproductionTexts.equal)) : out.style.red(out.say(reproductionTexts.differs))) },
];

function differenceText({ out }: Call, { unit, score, restsOn, position }: ReproducedUnit): string {
  return out.say(reproductionTexts.score, { unit, recorded: score?.recorded ?? '—', computed: score?.computed ?? '—', position: position ?? '—', restsOn: (restsOn ?? []).join(', ') || '—' });
}

function reproductionText(call: Call, found: Reproduction): string {
  const { out } = call;
  const { scheme, units, equal, recorded, computed } = found;
  const different = units.filter((unit) => !unit.equal);
  const verdict = inLanguage(found.text, call);
  return [
    out.say(reproductionTexts.basis, { ...found, ...scheme }), rowsTable(call, columns, units), ...(different.length === 0 ? [] : [different.map((unit) => differenceText(call, unit)).join('\n')]),
    pairs([[out.say(reproductionTexts.recorded), recorded], [out.say(reproductionTexts.computed), computed]]),
    `${out.say(reproductionTexts.counts, { equal: units.length - different.length, all: units.length })} · ${equal ? out.style.green(verdict) : out.style.red(verdict)}`,
  ].join('\n\n');
}

/** The replay: by the server, or on the log of a data folder. @throws CliProblem */
async function reproduced(call: Call): Promise<Reproduction> {
  const [folder, run] = [call.given.maybe('--data'), runOf(call)];
  if (folder === undefined) return call.api.get<Reproduction>(`${roundPath(call)}/reproduction`, { run });
  const { offlineReproduction } = await import('../offline/offline-reproduction.js');
  return offlineReproduction(folder, call.given.text('ROUND'), run);
}

const reproduce = commandSpec({
  path: 'rounds reproduce', summary: { zh: '重放并验证一次考核计分：逐单位比对记录与重算的得分表指纹；不符时退出码为 5', en: 'Replay and prove a calculation of a round: recorded and computed hash of every sheet; a difference is exit code 5' },
  details: {
    zh: '按当时冻结的数据、印发的细则和计分引擎重算，逐字节比对。--data 只读打开数据目录中的日志，不需要服务器。',
    en: 'Scores are computed again with the data frozen then, the scheme published then and the engine of then, and compared byte for byte. With --data the log of a data folder is opened for reading only, without a server.',
  },
  arguments: [roundArgument],
  options: [textOption('--run <NUMBER>', { zh: '第几次计分；默认最后一次', en: 'Number of the calculation; the last when absent' }), textOption('--data <DIR>', { zh: '离线读取此数据目录', en: 'Read this data folder, offline' })],
  examples: ['zhiheng rounds reproduce nanjing-2025', 'zhiheng round reproduce nanjing-2025 --run 1 --data data/zhiheng'],
  run: async (call) => {
    const found = await reproduced(call);
    await call.out.result(found, () => reproductionText(call, found));
    return found.equal ? undefined : 'different';
  },
});

export const reproduceCommands: readonly CommandSpec[] = [reproduce];
