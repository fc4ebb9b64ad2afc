import { approverWords, effectWords, extensionReasonWords } from '../../../../words/supervision-words.js';
import { dayText } from '../../../language/format.js';
import { PersonInput } from '../../persons.js';
import { latest, textOf } from '../finding-data.js';
import { actForm, both, evidenceField, optionsOf, reasonField, type AnyForm, type FormContext, type IssuedContext } from './form-kit.js';

/** What is decided above: more time, public listing, what weighs on the score. */
export function decisionForms(context: IssuedContext): Readonly<Record<string, AnyForm>> {
  return { ...extensionForms(context), ...listingForms(context), ...effectForms(context) };
}

function extensionForms({ page: { finding, line, record }, say, day, word }: IssuedContext): Readonly<Record<string, AnyForm>> {
  const path = { finding };
  const asked = latest(record.extensions.filter(({ type }) => type === 'supervision.ExtensionRequested'));
  const until = asked && textOf(asked, 'until');
  const effect = asked && (
    <>
      <p>{say(both(`现时限 ${day(line.dueAt)}，申请延至 ${until && dayText(until, 'zh')}（第 ${line.extensions + 1} 次，由${word(approverWords, line.extensionAsked)}批）。`, `Due on ${day(line.dueAt)}, asked until ${until && dayText(until, 'en')} (no. ${line.extensions + 1}; ${word(approverWords, line.extensionAsked)} decides).`))}</p>
      <p>{word(extensionReasonWords, textOf(asked, 'reasonCode'))} · {asked.reason} {textOf(asked, 'progress')}</p>
    </>
  );
  return {
    grantExtension: actForm<'POST /findings/:finding/extension'>({
      route: 'POST /findings/:finding/extension', path, title: both('同意延期', 'Grant the extension'), effect,
      fields: [
        { name: 'until', label: both('同意延至', 'Granted until'), kind: 'date', first: until, help: both('可少于申请的时间，不能多于。', 'As asked for, or less.') },
        { name: 'opinion', label: both('审批意见', 'Opinion'), kind: 'area', maxLength: 2000 },
      ],
    }),
    refuseExtension: actForm<'POST /findings/:finding/extension-refusal'>({
      route: 'POST /findings/:finding/extension-refusal', path, title: both('不同意延期', 'Refuse the extension'), effect, fields: [reasonField(both('审批意见', 'Opinion'))],
    }),
  };
}

function listingForms({ page: { finding, line }, say, unitName }: IssuedContext): Readonly<Record<string, AnyForm>> {
  const path = { finding };
  return {
    list: actForm<'POST /findings/:finding/listing'>({
      route: 'POST /findings/:finding/listing', path, title: both('挂牌督办', 'List publicly'),
      effect: say(both(`对${unitName(line.unit)}公开挂牌督办，列入通报，摘牌须经核查。`, `${unitName(line.unit)} is listed publicly and named in circulars until it is checked and taken off.`)),
      fields: [
        { name: 'leader', label: both('包挂领导', 'Leader'), kind: 'own', required: true, input: <PersonInput />, help: both('可输入单位、职务或姓名查找。', 'Found by unit, office or name.') },
        { name: 'requirement', label: both('督办要求', 'Requirement'), kind: 'area', required: true, maxLength: 2000 },
        { name: 'publishedIn', label: both('公布于', 'Published in'), kind: 'text', required: true, maxLength: 200, help: both('如“南京质量强市工作简报第 6 期”。', 'Such as the bulletin and its number.') },
        { name: 'document', label: both('文号', 'Document'), kind: 'text', required: true, maxLength: 200 },
      ],
    }),
    delist: actForm<'POST /findings/:finding/delisting'>({
      route: 'POST /findings/:finding/delisting', path, title: both('摘牌', 'Take off the list'),
      fields: [
        { name: 'opinion', label: both('摘牌意见', 'Opinion'), kind: 'area', required: true, maxLength: 2000 },
        { name: 'document', label: both('文号', 'Document'), kind: 'text', required: true, maxLength: 200 },
        evidenceField(line.unit, false),
      ],
    }),
  };
}

function effectForms({ page: { finding, effects }, say }: IssuedContext): Readonly<Record<string, AnyForm>> {
  const path = { finding };
  return {
    liftEffect: actForm<'POST /findings/:finding/effect-lifting'>({
      route: 'POST /findings/:finding/effect-lifting', path, title: both('取消扣分依据', 'Lift the effect'), reason: 'required', authority: 'required',
      effect: say(both('取消的依据不再扣分，得分随之重算；原记录保留。', 'What is lifted takes no points any more and scores are reckoned anew; the record stays.')),
      fields: [{ name: 'effects', label: both('取消哪些', 'Which'), kind: 'choices', options: optionsOf(effectWords, effects?.effects.map(({ kind }) => kind) ?? []), help: both('不选的，取消全部申请复核的依据。', 'All that a review was asked for, when none is chosen.') }],
    }),
    upholdEffect: actForm<'POST /findings/:finding/effect-upholding'>({ route: 'POST /findings/:finding/effect-upholding', path, title: both('维持扣分依据', 'Uphold the effect'), reason: 'required' }),
  };
}

/** The acts on a draft. */
export function draftForms({ page: { finding, content, revision }, say, unitName }: FormContext): Readonly<Record<string, AnyForm>> {
  const path = { finding };
  return {
    issue: actForm<'POST /findings/:finding/issue'>({
      route: 'POST /findings/:finding/issue', path, title: both('交办', 'Issue'), revision,
      effect: say(both(`“${content.title}”将编号成为督办单，交办${unitName(content.unit)}${content.supporting.length > 0 ? `（配合：${content.supporting.map(unitName).join('、')}）` : ''}，两个工作日内签收。交办后内容不能再改。`,
        `“${content.title}” gets its number and is issued to ${unitName(content.unit)}${content.supporting.length > 0 ? ` (supported by ${content.supporting.map(unitName).join(', ')})` : ''}, to be acknowledged within two working days. It cannot be changed afterwards.`)),
    }),
    discard: actForm<'POST /findings/:finding/discard'>({ route: 'POST /findings/:finding/discard', path, title: both('作废拟稿', 'Discard the draft'), reason: 'required' }),
  };
}
