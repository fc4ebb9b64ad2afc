import { contestGroundWords, effectWords, extensionReasonWords } from '../../../../words/supervision-words.js';
import { latest, textOf } from '../finding-data.js';
import { actForm, both, evidenceField, optionsOf, reasonField, type AnyForm, type IssuedContext } from './form-kit.js';
import { MeasuresInput, writtenMeasures, type WrittenMeasure } from './measures-input.js';
import { WithoutInput } from './without-input.js';

/** The acts of the units: those that answer, and those that support. */
export function unitForms(context: IssuedContext): Readonly<Record<string, AnyForm>> {
  const { page: { finding, line }, say, day, unitName } = context;
  const unit = line.unit;
  const common = { path: { finding }, fixed: { unit } };
  const lead = unitName(unit);
  return {
    acknowledge: actForm<'POST /findings/:finding/acknowledgement'>({
      ...common, route: 'POST /findings/:finding/acknowledgement', title: both('签收', 'Acknowledge'),
      effect: say(both(`${lead}签收${line.number}，须在 ${day(line.dueAt)} 前完成整改。签收后不能再提出交办异议。`, `${lead} acknowledges ${line.number} and rectifies by ${day(line.dueAt)}. After this it cannot be contested.`)),
    }),
    contest: actForm<'POST /findings/:finding/contest'>({
      ...common, route: 'POST /findings/:finding/contest', title: both('提出异议', 'Contest'),
      effect: say(both('督查人员裁定前不计时、不升级。', 'No time runs and nothing is raised until the inspector decides.')),
      fields: [
        { name: 'ground', label: both('异议事项', 'Ground'), kind: 'choice', options: optionsOf(contestGroundWords), required: true },
        reasonField(both('异议理由', 'Reason')),
        { name: 'proposedUnit', label: both('建议责任单位', 'Proposed unit'), kind: 'unit', when: ({ ground }) => ground === 'not-ours' },
        evidenceField(unit, false),
      ],
    }),
    plan: planForm(context),
    progress: actForm<'POST /findings/:finding/progress'>({
      ...common, route: 'POST /findings/:finding/progress', title: both('填报进展', 'Report progress'), wide: true,
      fields: [
        { name: 'percent', label: both('完成进度', 'Done'), kind: 'decimal', suffix: '%', required: true, help: both('0–100。', '0 to 100.') },
        { name: 'summary', label: both('进展情况', 'What was done'), kind: 'area', required: true, maxLength: 2000 },
        { name: 'nextStep', label: both('下一步打算', 'Next step'), kind: 'area', maxLength: 2000 },
        evidenceField(unit, false),
      ],
    }),
    report: reportForm(context),
    support: supportForm(context),
    requestExtension: extensionForm(context),
    contestEffect: actForm<'POST /findings/:finding/effect-contest'>({
      ...common, route: 'POST /findings/:finding/effect-contest', title: both('申请复核扣分依据', 'Ask for a review of the effect'),
      fields: [
        { name: 'effects', label: both('要求复核的依据', 'Effects'), kind: 'choices', required: true, options: optionsOf(effectWords, context.page.effects?.effects.map(({ kind }) => kind) ?? []), first: context.page.effects?.effects.map(({ kind }) => kind) },
        reasonField(both('复核理由', 'Reason')),
        evidenceField(unit, false),
      ],
    }),
  };
}

/** A plan begins with what the plan before said. */
function planForm({ page: { finding, line, record }, say, day }: IssuedContext): AnyForm {
  const before = latest(record.plans);
  return actForm<'POST /findings/:finding/plan'>({
    route: 'POST /findings/:finding/plan', path: { finding }, title: before ? both('修改整改方案', 'Change the plan') : both('提交整改方案', 'Submit the plan'), wide: true,
    effect: say(both(`整改期限 ${day(line.dueAt)}。`, `Rectification is due on ${day(line.dueAt)}.`)),
    fields: [
      { name: 'causes', label: both('原因分析', 'Causes'), kind: 'area', required: true, maxLength: 4000, first: before && textOf(before, 'causes') },
      { name: 'measures', label: both('措施、责任和时限', 'Measures, who and by when'), kind: 'own', required: true, input: <MeasuresInput />, first: before ? before.details['measures'] : [{}] },
      evidenceField(line.unit, false),
    ],
    body: (values) => ({ unit: line.unit, causes: String(values['causes'] ?? '').trim(), measures: writtenMeasures(values['measures'] as readonly WrittenMeasure[]), evidence: (values['evidence'] as string[] | undefined) ?? [] }),
  });
}

/** Problem, measures, results and evidence: a check closes nothing where one of the four is missing. */
function reportForm({ page: { finding, line, content, record }, say, day }: IssuedContext): AnyForm {
  const before = latest(record.reports);
  const returned = latest(record.checks.filter(({ type }) => type === 'supervision.RectificationReturned'));
  const reopened = latest(record.followUps.filter(({ type }) => type === 'supervision.FindingReopened'));
  const since = Math.max(returned?.position ?? 0, reopened?.position ?? 0);
  const reported = record.support.filter(({ position }) => position > since).map((entry) => textOf(entry, 'unit') ?? '');
  const supporting = content.supporting;
  return actForm<'POST /findings/:finding/report'>({
    route: 'POST /findings/:finding/report', path: { finding }, fixed: { unit: line.unit }, title: both('提交整改报告', 'Submit the report'), wide: true,
    effect: say(both(`报送后由其他人员核查，核查期间不计逾期。期限 ${day(line.dueAt)}。`, `Somebody else checks it; no time runs meanwhile. Due on ${day(line.dueAt)}.`)),
    fields: [
      { name: 'problem', label: both('存在问题', 'Problem'), kind: 'area', required: true, maxLength: 4000, first: before ? textOf(before, 'problem') : content.problem },
      { name: 'measures', label: both('整改措施', 'Measures'), kind: 'area', required: true, maxLength: 4000, help: both('逐条对应问题。', 'One for each part of the problem.'), first: before && textOf(before, 'measures') },
      { name: 'results', label: both('整改成效', 'Results'), kind: 'area', required: true, maxLength: 4000, help: both('尽量量化。', 'In figures where possible.'), first: before && textOf(before, 'results') },
      evidenceField(line.unit, true, both('四项要件缺一不能销号：问题、措施、成效、佐证。', 'Nothing is closed while one of four is missing: problem, measures, results, evidence.')),
      { name: 'lasting', label: both('长效机制', 'Lasting arrangement'), kind: 'area', maxLength: 4000, first: before && textOf(before, 'lasting') },
      ...(supporting.length > 0 ? [{ name: 'without', label: both('配合单位报送情况', 'Supporting units'), kind: 'own' as const, input: <WithoutInput units={supporting} reported={reported} /> }] : []),
    ],
  });
}

function supportForm({ page: { finding, line, content }, own, unitName }: IssuedContext): AnyForm {
  const mine = content.supporting.filter((unit) => own === 'all' || own.includes(unit));
  const unit = mine[0] ?? line.unit;
  return actForm<'POST /findings/:finding/support'>({
    route: 'POST /findings/:finding/support', path: { finding }, ...(mine.length > 1 ? {} : { fixed: { unit } }), title: both('报送配合情况', 'Report to the unit in charge'),
    fields: [
      ...(mine.length > 1 ? [{ name: 'unit', label: both('配合单位', 'Supporting unit'), kind: 'choice' as const, required: true, first: unit, options: mine.map((value) => ({ value, label: unitName(value) })) }] : []),
      { name: 'summary', label: both('配合情况', 'What was done'), kind: 'area', required: true, maxLength: 2000 },
      evidenceField(unit, false),
    ],
  });
}

function extensionForm({ page: { finding, line }, say, day }: IssuedContext): AnyForm {
  return actForm<'POST /findings/:finding/extension-request'>({
    route: 'POST /findings/:finding/extension-request', path: { finding }, fixed: { unit: line.unit }, title: both('申请延期', 'Ask for more time'),
    effect: say(both(`现时限 ${day(line.dueAt)}；此前已延期 ${line.extensions} 次，次数越多审批层级越高。未获批准前仍按现时限计算。`, `Due on ${day(line.dueAt)}; extended ${line.extensions} times before. The more often, the higher it is decided. Until then the present date holds.`)),
    fields: [
      { name: 'reasonCode', label: both('原因类别', 'Kind of reason'), kind: 'choice', options: optionsOf(extensionReasonWords), required: true },
      reasonField(both('延期理由', 'Reason')),
      { name: 'progress', label: both('目前进展', 'Progress so far'), kind: 'area', required: true, maxLength: 2000, first: line.latest?.summary },
      { name: 'until', label: both('申请延至', 'Asked until'), kind: 'date', required: true },
    ],
  });
}
