import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { filledRows, RowsInput } from '../../acts/rows-input.js';
import { useTexts } from '../../language/texts.js';
import type { BodyOf } from '../../server/ask.js';
import { useUnitNames } from '../../show/unit-names.js';
import { campaignActTexts } from './act-words.js';
import { PersonInput } from './person-input.js';
import type { CampaignReply } from './plan-form.js';

type Text = ReturnType<typeof useTexts<typeof campaignActTexts.table>>;

/** The forms of the acts on a whole campaign. */
export function useCampaignForms(campaign: CampaignReply) {
  const t = useTexts(campaignActTexts);
  const path = { campaign: campaign.campaign };
  return { start: startForm(path, t), draw: drawForm(campaign, t), unseal: unsealForm(campaign, t), cancel: cancelForm(path, t) };
}

const startForm = (path: { campaign: string }, t: Text): ActForm<'POST /campaigns/:campaign/start'> => ({ route: 'POST /campaigns/:campaign/start', title: { zh: '启动督查', en: 'Start' }, path, effect: t('startEffect') });

const cancelForm = (path: { campaign: string }, t: Text): ActForm<'POST /campaigns/:campaign/cancellation'> => ({
  route: 'POST /campaigns/:campaign/cancellation', title: { zh: '取消督查', en: 'Cancel' }, path, reason: 'required', effect: t('cancelEffect'),
});

function drawForm({ campaign, units, team, unannounced, draws }: CampaignReply, t: Text): ActForm<'POST /campaigns/:campaign/draw'> {
  const again = draws.length > 0;
  return {
    route: 'POST /campaigns/:campaign/draw', title: again ? { zh: '再次抽取', en: 'Draw again' } : { zh: '双随机抽取', en: 'Draw at random' }, path: { campaign },
    effect: <>{t('drawEffect', { units: units.length, people: team.length })}{unannounced && <> {t('drawSealedEffect')}</>}</>,
    fields: [
      { name: 'count', label: { zh: '抽取单位数', en: 'Units to draw' }, kind: 'whole', half: true, required: true },
      { name: 'teamSize', label: { zh: '每个单位的督查人员数', en: 'Inspectors for each' }, kind: 'whole', half: true, required: true, first: 2 },
    ],
    ...(again ? { reason: 'required' as const } : {}),
  };
}

function unsealForm({ campaign, inForce }: CampaignReply, t: Text): ActForm<'POST /campaigns/:campaign/draw/unsealing'> {
  return { route: 'POST /campaigns/:campaign/draw/unsealing', title: { zh: '解封抽取结果', en: 'Lay the sample open' }, path: { campaign }, fixed: { draw: inForce }, effect: t('sealedEffect') };
}

/** Units that are inspected as far as known: those drawn, or all of the plan; and those visited all the same. */
function inspectedUnits({ units, draws, inForce, parts }: CampaignReply): readonly string[] {
  const drawn = draws.find(({ draw }) => draw === inForce)?.drawn?.map(({ unit }) => unit);
  const visited = parts.filter(({ visits }) => visits.length > 0).map(({ unit }) => unit);
  return [...new Set([...(drawn ?? units), ...visited])];
}

const claimColumns: readonly Field[] = [
  { name: 'item', label: { zh: '核查事项', en: 'Item' }, kind: 'text', required: true, maxLength: 200 },
  { name: 'claimed', label: { zh: '申报', en: 'Claimed' }, kind: 'text', required: true, maxLength: 500 },
  { name: 'verified', label: { zh: '核实', en: 'Verified' }, kind: 'text', required: true, maxLength: 500 },
  { name: 'remark', label: { zh: '备注', en: 'Remark' }, kind: 'text', maxLength: 1000 },
];

/** The form that records an on-site check. */
export function useVisitForm(campaign: CampaignReply, given?: string): ActForm<'POST /campaigns/:campaign/visits/:visit'> {
  const t = useTexts(campaignActTexts);
  const { team, draws, inForce, parts } = campaign;
  const units = inspectedUnits(campaign);
  const unit = given ?? units[0] ?? '';
  const people = team.map(({ user }) => ({ value: user, label: user }));
  const drawn = draws.find(({ draw }) => draw === inForce)?.drawn?.find((one) => one.unit === given)?.inspectors;
  const visit = `v-${parts.reduce((sum, { visits }) => sum + visits.length, 0) + 1}`;
  const refused = (values: Readonly<Record<string, unknown>>): boolean => values['refused'] === true;
  return {
    route: 'POST /campaigns/:campaign/visits/:visit', title: { zh: '登记实地核查', en: 'Record a visit' }, path: { campaign: campaign.campaign, visit }, wide: true, effect: t('visitEffect'),
    fields: [
      { name: 'unit', label: { zh: '单位', en: 'Unit' }, kind: 'unit', half: true, required: true, among: units, first: given },
      { name: 'date', label: { zh: '核查日期', en: 'Date' }, kind: 'date', half: true, required: true },
      { name: 'place', label: { zh: '地点', en: 'Place' }, kind: 'text', half: true, required: true, maxLength: 300 },
      { name: 'team', label: { zh: '核查人员（至少两人）', en: 'Checked by (two at least)' }, kind: 'choices', half: true, required: true, options: people, first: drawn },
      { name: 'substitution', label: { zh: '换人原因', en: 'Why others than drawn' }, kind: 'text', maxLength: 1000, help: { zh: '与抽取名单不同时必填。', en: 'Needed where others went than were drawn.' } },
      { name: 'claims', label: { zh: '申报与核实', en: 'Claimed and verified' }, kind: 'own', input: <RowsInput columns={claimColumns} add={{ zh: '添加事项', en: 'Add an item' }} />, first: [{}], help: { zh: '都是数字时自动计算差异。', en: 'Where both are numbers the difference is reckoned.' } },
      { name: 'observations', label: { zh: '现场情况', en: 'Observations' }, kind: 'area', maxLength: 10_000 },
      { name: 'photos', label: { zh: '照片和材料', en: 'Photos and papers' }, kind: 'evidence', evidenceUnit: unit },
      { name: 'refused', label: { zh: '被督查单位拒绝签字', en: 'The unit refused to sign' }, kind: 'flag' },
      { name: 'refusal', label: { zh: '拒绝签字的说明', en: 'What it said' }, kind: 'text', required: true, when: refused, maxLength: 500 },
      { name: 'signer', label: { zh: '单位签字人', en: 'Signed for the unit' }, kind: 'own', input: <PersonInput unit={given} />, required: true, when: (values) => !refused(values), help: { zh: '从在任人员中选择；其他人员输入人员编号。日志中不写姓名。', en: 'Choose who is in office; others by their reference. Names are not written into the log.' } },
    ],
    body: (values) => visitBody(values),
  };
}

function visitBody(values: Readonly<Record<string, unknown>>): BodyOf<'POST /campaigns/:campaign/visits/:visit'> {
  const text = (name: string): string => String(values[name] ?? '').trim();
  const team = (values['team'] as string[] | undefined) ?? [];
  return {
    unit: text('unit'), date: text('date'), place: text('place'), team, claims: filledRows(values['claims']) as never, photos: (values['photos'] as string[] | undefined) ?? [],
    ...(text('substitution') ? { substitution: text('substitution') } : {}), ...(text('observations') ? { observations: text('observations') } : {}),
    signatures: { team, unit: values['refused'] === true ? { refused: text('refusal') } : { signer: text('signer') } },
  };
}

/** The form that concludes a campaign, unit by unit. */
export function useConcludeForm(campaign: CampaignReply): ActForm<'POST /campaigns/:campaign/conclusion'> {
  const t = useTexts(campaignActTexts);
  const name = useUnitNames();
  const conclusionColumns: readonly Field[] = [
    { name: 'visited', label: { zh: '接受了督查', en: 'Inspected' }, kind: 'flag' },
    { name: 'facts', label: { zh: '查明的事实', en: 'Facts' }, kind: 'area', required: true, when: ({ visited }) => visited === true, maxLength: 10_000 },
    { name: 'conclusion', label: { zh: '结论', en: 'Conclusion' }, kind: 'area', required: true, when: ({ visited }) => visited === true, maxLength: 10_000 },
    { name: 'evidence', label: { zh: '证据', en: 'Evidence' }, kind: 'evidence', required: true, evidenceUnit: campaign.team.find(({ leader }) => leader)?.unit ?? campaign.units[0] ?? '', when: ({ visited }) => visited === true },
    { name: 'reason', label: { zh: '未督查的原因', en: 'Why it was not inspected' }, kind: 'text', required: true, when: ({ visited }) => visited !== true, maxLength: 2000 },
  ];
  return {
    route: 'POST /campaigns/:campaign/conclusion', title: { zh: '形成督查结论', en: 'Conclude' }, path: { campaign: campaign.campaign }, wide: true, effect: t('concludeEffect'),
    fields: [
      { name: 'summary', label: { zh: '督查总体情况', en: 'Summary' }, kind: 'area', required: true, maxLength: 10_000 },
      { name: 'conclusions', label: { zh: '逐单位结论', en: 'Unit by unit' }, kind: 'own', input: <RowsInput columns={conclusionColumns} fixedRows caption={({ unit }) => name(String(unit))} />, first: inspectedUnits(campaign).map((unit) => ({ unit, visited: true })) },
    ],
    body: (values) => {
      const rows = filledRows(values['conclusions']);
      const said = rows.filter(({ visited }) => visited === true);
      const left = rows.filter(({ visited }) => visited !== true);
      return {
        summary: String(values['summary'] ?? '').trim(),
        conclusions: said.map(({ unit, facts = '', conclusion = '', evidence = [] }) => ({ unit, facts, conclusion, evidence })) as never,
        notInspected: left.map(({ unit, reason = '' }) => ({ unit, reason })) as never,
      };
    },
  };
}
