import { campaignMeansWords, campaignTypeWords } from '../../../words/supervision-words.js';
import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { filledRows, RowsInput } from '../../acts/rows-input.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useTexts } from '../../language/texts.js';
import type { BodyOf, ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { optionsOf } from '../../show/facts.js';
import { campaignActTexts } from './act-words.js';
import { UnitsInput } from './units-input.js';
import { useKnownInspectors, UserInput } from './users-input.js';

export type CampaignReply = ReplyOf<'GET /campaigns/:campaign'>;
type Values = Readonly<Record<string, unknown>>;
type Content = BodyOf<'POST /campaigns/:campaign'>;

const teamColumns: readonly Field[] = [
  { name: 'user', label: { zh: '人员账号', en: 'Account' }, kind: 'own', input: <UserInput />, required: true },
  { name: 'unit', label: { zh: '所在单位', en: 'Own unit' }, kind: 'unit' },
  { name: 'leader', label: { zh: '组长', en: 'Leader' }, kind: 'flag' },
];
const recusalColumns: readonly Field[] = [
  { name: 'user', label: { zh: '人员账号', en: 'Account' }, kind: 'own', input: <UserInput />, required: true },
  { name: 'unit', label: { zh: '对哪个单位回避', en: 'For which unit' }, kind: 'unit', required: true },
  { name: 'reason', label: { zh: '原因', en: 'Reason' }, kind: 'text', required: true, maxLength: 500 },
];

/** What was typed as a plan of the server's shape. */
function contentOf(values: Values, plan: string): Content {
  const measures = values['measures'] as number[] | undefined;
  const follows = { campaign: values['follows.campaign'] as string | undefined, findings: values['follows.findings'] as string[] | undefined };
  return {
    type: values['type'] as Content['type'], title: String(values['title'] ?? '').trim(), planItem: String(values['planItem'] ?? '').trim(),
    ...(measures?.length ? { plan, measures: [...measures] } : {}), units: (values['units'] as string[] | undefined) ?? [],
    ...(values['type'] === 'follow-up' ? { follows: { ...(follows.campaign ? { campaign: follows.campaign } : {}), findings: follows.findings ?? [] } } : {}),
    team: filledRows(values['team']).map(({ leader, ...member }) => ({ ...member, ...(leader === true ? { leader: true } : {}) })) as Content['team'],
    recusals: filledRows(values['recusals']) as Content['recusals'],
    from: String(values['from'] ?? ''), to: String(values['to'] ?? ''), means: (values['means'] as Content['means'] | undefined) ?? [], content: String(values['content'] ?? '').trim(),
    unannounced: values['unannounced'] === true,
  };
}

/** The fields of a plan; with what a plan says already. */
function usePlanFields(given: CampaignReply | undefined): readonly Field[] {
  const { plan } = usePlanYear();
  const known = useKnownInspectors();
  const [[user, unit] = ['', null]] = [...known];
  const { data: measures } = useView('GET /plans/:plan/measures', { path: { plan: given?.plan ?? plan }, query: { limit: 200 } }, { now: true, enabled: plan !== '' });
  const { data: campaigns } = useView('GET /campaigns', { query: { limit: 100 } }, { now: true });
  const { data: findings } = useView('GET /findings', { query: { limit: 200 } }, { now: true });
  const follow = (values: Values): boolean => values['type'] === 'follow-up';
  return [
    { name: 'type', label: { zh: '类型', en: 'Type' }, kind: 'choice', half: true, required: true, options: optionsOf(campaignTypeWords), first: given?.type ?? 'routine' },
    { name: 'planItem', label: { zh: '年度计划编号', en: 'Item of the yearly plan' }, kind: 'text', half: true, required: true, maxLength: 100, first: given?.planItem, help: { zh: '督查检查考核年度计划中的条目；未列入年度计划的不得开展。', en: 'The item of the yearly plan of inspections; what is not on it is not inspected.' } },
    { name: 'title', label: { zh: '名称', en: 'Title' }, kind: 'text', required: true, maxLength: 200, first: given?.title },
    { name: 'units', label: { zh: '督查单位', en: 'Units' }, kind: 'own', required: true, input: <UnitsInput />, first: given?.units },
    { name: 'from', label: { zh: '开始日期', en: 'From' }, kind: 'date', half: true, required: true, first: given?.from },
    { name: 'to', label: { zh: '结束日期', en: 'To' }, kind: 'date', half: true, required: true, first: given?.to },
    { name: 'means', label: { zh: '督查方式', en: 'Means' }, kind: 'choices', half: true, required: true, options: optionsOf(campaignMeansWords), first: given?.means ?? ['on-site'] },
    { name: 'content', label: { zh: '督查内容', en: 'What is inspected' }, kind: 'area', required: true, maxLength: 10_000, first: given?.content },
    { name: 'measures', label: { zh: '对应措施', en: 'Measures of the plan' }, kind: 'choices', options: (measures?.items ?? []).map(({ no, title }) => ({ value: no as unknown as string, label: `${no}. ${title}` })), first: given?.measures },
    { name: 'follows.campaign', label: { zh: '回头看哪次督查', en: 'Which campaign it follows' }, kind: 'choice', when: follow, options: (campaigns?.items ?? []).map(({ campaign, title }) => ({ value: campaign, label: title })), first: given?.follows?.campaign ?? undefined },
    { name: 'follows.findings', label: { zh: '回头看哪些问题', en: 'Which findings it follows' }, kind: 'choices', when: follow, options: (findings?.items ?? []).map(({ finding, number, title }) => ({ value: finding, label: `${number} ${title}` })), first: given?.follows?.findings },
    { name: 'unannounced', label: { zh: '暗访', en: 'Unannounced' }, kind: 'flag', suffix: '', first: given?.unannounced ?? false, help: { zh: '不事先告知；抽取结果封存，解封后公布。', en: 'Not told beforehand; what is drawn stays sealed until it is laid open.' } },
    { name: 'team', label: { zh: '督查组（至少两人，一名组长）', en: 'Team (two at least, one leader)' }, kind: 'own', required: true, input: <RowsInput columns={teamColumns} add={{ zh: '添加人员', en: 'Add somebody' }} />, first: given ? given.team.map(({ user: one, unit: of, leader }) => ({ user: one, ...(of ? { unit: of } : {}), ...(leader ? { leader } : {}) })) : [{ user, ...(unit ? { unit } : {}), leader: true }, {}] },
    { name: 'recusals', label: { zh: '回避', en: 'Recusals' }, kind: 'own', help: { zh: '对所在单位自动回避，不必填写；这里写曾任职、亲属任职等情形。', en: 'Nobody acts for the own unit anyhow; write down other reasons, such as former posts or kin.' }, input: <RowsInput columns={recusalColumns} add={{ zh: '添加回避', en: 'Add a recusal' }} />, first: given?.recusals ?? [] },
  ];
}

/** The form that plans a campaign. */
export function usePlanForm(campaign: string, onDone: () => void): ActForm<'POST /campaigns/:campaign'> {
  const t = useTexts(campaignActTexts);
  const { plan } = usePlanYear();
  return {
    route: 'POST /campaigns/:campaign', title: { zh: '督查立项', en: 'Plan a campaign' }, confirm: { zh: '立项', en: 'Plan it' }, path: { campaign }, wide: true,
    fields: usePlanFields(undefined), effect: t('planEffect'), body: (values) => contentOf(values, plan), onDone,
  };
}

/** The form that revises a plan before the campaign starts. */
export function useReviseForm(given: CampaignReply): ActForm<'POST /campaigns/:campaign/revision'> {
  const t = useTexts(campaignActTexts);
  const { plan } = usePlanYear();
  return {
    route: 'POST /campaigns/:campaign/revision', title: { zh: '调整方案', en: 'Revise the plan' }, path: { campaign: given.campaign }, wide: true,
    fields: usePlanFields(given), reason: 'required', effect: t('reviseEffect'), body: (values) => contentOf(values, given.plan ?? plan),
  };
}
