import { Select } from 'antd';
import { handlingWords, matterKindWords, matterOutcomeWords, severityWords, urgencyWords } from '../../../words/supervision-words.js';
import type { ActForm } from '../../acts/act-dialog.js';
import type { InputProps } from '../../acts/field-input.js';
import { usePerson } from '../../frame/person.js';
import { useTexts } from '../../language/texts.js';
import type { BodyOf, ReplyOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { optionsOf } from '../../show/facts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { PersonInput } from '../campaigns/person-input.js';
import { matterTexts } from './matter-texts.js';

export type MatterReply = ReplyOf<'GET /matters/:matter'>;
type Values = Readonly<Record<string, unknown>>;

const textOf = (values: Values, name: string): string | undefined => String(values[name] ?? '').trim() || undefined;
const instantOf = (values: Values, name: string): string | undefined => (values[name] ? new Date(String(values[name])).toISOString() : undefined);
const given = <T extends object>(fields: T): T => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** Several document numbers, each closed by Enter. */
function DocumentsInput({ id, value = [], onChange }: InputProps<readonly string[]>) {
  return <Select id={id} mode="tags" open={false} suffixIcon={null} value={[...value]} onChange={(next: string[]) => onChange?.(next.map((one) => one.trim()).filter(Boolean))} style={{ width: '100%' }} />;
}

const documentsHelp = { zh: '输入后按回车，可填多个。', en: 'Close each with Enter; several can be given.' };

/** The form that sends a matter in; also anew, after it was returned. */
export function useReportForm(matter: string, before?: MatterReply, onDone?: (matter: string) => void): ActForm<'POST /matters'> {
  const t = useTexts(matterTexts);
  const person = usePerson();
  const { unitsOf } = usePermissions();
  const units = unitsOf('POST /matters');
  const own = before?.unit ?? person?.unit ?? (units === 'all' ? '' : (units[0] ?? ''));
  const request = (values: Values): boolean => values['kind'] === 'request';
  const incident = (values: Values): boolean => values['hasIncident'] === true;
  return {
    route: 'POST /matters', title: before ? { zh: '重新报送', en: 'Send in anew' } : { zh: '报送请示或报告', en: 'Send in a matter' }, wide: true, effect: t('reportEffect'), onDone: (answer) => onDone?.(answer.matter),
    fields: [
      { name: 'kind', label: { zh: '文种', en: 'Kind' }, kind: 'choice', half: true, required: true, options: optionsOf(matterKindWords), first: before?.kind ?? 'report' },
      { name: 'title', label: { zh: '标题', en: 'Title' }, kind: 'text', required: true, maxLength: 200, first: before?.title },
      { name: 'unit', label: { zh: '报送单位', en: 'From' }, kind: 'unit', required: true, among: before ? [before.unit] : units, first: own || undefined },
      { name: 'content', label: { zh: '内容', en: 'Content' }, kind: 'area', required: true, maxLength: 10_000, first: before?.content },
      { name: 'decisionSought', label: { zh: '请示事项（一事一请）', en: 'Decision asked for (one)' }, kind: 'area', required: true, when: request, maxLength: 2000, first: before?.decisionSought ?? undefined },
      { name: 'signer', label: { zh: '签发人', en: 'Signed by' }, kind: 'own', input: <PersonInput unit={own} />, required: true, when: request, first: before?.signer ?? undefined, help: { zh: '从在任人员中选择；其他人员输入人员编号。日志中不写姓名。', en: 'Choose who is in office; others by their reference. Names are not written into the log.' } },
      { name: 'urgency', label: { zh: '紧急程度', en: 'Urgency' }, kind: 'choice', half: true, required: true, options: optionsOf(urgencyWords), first: before?.urgency ?? 'ordinary' },
      { name: 'hasIncident', label: { zh: '突发事件', en: 'An incident' }, kind: 'flag', first: before?.incident !== null && before?.incident !== undefined },
      { name: 'occurredAt', label: { zh: '发生时间', en: 'Happened at' }, kind: 'datetime', half: true, required: true, when: incident, first: before?.incident?.occurredAt },
      { name: 'phonedAt', label: { zh: '电话报告时间（未电话报告不填）', en: 'Told by phone at (empty: not told)' }, kind: 'datetime', half: true, when: incident, first: before?.incident?.phonedAt },
      { name: 'documents', label: { zh: '文号', en: 'Document numbers' }, kind: 'own', input: <DocumentsInput />, first: before?.documents ?? [], help: documentsHelp },
      { name: 'evidence', label: { zh: '附件', en: 'Files' }, kind: 'evidence', evidenceUnit: own, first: before?.evidence.map(({ sha256 }) => sha256) },
    ],
    body: (values) => reportBody(values, matter),
  };
}

function reportBody(values: Values, matter: string): BodyOf<'POST /matters'> {
  const request = values['kind'] === 'request';
  return given({
    matter, kind: values['kind'] as 'request' | 'report', title: textOf(values, 'title') ?? '', unit: textOf(values, 'unit') ?? '', content: textOf(values, 'content') ?? '',
    decisionSought: request ? textOf(values, 'decisionSought') : undefined, signer: request ? textOf(values, 'signer') : undefined, urgency: values['urgency'] as 'ordinary',
    incident: values['hasIncident'] === true ? given({ occurredAt: instantOf(values, 'occurredAt') ?? '', phonedAt: instantOf(values, 'phonedAt') }) : undefined,
    documents: (values['documents'] as string[] | undefined) ?? [], evidence: (values['evidence'] as string[] | undefined) ?? [],
  }) as BodyOf<'POST /matters'>;
}

/** The forms of the acts on a matter. */
export function useMatterForms(data: MatterReply) {
  const t = useTexts(matterTexts);
  const name = useUnitNames();
  const path = { matter: data.matter };
  const supplement: ActForm<'POST /matters/:matter/supplements'> = {
    route: 'POST /matters/:matter/supplements', title: { zh: '续报', en: 'Follow-up report' }, path, effect: t('supplementEffect'),
    fields: [
      { name: 'content', label: { zh: '续报内容', en: 'What is added' }, kind: 'area', required: true, maxLength: 10_000 },
      { name: 'documents', label: { zh: '文号', en: 'Document numbers' }, kind: 'own', input: <DocumentsInput />, help: documentsHelp },
      { name: 'evidence', label: { zh: '附件', en: 'Files' }, kind: 'evidence', evidenceUnit: data.unit },
    ],
  };
  const giveBack: ActForm<'POST /matters/:matter/return'> = { route: 'POST /matters/:matter/return', title: { zh: '退文', en: 'Return' }, path, reason: 'required', effect: t('returnEffect', { unit: name(data.unit) }) };
  const outcomes = optionsOf(matterOutcomeWords).filter(({ value }) => (value === 'noted') === (data.kind === 'report'));
  const settle: ActForm<'POST /matters/:matter/settlement'> = {
    route: 'POST /matters/:matter/settlement', title: { zh: '办结', en: 'Settle' }, path, effect: t('settleEffect'),
    fields: [
      { name: 'outcome', label: { zh: '办理结果', en: 'Outcome' }, kind: 'choice', required: true, options: outcomes, first: data.kind === 'report' ? 'noted' : undefined },
      { name: 'opinion', label: { zh: '办理意见', en: 'Opinion' }, kind: 'area', maxLength: 4000 },
      { name: 'document', label: { zh: '批复文号', en: 'Number of the reply' }, kind: 'text', maxLength: 200 },
    ],
  };
  return { supplement, giveBack, settle, instruct: instructForm(path, t) };
}

function instructForm(path: { readonly matter: string }, t: ReturnType<typeof useTexts<typeof matterTexts.table>>): ActForm<'POST /matters/:matter/instructions'> {
  const finding = (values: Values): boolean => values['handling'] === 'finding';
  const byDay = (values: Values): boolean => finding(values) && values['dueKind'] === 'on';
  return {
    route: 'POST /matters/:matter/instructions', title: { zh: '批示', en: 'Instruct' }, path, wide: true, effect: t('instructEffect', { unit: '' }),
    fields: [
      { name: 'text', label: { zh: '批示内容', en: 'Instruction' }, kind: 'area', required: true, maxLength: 4000 },
      { name: 'leader', label: { zh: '批示领导', en: 'Leader' }, kind: 'own', input: <PersonInput unit="gov-general-office" />, help: { zh: '代为登记时选择或输入人员编号；本人批示不填。', en: 'Only where an office writes it down for the leader; others than those in office by reference.' } },
      { name: 'handling', label: { zh: '处理方式', en: 'Handling' }, kind: 'choice', required: true, options: optionsOf(handlingWords), first: 'note' },
      { name: 'finding.unit', label: { zh: '承办单位', en: 'Unit' }, kind: 'unit', half: true, required: true, when: finding },
      { name: 'finding.severity', label: { zh: '严重程度', en: 'Severity' }, kind: 'choice', half: true, required: true, when: finding, options: optionsOf(severityWords), first: 'general' },
      { name: 'finding.requirement', label: { zh: '要求', en: 'What is required' }, kind: 'area', required: true, when: finding, maxLength: 4000 },
      { name: 'dueKind', label: { zh: '时限', en: 'Due' }, kind: 'choice', half: true, required: true, when: finding, first: 'working', options: [{ value: 'working', label: { zh: '若干工作日内', en: 'within working days' } }, { value: 'calendar', label: { zh: '若干日内（日历日）', en: 'within calendar days' } }, { value: 'on', label: { zh: '某日前', en: 'by a day' } }] },
      { name: 'dueDays', label: { zh: '天数', en: 'Days' }, kind: 'whole', half: true, required: true, when: (values) => finding(values) && !byDay(values), first: 20 },
      { name: 'dueOn', label: { zh: '日期', en: 'Day' }, kind: 'date', half: true, required: true, when: byDay },
    ],
    body: (values) => instructionBody(values),
  };
}

function instructionBody(values: Values): BodyOf<'POST /matters/:matter/instructions'> {
  const handling = values['handling'] as 'note' | 'finding';
  const due = values['dueKind'] === 'on' ? { on: textOf(values, 'dueOn') ?? '' } : { days: Number(values['dueDays']), kind: values['dueKind'] as 'working' | 'calendar' };
  const finding = { unit: textOf(values, 'finding.unit') ?? '', severity: values['finding.severity'] as 'general', requirement: textOf(values, 'finding.requirement') ?? '', due };
  return given({ text: textOf(values, 'text') ?? '', leader: textOf(values, 'leader'), handling, finding: handling === 'finding' ? finding : undefined }) as BodyOf<'POST /matters/:matter/instructions'>;
}

