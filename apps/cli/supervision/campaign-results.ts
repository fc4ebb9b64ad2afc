import { actCommand, present } from '../command-line/act.js';
import type { ArgumentSpec, Call, CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { reasonOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';
import { evidenceAddresses } from '../reporting/evidence.js';
import { campaignArgument, campaignPath } from './campaign-plans.js';
import { actingUnit, contentOf, evidenceOf, evidenceOption, fileContent, fileOption, filesUnit, filesUnitOption, inspectorsEvidence, needed, ownUnitOption, textOption } from './given-content.js';
import { objectionDecisionWords } from '../../words/supervision-words.js';

const unitArgument: ArgumentSpec = { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } };
const unitPath = (call: Call): string => `${campaignPath(call)}${path`/units/${call.given.text('UNIT')}`}`;

function signaturesOf(call: Call): Record<string, unknown> | undefined {
  const { given } = call;
  const [signer, refused] = [given.maybe('--signed-by'), given.maybe('--not-signed')];
  if (signer !== undefined && refused !== undefined) throw badUsage('together', { name: '--signed-by, --not-signed' });
  if (signer === undefined && refused === undefined) return undefined;
  return { team: given.has('--member') ? given.many('--member') : (fileContent(call)?.['team'] ?? []), unit: signer === undefined ? { refused } : { signer } };
}

const visit = actCommand({
  path: 'campaigns visit',
  summary: { zh: '记录实地核查：申报与核实、照片、双方签字', en: 'Record an on-site check: claimed and verified, photos, signatures of both sides' },
  arguments: [campaignArgument, { name: 'VISIT', summary: { zh: '核查记录编码', en: 'Code of the visit' } }, unitArgument],
  options: [
    fileOption, textOption('--date <DATE>', { zh: '核查日期', en: 'Day of the visit' }),
    { flags: '--member <USER>', many: true, summary: { zh: '到场并签字的督查人员', en: 'Inspector who went, and signs' } }, textOption('--place <TEXT>', { zh: '地点', en: 'Place' }),
    textOption('--substitution <TEXT>', { zh: '非抽中人员到场的原因', en: 'Why others than those drawn went' }),
    { flags: '--claim <CLAIM>', many: true, summary: { zh: '核查项目：ITEM=CLAIMED=VERIFIED', en: 'What was checked: ITEM=CLAIMED=VERIFIED' } },
    textOption('--observations <TEXT>', { zh: '核查情况', en: 'What was seen' }),
    { ...evidenceOption, summary: { zh: '照片等材料：文件（先上传）或 SHA-256', en: 'Photo or other file, uploaded first, or a SHA-256' } }, filesUnitOption,
    textOption('--signed-by <PERSON>', { zh: '单位签字人（人员编号）', en: 'Who signed for the unit (reference of the person)' }),
    textOption('--not-signed <REASON>', { zh: '单位拒签及原因', en: 'That the unit did not sign, and why' }),
  ],
  request: async (call) => {
    const { given } = call;
    const options = {
      unit: given.text('UNIT'), date: given.date('--date'), team: given.many('--member'), substitution: given.maybe('--substitution'), place: given.maybe('--place'),
      claims: given.parted('--claim', ['item', 'claimed', 'verified']), observations: given.maybe('--observations'), photos: await inspectorsEvidence(call), signatures: signaturesOf(call),
    };
    return { path: `${campaignPath(call)}${path`/visits/${given.text('VISIT')}`}`, body: contentOf(call, options) };
  },
  shows: campaignPath,
});

/** Conclusions of a file; files that it names as evidence are uploaded. */
async function concluded(call: Call): Promise<readonly unknown[] | undefined> {
  const conclusions = fileContent(call)?.['conclusions'];
  if (!Array.isArray(conclusions)) return undefined;
  const done: unknown[] = [];
  for (const one of conclusions as readonly { readonly evidence?: unknown }[]) {
    const files = Array.isArray(one?.evidence) ? one.evidence.map(String) : [];
    done.push(files.length === 0 ? one : { ...one, evidence: await evidenceAddresses(call, await filesUnit(call), files) });
  }
  return done;
}

const conclude = actCommand({
  path: 'campaigns conclude',
  summary: { zh: '形成督查结论：逐单位写明事实、证据和结论', en: 'Conclude a campaign: facts, evidence and conclusion for each unit' },
  details: {
    zh: '文件为 JSON：summary、conclusions（unit、facts、conclusion、evidence）、notInspected（unit、reason）。evidence 写文件名（先上传）或 SHA-256。',
    en: 'The file is JSON: summary, conclusions (unit, facts, conclusion, evidence), notInspected (unit, reason). Evidence names files, uploaded first, or SHA-256 addresses.',
  },
  arguments: [campaignArgument],
  options: [
    needed(fileOption), textOption('--summary <TEXT>', { zh: '总体情况', en: 'Summary' }),
    { flags: '--not-inspected <UNIT=REASON>', many: true, summary: { zh: '未督查的单位及原因', en: 'A unit that was not looked at, and why' } }, filesUnitOption,
  ],
  request: async (call) => {
    const { given } = call;
    const options = { summary: given.maybe('--summary'), conclusions: await concluded(call), notInspected: given.parted('--not-inspected', ['unit', 'reason']) };
    return { path: `${campaignPath(call)}/conclusion`, body: contentOf(call, options) };
  },
  shows: campaignPath,
});

const feedBack = actCommand({
  path: 'campaigns feed-back', summary: { zh: '向单位反馈督查结论；自反馈之日起三十日内可提出异议', en: 'Feed the conclusion back to a unit, which has thirty days to object' },
  arguments: [campaignArgument, unitArgument], options: [textOption('--document <NUMBER>', { zh: '反馈文号', en: 'Number of the document' })],
  request: (call) => ({ path: `${unitPath(call)}/feedback`, body: present({ document: call.given.maybe('--document') }) }),
  shows: campaignPath,
});

const object = actCommand({
  path: 'campaigns object', summary: { zh: '对督查结论提出异议（反馈之日起三十日内）', en: 'Object to a conclusion, within thirty days of its feedback' },
  arguments: [campaignArgument], options: [ownUnitOption, { ...reasonOption, required: true }, evidenceOption],
  request: async (call) => ({
    path: `${campaignPath(call)}${path`/units/${await actingUnit(call)}/objection`}`, body: present({ reason: call.given.text('--reason'), evidence: await evidenceOf(call) }),
  }),
  shows: campaignPath,
});

const decide = actCommand({
  path: 'campaigns decide', summary: { zh: '复核异议：维持、更正或撤销（原督查人员回避）', en: 'Decide an objection: uphold, amend or revoke, by others than the original staff' },
  arguments: [campaignArgument, unitArgument],
  options: [
    { flags: '--decision <DECISION>', required: true, choices: Object.keys(objectionDecisionWords), summary: { zh: '维持、更正或撤销', en: 'Uphold, amend or revoke' } }, { ...reasonOption, required: true },
    textOption('--facts <TEXT>', { zh: '更正后的事实', en: 'The facts as amended' }), textOption('--conclusion <TEXT>', { zh: '更正后的结论', en: 'The conclusion as amended' }), evidenceOption, filesUnitOption,
  ],
  request: async (call) => {
    const { given } = call;
    const decision = given.text('--decision');
    const conclusion = decision === 'amended' ? present({ facts: given.maybe('--facts'), conclusion: given.maybe('--conclusion'), evidence: await inspectorsEvidence(call) }) : undefined;
    return { path: `${unitPath(call)}/objection/decision`, body: present({ decision, reason: given.text('--reason'), conclusion }) };
  },
  shows: campaignPath,
});

export const campaignResultCommands: readonly CommandSpec[] = [visit, conclude, feedBack, object, decide];
