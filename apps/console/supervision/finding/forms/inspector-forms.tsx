import { followUpWords, levelWords, verdictWords } from '../../../../words/supervision-words.js';
import { latest, textOf } from '../finding-data.js';
import { PersonInput } from '../../persons.js';
import { Files } from '../part.js';
import { DueInput } from './due-input.js';
import { actForm, both, evidenceField, optionsOf, reasonField, type AnyForm, type IssuedContext } from './form-kit.js';
import { TestsInput, untested } from './tests-input.js';

const dueField = (required: boolean) => ({ name: 'due', label: both('新的整改时限', 'New time allowed'), kind: 'own' as const, required, input: <DueInput /> });

/** The acts of those who inspect: on the assignment, on the report, on the clock. */
export function inspectorForms(context: IssuedContext): Readonly<Record<string, AnyForm>> {
  return { ...assignmentForms(context), ...checkForms(context), ...clockForms(context) };
}

function assignmentForms({ page: { finding, line, content }, say, unitName, word }: IssuedContext): Readonly<Record<string, AnyForm>> {
  const path = { finding };
  const lead = unitName(line.unit);
  return {
    uphold: actForm<'POST /findings/:finding/upholding'>({
      route: 'POST /findings/:finding/upholding', path, title: both('维持交办', 'Uphold the assignment'), reason: 'required',
      effect: say(both(`${lead}须在两个工作日内签收，整改时限重新起算。`, `${lead} has two working days to acknowledge; its time begins anew.`)),
    }),
    reassign: actForm<'POST /findings/:finding/reassignment'>({
      route: 'POST /findings/:finding/reassignment', path, title: both('改派', 'Reassign'), reason: 'required',
      effect: say(both(`现责任单位${lead}。改派后由新责任单位签收，签收期限两个工作日；不填时限的，按原定时限重新起算。`, `Now with ${lead}. The new unit acknowledges within two working days; without a new time the order’s own begins anew.`)),
      fields: [
        { name: 'unit', label: both('责任单位', 'Unit in charge'), kind: 'unit', required: true, first: line.unit },
        { name: 'supporting', label: both('配合单位', 'Supporting units'), kind: 'units', first: content.supporting },
        { name: 'responsibleLeader', label: both('责任领导', 'Responsible leader'), kind: 'own', input: <PersonInput /> },
        dueField(false),
      ],
    }),
    raise: actForm<'POST /findings/:finding/escalation'>({
      route: 'POST /findings/:finding/escalation', path, title: both('提前升级督办', 'Raise the level'), reason: 'required',
      effect: say(both(`现级别：${word(levelWords, line.level)}。按升级规则通知有关单位和人员，灯色随之改变，不能撤回。`, `Now: ${word(levelWords, line.level)}. Those named by the rules are told and the light changes; it cannot be taken back.`)),
      fields: [{ name: 'level', label: both('升至', 'Raise to'), kind: 'choice', options: optionsOf(levelWords), required: true }],
    }),
    withdraw: actForm<'POST /findings/:finding/withdrawal'>({
      route: 'POST /findings/:finding/withdrawal', path, title: both('撤销交办', 'Withdraw'), reason: 'required', authority: 'required',
      effect: say(both(`${line.number}撤销后不再办理，编号保留，${lead}会收到通知。`, `${line.number} is ended, keeps its number, and ${lead} is told.`)),
    }),
  };
}

function checkForms({ page: { finding, line, record }, say, unitName }: IssuedContext): Readonly<Record<string, AnyForm>> {
  const path = { finding };
  const lead = unitName(line.unit);
  const report = latest(record.reports);
  return {
    return: actForm<'POST /findings/:finding/return'>({
      route: 'POST /findings/:finding/return', path, title: both('退回重改', 'Return'),
      effect: say(both(`第 ${line.returns + 1} 次退回。${lead}须重新整改并再次报送；退回计入对评分的影响，多次退回会升级督办。`, `Return no. ${line.returns + 1}. ${lead} rectifies and reports again; returns weigh on the score and raise the level.`)),
      fields: [
        { name: 'verdict', label: both('核查结论', 'Verdict'), kind: 'choice', options: optionsOf(verdictWords), required: true },
        reasonField(both('核查意见', 'Opinion'), both('写明哪些没有做到。', 'Say what was not done.')),
        dueField(true),
      ],
    }),
    close: actForm<'POST /findings/:finding/closing'>({
      route: 'POST /findings/:finding/closing', path, title: both('核查销号', 'Check and close'), wide: true,
      effect: (
        <>
          <p>{say(both(`${line.number}销号后不再计时、不再升级，${lead}会收到通知。`, `${line.number} is closed: no time runs, nothing is raised, and ${lead} is told.`))}</p>
          {report && <p>{say(both('报送的成效：', 'Results reported: '))}{textOf(report, 'results')} <Files entry={report} /></p>}
        </>
      ),
      fields: [
        { name: 'test', label: both('四项核查', 'Four tests'), kind: 'own', first: untested, input: <TestsInput />, help: both('有一项不符的，请退回重改。', 'Where one does not hold, return it.') },
        { name: 'opinion', label: both('核查意见', 'Opinion'), kind: 'area', required: true, maxLength: 2000 },
        { name: 'followUpOn', label: both('回头看日期', 'Follow-up on'), kind: 'date', help: both('较重以上的，一般定在三至六个月后；反弹过的必须填写。', 'Three to six months ahead for what is grave; required after a relapse.') },
      ],
    }),
    followUp: actForm<'POST /findings/:finding/follow-up'>({
      route: 'POST /findings/:finding/follow-up', path, title: both('登记回头看', 'Record the follow-up'),
      effect: say(both(`结果为反弹的，${line.number}以原编号重开。`, `Where it relapsed, ${line.number} is reopened under its number.`)),
      fields: [
        { name: 'result', label: both('结果', 'Result'), kind: 'choice', options: optionsOf(followUpWords), required: true },
        { name: 'facts', label: both('核查情况', 'What was found'), kind: 'area', required: true, maxLength: 4000 },
        { ...dueField(true), when: ({ result }) => result === 'relapsed' },
        evidenceField(line.unit, false),
      ],
    }),
    reopen: actForm<'POST /findings/:finding/reopening'>({
      route: 'POST /findings/:finding/reopening', path, title: both('反弹重开', 'Reopen'), reason: 'required', fields: [dueField(true)],
      effect: say(both(`${line.number}以原编号重开，${lead}须重新整改。`, `${line.number} is reopened under its number; ${lead} rectifies again.`)),
    }),
  };
}

function clockForms({ page: { finding }, say }: IssuedContext): Readonly<Record<string, AnyForm>> {
  const path = { finding };
  return {
    suspend: actForm<'POST /findings/:finding/suspension'>({
      route: 'POST /findings/:finding/suspension', path, title: both('挂起', 'Suspend'), reason: 'required', authority: 'required',
      effect: say(both('挂起期间不计时、不升级；恢复时按剩余天数重新计算期限。', 'Its time stands still and nothing is raised; resumed, it has as many days left.')),
    }),
    resume: actForm<'POST /findings/:finding/resumption'>({
      route: 'POST /findings/:finding/resumption', path, title: both('恢复办理', 'Resume'), reason: 'required',
      effect: say(both('期限按挂起时剩余的天数重新计算。', 'It is due after as many days as were left.')),
    }),
  };
}
