import type { Bilingual } from '#engine/kernel';
import { hashOfText, openNote, parseVerifierKey, readCheckpoint, sha256Tree, verifyInclusion } from '#engine/ledger';
import { commandSpec, type Call, type CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { momentOptions, momentQuery, planOption, yearOf, yearOption } from '../command-line/usual-options.js';
import { path, type Query } from '../connection/api.js';
import { runOf, runOption, unitPlace } from '../assessment/round-place.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';

interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly proof: readonly string[];
}

interface Fact {
  readonly position: number;
  readonly title: Bilingual;
  readonly person: string;
  readonly unit: string | null;
  readonly role: string | null;
  readonly recordedAt: string;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly evidence: readonly string[];
}

interface Ground extends Fact {
  readonly matches: boolean;
  readonly related: readonly Fact[];
  readonly proof: Inclusion | null;
}

interface Explanation {
  readonly sheet: { readonly unit: string; readonly total: { readonly published: string | null } };
  readonly hash: string;
  readonly grounds: readonly Ground[];
  readonly checkpoint: { readonly size: number; readonly root: string; readonly note: string } | null;
  readonly unproven: readonly number[];
}

interface Keys {
  readonly keys: readonly { readonly key: string }[];
}

export const proofTexts = {
  holds: { zh: '已证明', en: 'proven' }, fails: { zh: '证明不成立', en: 'proof fails' }, waiting: { zh: '尚无检查点覆盖', en: 'no checkpoint covers it yet' }, differs: { zh: '与得分表所引不符', en: 'not what the sheet cites' },
  score: { zh: '得分', en: 'Score' }, sheet: { zh: '得分表指纹', en: 'Hash of the sheet' }, facts: { zh: '依据事件', en: 'Facts behind it' }, checkpoint: { zh: '检查点', en: 'Checkpoint' },
  summary: { zh: '{all} 项，{proven} 项在本机核验成立，{waiting} 项尚待检查点', en: '{all}, of which {proven} verified here and {waiting} wait for a checkpoint' },
  signed: { zh: '{size} 个事件，签名有效', en: '{size} events, its signature holds' }, unsigned: { zh: '签名无效', en: 'its signature does not hold' }, none: { zh: '尚无', en: 'none yet' },
  event: { zh: '位置 {position} 的事件在 {size} 个事件的账本中：{verdict}', en: 'The event at position {position} in the ledger of {size} events: {verdict}' },
} as const;

/** Whether a note is signed by one of the ledger's keys: checked here, not believed. */
const holds = (note: string, { keys }: Keys): boolean => {
  const { verified, wrong } = openNote(note, keys.map(({ key }) => parseVerifierKey(key)));
  return verified.length > 0 && wrong.length === 0;
};

/** Whether a proof leads to the root of a note. */
function proves({ index, size, leaf, proof }: Inclusion, note: string): boolean {
  const [hash, steps] = [hashOfText(leaf), proof.map(hashOfText)];
  const { size: covered, root } = readCheckpoint(note);
  return hash !== undefined && covered === size && steps.every((step) => step !== undefined) && verifyInclusion(sha256Tree, { size, index, leaf: hash, proof: steps as Buffer[], root });
}

const verdictOf = ({ matches, proof }: Ground, note: string | undefined): keyof typeof proofTexts => (!matches ? 'differs' : !proof || note === undefined ? 'waiting' : proves(proof, note) ? 'holds' : 'fails');

async function showExplanation(call: Call, from: string, query: Query): Promise<'different' | undefined> {
  const { api, out } = call;
  const [found, keys] = [await api.get<Explanation>(from, query), await api.get<Keys>('/ledger')];
  const { sheet, hash, grounds, checkpoint } = found;
  const signed = checkpoint !== null && holds(checkpoint.note, keys);
  const verdicts = grounds.map((ground) => verdictOf(ground, checkpoint?.note));
  const count = (verdict: keyof typeof proofTexts): number => verdicts.filter((one) => one === verdict).length;
  const columns: readonly ListColumn<Ground>[] = [
    { head: { zh: '位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
    { head: { zh: '事实', en: 'Fact' }, wrap: true, of: ({ title }, { out: { language } }) => title[language] },
    { head: { zh: '经办', en: 'By' }, of: ({ person, unit, role }) => `${person}${unit === null && role === null ? '' : inBrackets([unit, role].filter((text) => text !== null).join(' '), out.language)}` },
    { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
    { head: { zh: '依据', en: 'Grounds' }, wrap: true, of: ({ reason, authority }) => [authority, reason].filter((text) => text !== null).join(' ') },
    { head: { zh: '佐证', en: 'Evidence' }, of: ({ evidence }) => evidence.map((sha256) => sha256.slice(0, 12)).join(' ') },
    { head: { zh: '同事项', en: 'Same matter' }, wrap: true, of: ({ related }, inCall) => related.map(({ position, title }) => `${position} ${inLanguage(title, inCall)}`).join(' · ') },
    { head: { zh: '账本', en: 'Ledger' }, of: (ground) => out.say(proofTexts[verdictOf(ground, checkpoint?.note)]) },
  ];
  await out.result({ ...found, signed, verdicts }, () => `${pairs([
    [out.say(proofTexts.score), `${sheet.unit} ${sheet.total.published ?? '—'}`], [out.say(proofTexts.sheet), hash],
    [out.say(proofTexts.facts), out.say(proofTexts.summary, { all: grounds.length, proven: count('holds'), waiting: count('waiting') })],
    [out.say(proofTexts.checkpoint), checkpoint === null ? out.say(proofTexts.none) : signed ? out.say(proofTexts.signed, { size: checkpoint.size }) : out.say(proofTexts.unsigned)],
  ], '  ')}\n\n${rowsTable(call, columns, grounds)}`);
  return count('fails') + count('differs') > 0 || (checkpoint !== null && !signed) ? 'different' : undefined;
}

const score = commandSpec({
  path: 'proofs score', summary: { zh: '得分追溯到底：每项依据的事件、经办人、佐证、更正，并在本机核验账本证明', en: 'A score to its end: every fact behind it, who, evidence, corrections, with proofs verified here' },
  arguments: [{ name: 'GROUP', summary: { zh: '考核分组', en: 'Group' } }, { name: 'UNIT', summary: { zh: '单位', en: 'Unit' } }], options: [planOption, yearOption, ...momentOptions],
  examples: ['zhiheng proofs score districts xuanwu --as leader'],
  run: async (call) => showExplanation(call, path`/history/explanations/scores/${call.given.text('--plan')}/${String(await yearOf(call))}/${call.given.text('GROUP')}/${call.given.text('UNIT')}`, momentQuery(call)),
});

const result = commandSpec({
  path: 'proofs result', summary: { zh: '考核结果追溯到底，并在本机核验账本证明', en: 'A result of a round to its end, with proofs verified here' },
  arguments: unitPlace, options: [runOption],
  examples: ['zhiheng proofs result 2024-districts xuanwu --as leader'],
  run: (call) => showExplanation(call, path`/history/explanations/rounds/${call.given.text('ROUND')}/${call.given.text('UNIT')}`, { run: runOf(call) }),
});

const event = commandSpec({
  path: 'proofs event', summary: { zh: '一个事件的账本证明，在本机核验', en: 'Inclusion proof of one event, verified here' },
  arguments: [{ name: 'POSITION', summary: { zh: '日志位置', en: 'Log position' } }],
  options: [{ flags: '--size <SIZE>', summary: { zh: '对哪个检查点；默认为覆盖它的第一个', en: 'Against which checkpoint; the first that covers it when absent' } }],
  run: async ({ api, given, out }) => {
    const [found, keys] = [await api.get<Inclusion & { readonly position: number; readonly checkpoint: { readonly note: string } | null }>(path`/ledger/inclusion/${given.text('POSITION')}`, { size: given.whole('--size', 1) }), await api.get<Keys>('/ledger')];
    const { checkpoint, position, size } = found;
    const verdict = checkpoint === null ? 'waiting' : holds(checkpoint.note, keys) && proves(found, checkpoint.note) ? 'holds' : 'fails';
    await out.result({ ...found, verdict }, () => out.say(proofTexts.event, { position, size, verdict: out.say(proofTexts[verdict]) }));
    return verdict === 'fails' ? 'different' : undefined;
  },
});

export const proofCommands: readonly CommandSpec[] = [score, result, event];
