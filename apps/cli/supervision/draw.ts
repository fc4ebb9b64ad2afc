import type { Bilingual } from '#engine/kernel';
import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { reasonOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { pairs } from '../terminal/table.js';
import { campaignArgument, campaignPath } from './campaign-plans.js';
import { contentOf, fileOption, needed, textOption } from './given-content.js';

interface DrawnUnit {
  readonly unit: string;
  readonly inspectors: readonly string[];
}

interface ProvenDraw {
  readonly draw: number;
  readonly inForce: boolean;
  readonly sealed: boolean;
  readonly seedHash: string;
  readonly seedFits: boolean | null;
  readonly recorded: readonly DrawnUnit[] | null;
  readonly same: boolean | null;
}

interface Proof {
  readonly algorithm: string;
  readonly steps: Bilingual;
  readonly draws: readonly ProvenDraw[];
  readonly strayVisits: readonly { readonly visit: string; readonly unit: string }[] | null;
}

export const drawTexts = {
  algorithm: { zh: '算法', en: 'Algorithm' },
  steps: { zh: '做法', en: 'How it is done' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  sealed: { zh: '封存中', en: 'sealed' },
  seedHash: { zh: '种子的 SHA-256', en: 'SHA-256 of the seed' },
  draw: { zh: '第几次', en: 'Draw' },
  units: { zh: '抽中', en: 'Drawn' },
  stray: { zh: '核查了未抽中的单位：{units}', en: 'Visited without being drawn: {units}' },
  hidden: { zh: '您有回避的单位：只列出您本人被抽中督查的单位。', en: 'You are recused from a unit: only units you were drawn for are listed.' },
} as const;

const draw = actCommand({
  path: 'campaigns draw',
  summary: { zh: '双随机抽取单位和人员；再次抽取须写明原因', en: 'Draw units and inspectors at random; again only with a reason' },
  details: { zh: '种子由系统随机生成，任何人不能指定；暗访活动的结果自动封存。', en: 'The system draws the seed, nobody can choose it; what an unannounced campaign draws is sealed.' },
  arguments: [campaignArgument],
  options: [
    needed(textOption('--count <NUMBER>', { zh: '抽取多少单位', en: 'How many units' })),
    { flags: '--team-size <NUMBER>', fallback: '2', summary: { zh: '每个单位几名督查人员', en: 'Inspectors for each unit' } }, reasonOption,
  ],
  request: (call) => ({ path: `${campaignPath(call)}/draw`, body: { count: call.given.whole('--count', 1, 500), teamSize: call.given.whole('--team-size', 1, 20) }, reason: call.given.maybe('--reason') }),
  shows: campaignPath,
});

const drawnColumns: readonly ListColumn<DrawnUnit>[] = [
  { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { head: { zh: '督查人员', en: 'Inspectors' }, wrap: true, of: ({ inspectors }) => inspectors.join(', ') },
];

const sample = viewCommand<{ readonly draw: number; readonly sealed: boolean; readonly seedHash: string; readonly complete: boolean; readonly units: readonly DrawnUnit[] }>({
  path: 'campaigns sample',
  summary: { zh: '现行抽取名单（仅督查组成员；封存期间记入访问日志）', en: 'The sample in force, for members of the team; reading it is logged' },
  arguments: [campaignArgument],
  from: (call) => `${campaignPath(call)}/draw`, moments: false,
  text: ({ draw: number, sealed, seedHash, complete, units }, call) => {
    const { out } = call;
    const head = pairs([[out.say(drawTexts.draw), String(number)], [out.say(drawTexts.sealed), out.say(sealed ? drawTexts.yes : drawTexts.no)], [out.say(drawTexts.seedHash), seedHash]]);
    return [head, '', rowsTable(call, drawnColumns, units), ...(complete ? [] : ['', out.say(drawTexts.hidden)])].join('\n');
  },
});

const proofColumns: readonly ListColumn<ProvenDraw>[] = [
  { head: drawTexts.draw, align: 'right', of: ({ draw: number }) => number },
  { head: { zh: '现行', en: 'In force' }, of: ({ inForce }, { out }) => out.say(inForce ? drawTexts.yes : drawTexts.no) },
  { head: { zh: '种子与承诺相符', en: 'Seed fits' }, of: ({ seedFits }, { out }) => (seedFits === null ? out.say(drawTexts.sealed) : out.say(seedFits ? drawTexts.yes : drawTexts.no)) },
  { head: { zh: '重抽结果相同', en: 'Same when redrawn' }, of: ({ same }, { out }) => (same === null ? out.say(drawTexts.sealed) : out.say(same ? drawTexts.yes : drawTexts.no)) },
  { head: drawTexts.units, wrap: true, of: ({ recorded }) => recorded?.map(({ unit, inspectors }) => `${unit} (${inspectors.join(', ')})`).join('; ') },
  { head: drawTexts.seedHash, of: ({ seedHash }) => seedHash },
];

const differs = ({ draws, strayVisits }: Proof): boolean => draws.some(({ seedFits, same }) => seedFits === false || same === false) || (strayVisits ?? []).length > 0;

const proof = viewCommand<Proof>({
  path: 'campaigns proof',
  summary: { zh: '按日志重新抽取，核对结果；不一致时退出码为 5', en: 'Draw again from the facts and compare; a difference is exit code 5' },
  arguments: [campaignArgument],
  from: (call) => `${campaignPath(call)}/draw/proof`,
  text: ({ algorithm, steps, draws, strayVisits }, call) => {
    const { out } = call;
    const stray = strayVisits ?? [];
    return [
      pairs([[out.say(drawTexts.algorithm), algorithm], [out.say(drawTexts.steps), inLanguage(steps, call)]]), '', rowsTable(call, proofColumns, draws),
      ...(stray.length === 0 ? [] : ['', out.say(drawTexts.stray, { units: stray.map(({ unit, visit }) => `${unit} (${visit})`).join(', ') })]),
    ].join('\n');
  },
  exit: (found) => (differs(found) ? 'different' : undefined),
});

const unseal = actCommand({
  path: 'campaigns unseal',
  summary: { zh: '解封暗访抽取结果：公布种子和名单', en: 'Unseal a sample: its seed and what it drew are made public' },
  arguments: [campaignArgument],
  options: [
    textOption('--draw <NUMBER>', { zh: '第几次抽取', en: 'Number of the draw' }), textOption('--seed <HEX>', { zh: '种子；仅当封存库遗失时给出', en: 'The seed; only where the sealed store lost it' }),
    { ...fileOption, summary: { zh: '抽取次序、种子、名单（JSON：draw、seed、drawn）', en: 'Draw, seed and list (JSON: draw, seed, drawn)' } },
  ],
  request: (call) => ({ path: `${campaignPath(call)}/draw/unsealing`, body: contentOf(call, present({ draw: call.given.whole('--draw', 1, 10_000), seed: call.given.maybe('--seed') })) }),
  shows: campaignPath,
});

export const drawCommands: readonly CommandSpec[] = [draw, sample, proof, unseal];
