import { interviewLevelWords } from '../../../words/supervision-words.js';
import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { filledRows, RowsInput } from '../../acts/rows-input.js';
import { usePerson } from '../../frame/person.js';
import { useTexts } from '../../language/texts.js';
import type { BodyOf, ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { optionsOf } from '../../show/facts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { postAndName } from '../persons.js';
import { UserInput } from '../campaigns/users-input.js';
import { interviewTexts } from './interview-texts.js';

export type InterviewReply = ReplyOf<'GET /interviews/:interview'>;
type Values = Readonly<Record<string, unknown>>;

const urgentFields: readonly Field[] = [
  { name: 'urgent', label: { zh: '紧急，不按 3 日通知', en: 'Urgent, without three days of notice' }, kind: 'flag' },
  { name: 'authority', label: { zh: '依据文号', en: 'Document number' }, kind: 'text', maxLength: 200, help: { zh: '紧急约谈，或以市领导名义约谈时必填。', en: 'Needed where it is urgent, or called in the name of the leadership.' } },
];

/** What is asked to call somebody to an interview; findings of the unit and people in office are offered. */
export function useCallForm(given: { readonly interview: string; readonly unit: string; readonly findings: readonly string[] }, onDone: (interview: string) => void): ActForm<'POST /interviews'> {
  const t = useTexts(interviewTexts);
  const name = useUnitNames();
  const person = usePerson();
  const { unitsOf } = usePermissions();
  const { unit } = given;
  const { data: findings } = useView('GET /findings', { query: { unit, stage: 'open', limit: 200 } }, { now: true });
  const { data: appointments } = useView('GET /appointments', { query: { unit, limit: 100 } }, { now: true });
  const posts = (appointments?.items ?? []).filter(({ until }) => until === null);
  return {
    route: 'POST /interviews', title: { zh: '发出约谈通知', en: 'Call to an interview' }, wide: true, onDone: ({ interview }) => onDone(interview),
    effect: t('callEffect', { unit: name(unit) }),
    fields: [
      { name: 'interviewee', label: { zh: '被约谈人', en: 'Interviewee' }, kind: 'choice', half: true, required: true, options: posts.map((one) => ({ value: one.person, label: { zh: postAndName(one.post.zh, one.name), en: postAndName(one.post.en, one.name) } })) },
      { name: 'findings', label: { zh: '涉及问题', en: 'Findings' }, kind: 'choices', options: (findings?.items ?? []).map(({ finding, number, title }) => ({ value: finding, label: `${number} ${title}` })), first: given.findings },
      { name: 'reason', label: { zh: '事由', en: 'Reason' }, kind: 'area', required: true, maxLength: 4000 },
      { name: 'level', label: { zh: '层级', en: 'Level' }, kind: 'choice', half: true, required: true, options: optionsOf(interviewLevelWords), first: unitsOf('POST /findings/:finding/listing') === 'all' ? 'bureau' : 'inspector' },
      { name: 'interviewer', label: { zh: '约谈人账号', en: 'Account of the interviewer' }, kind: 'own', half: true, required: true, input: <UserInput />, first: person?.user },
      { name: 'at', label: { zh: '时间', en: 'Time' }, kind: 'datetime', half: true, required: true },
      { name: 'place', label: { zh: '地点', en: 'Place' }, kind: 'text', half: true, required: true, maxLength: 300 },
      ...urgentFields,
    ],
    body: (values) => {
      const chosen = posts.find((one) => one.person === values['interviewee']);
      return { ...callBody(values), interview: given.interview, unit, interviewee: { person: String(values['interviewee'] ?? ''), post: chosen?.post.zh ?? '' } };
    },
  };
}

const textOf = (values: Values, name: string): string => String(values[name] ?? '').trim();
const instantOf = (values: Values, name: string): string => (values[name] ? new Date(String(values[name])).toISOString() : '');
const urgencyOf = (values: Values): { urgent?: boolean; authority?: string } => ({ ...(values['urgent'] === true ? { urgent: true } : {}), ...(textOf(values, 'authority') ? { authority: textOf(values, 'authority') } : {}) });

const callBody = (values: Values): Omit<BodyOf<'POST /interviews'>, 'unit' | 'interviewee'> => ({
  findings: (values['findings'] as string[] | undefined) ?? [], level: values['level'] as 'inspector' | 'bureau' | 'leadership', interviewer: textOf(values, 'interviewer'), reason: textOf(values, 'reason'),
  at: instantOf(values, 'at'), place: textOf(values, 'place'), ...urgencyOf(values),
});

/** The forms of the acts on an interview. */
export function useInterviewForms(data: InterviewReply) {
  const t = useTexts(interviewTexts);
  const name = useUnitNames();
  const path = { interview: data.interview };
  const move: ActForm<'POST /interviews/:interview/move'> = {
    route: 'POST /interviews/:interview/move', title: { zh: '改期或改地点', en: 'Move' }, path, effect: t('moveEffect'),
    fields: [
      { name: 'at', label: { zh: '时间', en: 'Time' }, kind: 'datetime', half: true, required: true, first: data.at },
      { name: 'place', label: { zh: '地点', en: 'Place' }, kind: 'text', half: true, required: true, first: data.place, maxLength: 300 },
      { name: 'reason', label: { zh: '原因', en: 'Reason' }, kind: 'area', required: true, maxLength: 2000 },
      ...urgentFields,
    ],
    body: (values) => ({ at: instantOf(values, 'at'), place: textOf(values, 'place'), reason: textOf(values, 'reason'), ...urgencyOf(values) }),
  };
  const cancel: ActForm<'POST /interviews/:interview/cancellation'> = { route: 'POST /interviews/:interview/cancellation', title: { zh: '取消约谈', en: 'Cancel' }, path, reason: 'required', effect: t('cancelEffect', { unit: name(data.unit) }) };
  const followUp: ActForm<'POST /interviews/:interview/follow-up'> = {
    route: 'POST /interviews/:interview/follow-up', title: { zh: '报送整改情况', en: 'Report what was done' }, path, effect: t('followUpEffect'),
    fields: [
      { name: 'report', label: { zh: '整改情况', en: 'What was done' }, kind: 'area', required: true, maxLength: 10_000 },
      { name: 'evidence', label: { zh: '佐证材料', en: 'Evidence' }, kind: 'evidence', evidenceUnit: data.unit },
    ],
  };
  const conclude: ActForm<'POST /interviews/:interview/conclusion'> = {
    route: 'POST /interviews/:interview/conclusion', title: { zh: '约谈办结', en: 'Conclude' }, path, effect: t('concludeEffect'),
    fields: [{ name: 'opinion', label: { zh: '办结意见', en: 'Conclusion' }, kind: 'area', required: true, maxLength: 4000 }],
  };
  return { move, cancel, record: recordForm(data, t('recordEffect')), followUp, conclude };
}

const commitmentColumns: readonly Field[] = [
  { name: 'text', label: { zh: '承诺事项', en: 'Commitment' }, kind: 'area', required: true, maxLength: 1000 },
  { name: 'dueOn', label: { zh: '完成期限', en: 'Due' }, kind: 'date', required: true },
];

function recordForm(data: InterviewReply, effect: string): ActForm<'POST /interviews/:interview/record'> {
  const refused = (values: Values): boolean => values['refused'] === true;
  return {
    route: 'POST /interviews/:interview/record', title: { zh: '登记约谈纪要', en: 'Record the interview' }, path: { interview: data.interview }, wide: true, effect,
    fields: [
      { name: 'heldAt', label: { zh: '约谈时间', en: 'Held at' }, kind: 'datetime', half: true, required: true, first: data.at },
      { name: 'statement', label: { zh: '被约谈人表态', en: 'Statement' }, kind: 'area', required: true, maxLength: 10_000 },
      { name: 'commitments', label: { zh: '整改承诺', en: 'Commitments' }, kind: 'own', input: <RowsInput columns={commitmentColumns} add={{ zh: '添加承诺', en: 'Add a commitment' }} />, first: [{}] },
      { name: 'followUpReportDueOn', label: { zh: '整改情况应报日期', en: 'Report due on' }, kind: 'date', half: true, required: true, help: { zh: '约谈后 5 至 10 个工作日。', en: 'Five to ten working days after the interview.' } },
      { name: 'minutes', label: { zh: '签字的纪要', en: 'Signed minutes' }, kind: 'evidence', required: true, evidenceUnit: data.unit },
      { name: 'refused', label: { zh: '被约谈人拒绝签字', en: 'The interviewee refused to sign' }, kind: 'flag' },
      { name: 'refusal', label: { zh: '拒绝签字的说明', en: 'What was said' }, kind: 'text', required: true, when: refused, maxLength: 500 },
      { name: 'urgent', label: { zh: '早于通知时间（紧急）', en: 'Earlier than called (urgent)' }, kind: 'flag' },
      { name: 'authority', label: { zh: '依据文号', en: 'Document number' }, kind: 'text', required: true, when: (values) => values['urgent'] === true, maxLength: 200 },
    ],
    body: (values) => ({
      heldAt: instantOf(values, 'heldAt'), statement: textOf(values, 'statement'), commitments: filledRows(values['commitments']) as never, minutes: (values['minutes'] as string[] | undefined) ?? [],
      signatures: refused(values) ? { by: 'interviewer', refusal: textOf(values, 'refusal') } : { by: 'both' }, followUpReportDueOn: textOf(values, 'followUpReportDueOn'), ...urgencyOf(values),
    }),
  };
}
