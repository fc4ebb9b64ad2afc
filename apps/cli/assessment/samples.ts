import type { Bilingual } from '#engine/kernel';
import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { authorityOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { drawTexts } from '../supervision/draw.js';
import { needed, textOption } from '../supervision/given-content.js';
import { pairs } from '../terminal/table.js';
import { roundArgument, roundPath } from './round-place.js';

interface ProvenSample {
  readonly sample: string;
  readonly count: number;
  readonly candidates: readonly string[];
  readonly algorithm: string;
  readonly team: readonly string[];
  readonly seedHash: string;
  readonly sealed: boolean;
  readonly seedFits: boolean | null;
  readonly drawn: readonly string[] | null;
  readonly same: boolean | null;
}

const samplePlace: readonly ArgumentSpec[] = [roundArgument, { name: 'SAMPLE', summary: { zh: '暗访名单编码', en: 'Code of the sample' } }];
const samplePath = (call: Call): string => `${roundPath(call)}${path`/samples/${call.given.text('SAMPLE')}`}`;

const seal = actCommand({
  path: 'samples seal', summary: { zh: '随机抽取暗访单位并封存名单', en: 'Draw units for unannounced checks and seal the list' },
  details: { zh: '种子由系统随机生成，任何人不能指定；封存期间只有核查人员能看名单。', en: 'The system draws the seed, nobody can choose it; while it is sealed only the team sees the list.' },
  arguments: samplePlace,
  options: [
    needed(textOption('--count <NUMBER>', { zh: '抽取多少单位', en: 'How many units' })), { flags: '--candidate <UNIT>', many: true, summary: { zh: '供抽取的单位；默认本轮全部单位', en: 'Unit to draw from; every unit of the round when absent' } },
    { flags: '--member <USER>', many: true, required: true, summary: { zh: '核查人员，两人以上；写作 USER 或 USER=UNIT（所属单位）', en: 'Who checks, two or more: USER, or USER=UNIT with the own unit' } },
  ],
  examples: ['zhiheng samples seal nanjing-2025 autumn --count 3 --member inspector-1=bureau --member inspector-2'],
  request: (call) => {
    const { given } = call;
    return { path: samplePath(call), body: present({ count: given.whole('--count', 1, 500), candidates: given.many('--candidate'), team: given.parted('--member', ['user', 'unit'], 1) }) };
  },
});

const open = actCommand({
  path: 'samples open', summary: { zh: '核查完成后启封暗访名单；提前启封须文号', en: 'Open a sealed sample once its units were checked; earlier under a document' }, arguments: samplePlace,
  options: [textOption('--seed <HEX>', { zh: '种子；仅当封存库遗失时给出', en: 'The seed; only where the sealed store lost it' }), { ...authorityOption, summary: { zh: '提前启封的依据文号', en: 'Number of the document for opening it early' } }],
  request: (call) => ({ path: `${samplePath(call)}/opening`, body: present({ seed: call.given.maybe('--seed'), document: call.given.maybe('--authority') }) }),
});

const show = viewCommand<{ readonly sample: string; readonly sealed: boolean; readonly seedHash: string; readonly units: readonly string[] }>({
  path: 'samples show', summary: { zh: '暗访名单（仅核查人员；封存期间记入访问日志）', en: 'The list of a sample, for its team; reading it is logged' }, arguments: samplePlace,
  from: (call) => `${samplePath(call)}/list`, moments: false,
  text: ({ sealed, seedHash, units }, { out }) => pairs([[out.say(drawTexts.sealed), out.say(sealed ? drawTexts.yes : drawTexts.no)], [out.say(drawTexts.seedHash), seedHash], [out.say(drawTexts.units), units.join(', ')]]),
});

const answer = (fits: boolean | null, { out }: Call): string => out.say(fits === null ? drawTexts.sealed : fits ? drawTexts.yes : drawTexts.no);
const columns: readonly ListColumn<ProvenSample>[] = [
  { head: { zh: '名单', en: 'Sample' }, of: ({ sample }) => sample },
  { head: { zh: '抽取', en: 'Drawn of' }, align: 'right', of: ({ count, candidates }) => `${count} / ${candidates.length}` },
  { head: { zh: '核查人员', en: 'Team' }, wrap: true, of: ({ team }) => team.join(', ') },
  { head: { zh: '种子与承诺相符', en: 'Seed fits' }, of: ({ seedFits }, call) => answer(seedFits, call) },
  { head: { zh: '重抽结果相同', en: 'Same when redrawn' }, of: ({ same }, call) => answer(same, call) },
  { head: drawTexts.units, wrap: true, of: ({ drawn }) => drawn?.join(', ') },
  { head: drawTexts.algorithm, of: ({ algorithm }) => algorithm },
  { head: drawTexts.seedHash, of: ({ seedHash }) => seedHash },
];

const proof = viewCommand<{ readonly steps: Bilingual; readonly samples: readonly ProvenSample[] }>({
  path: 'samples proof', summary: { zh: '暗访抽样及按种子重新抽取的核对；不一致时退出码为 5', en: 'Samples, drawn again where their seeds are public; a difference is exit code 5' }, arguments: [roundArgument],
  from: (call) => `${roundPath(call)}/samples`,
  text: ({ steps, samples }, call) => `${pairs([[call.out.say(drawTexts.steps), inLanguage(steps, call)]])}\n\n${rowsTable(call, columns, samples)}`,
  exit: ({ samples }) => (samples.some(({ seedFits, same }) => seedFits === false || same === false) ? 'different' : undefined),
});

export const sampleCommands: readonly CommandSpec[] = [seal, open, show, proof];
