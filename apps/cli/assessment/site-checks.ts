import { actCommand } from '../command-line/act.js';
import type { Call, CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { contentOf, evidenceOption, fileOption, filesUnitOption, inspectorsEvidence, textOption } from '../supervision/given-content.js';
import { inBrackets } from '../terminal/punctuation.js';
import { checkedItems } from './claim-tables.js';
import { unitPath, unitPlace } from './round-place.js';
import { claimText } from './self-assessment.js';

type Claim = Parameters<typeof claimText>[0];

interface SiteCheck {
  readonly check: string;
  readonly on: string;
  readonly place: string;
  readonly unannounced: boolean;
  readonly team: readonly string[];
  readonly recusals: readonly { readonly user: string; readonly reason: string }[];
  readonly items: readonly { readonly node: string; readonly claimed: Claim; readonly verified: Claim; readonly difference?: string; readonly remark?: string }[];
  readonly signatures: { readonly both?: true; readonly refused?: string };
}

export const siteCheckTexts = {
  unannounced: { zh: '暗访', en: 'unannounced' }, bothSigned: { zh: '双方签字', en: 'both sides signed' }, refused: { zh: '单位拒签：{reason}', en: 'the unit did not sign: {reason}' },
  recused: { zh: '回避：{who}', en: 'recused: {who}' }, none: { zh: '没有实地核查记录。', en: 'There are no site checks.' },
} as const;

function signaturesOf({ given }: Call): Record<string, unknown> | undefined {
  const [both, refused] = [given.has('--both-signed'), given.maybe('--not-signed')];
  if (both && refused !== undefined) throw badUsage('together', { name: '--both-signed, --not-signed' });
  if (both) return { both: true };
  return refused === undefined ? undefined : { refused };
}

/** What was found, from a table or from options. @throws CliProblem */
function itemsOf({ given }: Call): readonly Record<string, unknown>[] {
  const table = given.has('--items') ? checkedItems(given.text('--items')) : [];
  const found = (name: string, field: 'value' | 'level') => given.parted(name, ['node', field]).map(({ node, ...verified }) => ({ node, verified }));
  const counted = new Map<string, Record<string, string>>();
  for (const { node, item, count } of given.parted('--counted', ['node', 'item', 'count'])) counted.set(node!, { ...counted.get(node!), [item!]: count! });
  return [...table, ...found('--figure', 'value'), ...found('--level', 'level'), ...[...counted].map(([node, counts]) => ({ node, verified: { counts } }))];
}

const record = actCommand({
  path: 'site-checks record', summary: { zh: '登记实地核查：核定值、回避和双方签字；申报值和差额由系统带出', en: 'Record a site check: what was verified, recusals, both signatures; what was claimed and the difference are found by the system' },
  arguments: [...unitPlace, { name: 'CHECK', summary: { zh: '核查记录编码', en: 'Code of the check' } }],
  options: [
    fileOption, textOption('--on <DATE>', { zh: '核查日期', en: 'Day of the check' }), textOption('--place <TEXT>', { zh: '地点', en: 'Place' }), textOption('--unannounced', { zh: '暗访', en: 'Without notice' }),
    textOption('--sample <SAMPLE>', { zh: '所属暗访名单', en: 'Sample that drew the unit' }),
    { flags: '--member <USER>', many: true, summary: { zh: '核查人员，两人以上；写作 USER 或 USER=UNIT（所属单位）', en: 'Who checked, two or more: USER, or USER=UNIT with the own unit' } },
    { flags: '--recuse <USER=REASON>', many: true, summary: { zh: '回避的人员及原因', en: 'Who was recused, and why' } },
    textOption('--items <FILE>', { zh: '核定结果（CSV：node、value、level、counts、remark）', en: 'What was found (CSV: node, value, level, counts, remark)' }),
    { flags: '--figure <NODE=VALUE>', many: true, summary: { zh: '核定的数值', en: 'A figure as verified' } }, { flags: '--level <NODE=LEVEL>', many: true, summary: { zh: '核定的等级', en: 'A level as verified' } },
    { flags: '--counted <NODE=ITEM=COUNT>', many: true, summary: { zh: '核定的项数', en: 'Items as counted' } }, evidenceOption, filesUnitOption,
    textOption('--both-signed', { zh: '双方签字', en: 'Both sides signed' }), textOption('--not-signed <REASON>', { zh: '单位拒签及原因', en: 'That the unit did not sign, and why' }),
  ],
  examples: ['zhiheng site-checks record nanjing-2025 xuanwu c-1 --on 2026-02-03 --place hall --member inspector-1 --member inspector-2 --figure patents=21 --both-signed'],
  request: async (call) => {
    const { given } = call;
    const options = {
      on: given.date('--on'), place: given.maybe('--place'), unannounced: given.has('--unannounced') ? true : undefined, sample: given.maybe('--sample'), team: given.parted('--member', ['user', 'unit'], 1),
      recusals: given.parted('--recuse', ['user', 'reason']), items: itemsOf(call), evidence: await inspectorsEvidence(call), signatures: signaturesOf(call),
    };
    return { path: `${unitPath(call)}${path`/site-checks/${given.text('CHECK')}`}`, body: contentOf(call, options) };
  },
  shows: (call) => `${unitPath(call)}/site-checks`,
});

const columns: readonly ListColumn<SiteCheck['items'][number]>[] = [
  { head: { zh: '项目', en: 'Item' }, of: ({ node }) => node },
  { head: { zh: '申报', en: 'Claimed' }, of: ({ claimed }) => claimText(claimed) },
  { head: { zh: '核定', en: 'Verified' }, of: ({ verified }) => claimText(verified) },
  { head: { zh: '差额', en: 'Difference' }, align: 'right', of: ({ difference }) => difference },
  { head: { zh: '备注', en: 'Remark' }, wrap: true, of: ({ remark }) => remark },
];

function checkText(call: Call, { check, on, place, unannounced, team, recusals, items, signatures }: SiteCheck): string {
  const { out } = call;
  const t = siteCheckTexts;
  const about = [
    on, place, team.join(', '), ...(unannounced ? [out.say(t.unannounced)] : []), ...(recusals.length === 0 ? [] : [out.say(t.recused, { who: recusals.map(({ user, reason }) => `${user} ${reason}`).join(', ') })]),
    signatures.refused === undefined ? out.say(t.bothSigned) : out.say(t.refused, { reason: signatures.refused }),
  ];
  return `${out.style.bold(check)}${inBrackets(about.join(' · '), out.language)}\n${rowsTable(call, columns, items)}`;
}

const list = viewCommand<{ readonly checks: readonly SiteCheck[] }>({
  path: 'site-checks list', summary: { zh: '一个单位的实地核查记录', en: 'Site checks of a unit' }, arguments: unitPlace, from: (call) => `${unitPath(call)}/site-checks`,
  text: ({ checks }, call) => (checks.length === 0 ? call.out.say(siteCheckTexts.none) : checks.map((check) => checkText(call, check)).join('\n\n')),
});

export const siteCheckCommands: readonly CommandSpec[] = [record, list];
