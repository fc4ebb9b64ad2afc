import { reviewVerdictWords, rewardLevelWords } from '../../../words/supervision-words.js';
import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { usePerson } from '../../frame/person.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { optionsOf } from '../../show/facts.js';
import { rewardTexts } from './reward-texts.js';

export type RewardReply = ReplyOf<'GET /rewards/:reward'>;
type Say = ReturnType<typeof useTexts<typeof rewardTexts.table>>;
type Path = { readonly reward: string };

/** The form that brings a unit forward; also anew, after the review returned it. */
export function useNominateForm(reward: string, given?: RewardReply, onDone?: (reward: string) => void): ActForm<'POST /rewards'> {
  const t = useTexts(rewardTexts);
  const { plan, year } = usePlanYear();
  const person = usePerson();
  const { unitsOf } = usePermissions();
  const { data: measures } = useView('GET /plans/:plan/measures', { path: { plan }, query: { limit: 200 } }, { now: true, enabled: plan !== '' });
  const units = unitsOf('POST /rewards');
  return {
    route: 'POST /rewards', title: given ? { zh: '重新提名', en: 'Nominate anew' } : { zh: '自荐或提名', en: 'Nominate' }, wide: true, effect: t('nominateEffect'),
    fixed: { plan, reward }, onDone: (answer) => onDone?.(answer.reward),
    fields: [
      { name: 'unit', label: { zh: '单位', en: 'Unit' }, kind: 'unit', half: true, required: true, among: given ? [given.unit] : units, first: given?.unit ?? (units === 'all' ? undefined : (person?.unit ?? units[0])) },
      { name: 'year', label: { zh: '年度', en: 'Year' }, kind: 'whole', half: true, required: true, first: given?.year ?? Number(year) },
      { name: 'level', label: { zh: '级别', en: 'Level' }, kind: 'choice', half: true, required: true, options: optionsOf(rewardLevelWords), first: given?.level ?? 'municipal' },
      { name: 'policyItem', label: { zh: '激励事项', en: 'Policy item' }, kind: 'text', required: true, maxLength: 200, first: given?.policyItem ?? '推进质量工作成效突出、改革创新成效明显' },
      { name: 'measure', label: { zh: '对应措施', en: 'Measure' }, kind: 'choice', half: true, options: (measures?.items ?? []).map(({ no, title }) => ({ value: no as unknown as string, label: `${no}. ${title}` })), first: given?.measure ?? undefined },
      { name: 'grounds', label: { zh: '主要事迹', en: 'Grounds' }, kind: 'area', required: true, maxLength: 4000, first: given?.grounds },
      { name: 'evidence', label: { zh: '证明材料', en: 'Evidence' }, kind: 'evidence', required: true, evidenceUnit: given?.unit ?? person?.unit ?? '', first: given?.evidence.map(({ sha256 }) => sha256) },
      { name: 'form', label: { zh: '建议激励方式', en: 'Form asked for' }, kind: 'text', half: true, maxLength: 200, first: given?.form ?? undefined },
    ],
  };
}

/** The forms of the acts on a reward. */
export function useRewardForms(data: RewardReply) {
  const t = useTexts(rewardTexts);
  const path = { reward: data.reward };
  return { ...upwards(path, t), ...decisions(path, t), object: useObjectForm(data.reward) };
}

function upwards(path: Path, t: Say) {
  const review: ActForm<'POST /rewards/:reward/review'> = {
    route: 'POST /rewards/:reward/review', title: { zh: '初审', en: 'Review' }, path, effect: t('reviewEffect'),
    fields: [
      { name: 'verdict', label: { zh: '初审结果', en: 'Verdict' }, kind: 'choice', required: true, options: optionsOf(reviewVerdictWords) },
      { name: 'opinion', label: { zh: '初审意见', en: 'Opinion' }, kind: 'area', required: true, maxLength: 2000 },
    ],
  };
  const recommend: ActForm<'POST /rewards/:reward/recommendation'> = {
    route: 'POST /rewards/:reward/recommendation', title: { zh: '推荐申报', en: 'Recommend' }, path, effect: t('recommendEffect'),
    fields: [
      { name: 'to', label: { zh: '报送单位', en: 'To' }, kind: 'text', half: true, required: true, maxLength: 200 },
      { name: 'document', label: { zh: '申报文号', en: 'Document' }, kind: 'text', required: true, maxLength: 200 },
    ],
  };
  const publicise: ActForm<'POST /rewards/:reward/publicity'> = {
    route: 'POST /rewards/:reward/publicity', title: { zh: '公示', en: 'Publicise' }, path, effect: t('publiciseEffect'),
    fields: [
      { name: 'from', label: { zh: '公示开始', en: 'From' }, kind: 'date', half: true, required: true },
      { name: 'to', label: { zh: '公示结束', en: 'To' }, kind: 'date', half: true, required: true },
      { name: 'where', label: { zh: '公示地点', en: 'Where' }, kind: 'text', required: true, first: '市市场监管局网站', maxLength: 200 },
    ],
  };
  const withdraw: ActForm<'POST /rewards/:reward/withdrawal'> = { route: 'POST /rewards/:reward/withdrawal', title: { zh: '撤回提名', en: 'Withdraw' }, path, reason: 'required', effect: t('withdrawEffect') };
  return { review, recommend, publicise, withdraw };
}

function decisions(path: Path, t: Say) {
  const grant: ActForm<'POST /rewards/:reward/grant'> = {
    route: 'POST /rewards/:reward/grant', title: { zh: '登记获激励', en: 'Record the grant' }, path, effect: t('grantEffect'),
    fields: [
      { name: 'document', label: { zh: '文号', en: 'Document' }, kind: 'text', required: true, maxLength: 200 },
      { name: 'form', label: { zh: '激励方式', en: 'Form' }, kind: 'text', half: true, required: true, maxLength: 200 },
      { name: 'on', label: { zh: '日期', en: 'Date' }, kind: 'date', half: true, required: true },
      { name: 'amount.value', label: { zh: '金额', en: 'Amount' }, kind: 'decimal', half: true },
      { name: 'amount.unit', label: { zh: '金额单位', en: 'Unit of the amount' }, kind: 'text', half: true, when: (values) => Boolean(values['amount.value']), first: '万元', maxLength: 40 },
    ],
  };
  const decline: ActForm<'POST /rewards/:reward/non-grant'> = { route: 'POST /rewards/:reward/non-grant', title: { zh: '登记未获激励', en: 'Record that it is not granted' }, path, reason: 'required', effect: t('declineEffect') };
  const revoke: ActForm<'POST /rewards/:reward/revocation'> = {
    route: 'POST /rewards/:reward/revocation', title: { zh: '撤销激励', en: 'Revoke' }, path, reason: 'required', effect: t('revokeEffect'),
    fields: [{ name: 'document', label: { zh: '文号', en: 'Document' }, kind: 'text', required: true, maxLength: 200 }],
  };
  return { grant, decline, revoke };
}

/** The form that settles an objection to a publicised reward. */
export function useSettleForm(reward: string, objection: string): ActForm<'POST /rewards/:reward/objections/:objection/settlement'> {
  const t = useTexts(rewardTexts);
  return {
    route: 'POST /rewards/:reward/objections/:objection/settlement', title: { zh: '处理异议', en: 'Settle' }, path: { reward, objection }, effect: t('settleEffect'),
    fields: [
      { name: 'outcome', label: { zh: '处理结果', en: 'Outcome' }, kind: 'choice', required: true, options: [{ value: 'upheld', label: { zh: '成立', en: 'upheld' } }, { value: 'dismissed', label: { zh: '不成立', en: 'dismissed' } }] },
      { name: 'opinion', label: { zh: '处理意见', en: 'Opinion' }, kind: 'area', required: true, maxLength: 2000 },
    ],
  };
}

/** The form that objects to a publicised reward: a unit for itself; the bureau also writes down what others send in. */
export function useObjectForm(reward: string): ActForm<'POST /rewards/:reward/objections'> {
  const t = useTexts(rewardTexts);
  const person = usePerson();
  const { unitsOf } = usePermissions();
  const units = unitsOf('POST /rewards/:reward/objections');
  const all = units === 'all';
  const fromUnit = (values: Readonly<Record<string, unknown>>): boolean => values['kind'] !== 'public';
  const receiving: readonly Field[] = all
    ? [
        { name: 'kind', label: { zh: '提出人', en: 'By' }, kind: 'choice', required: true, first: 'public', options: [{ value: 'public', label: { zh: '社会公众', en: 'the public' } }, { value: 'unit', label: { zh: '单位', en: 'a unit' } }] },
        { name: 'receivedOn', label: { zh: '收到日期', en: 'Received on' }, kind: 'date' },
      ]
    : [];
  return {
    route: 'POST /rewards/:reward/objections', title: all ? { zh: '登记异议', en: 'Record an objection' } : { zh: '提出异议', en: 'Object' }, path: { reward }, effect: t('objectEffect'),
    fields: [
      ...receiving,
      { name: 'unit', label: { zh: '提出单位', en: 'Unit' }, kind: 'unit', required: true, among: units, when: fromUnit, first: all ? undefined : (person?.unit ?? units[0]) },
      { name: 'content', label: { zh: '异议内容', en: 'Objection' }, kind: 'area', required: true, maxLength: 4000 },
      { name: 'evidence', label: { zh: '证据', en: 'Evidence' }, kind: 'evidence', evidenceUnit: person?.unit ?? '' },
    ],
    body: (values) => ({
      by: fromUnit(values) ? { kind: 'unit', unit: String(values['unit'] ?? '') } : { kind: 'public' },
      content: String(values['content'] ?? '').trim(), evidence: (values['evidence'] as string[] | undefined) ?? [],
      ...(values['receivedOn'] ? { receivedOn: String(values['receivedOn']) } : {}),
    }),
  };
}
