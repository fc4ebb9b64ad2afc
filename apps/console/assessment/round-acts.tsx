import { useTexts } from '../language/texts.js';
import type { ActForm } from '../acts/act-dialog.js';
import type { Act } from '../server/ask.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { calendarFields, documentField, reasonField } from './act-fields.js';
import { FreezeEffect } from './freeze-effect.js';
import { CorrectionEffect, GradeCounts } from './result-effects.js';
import { effectTexts } from './round-texts.js';
import type { Round } from './steps.js';

type Next = NonNullable<Round['next']>;
/** Acts that concern the round as a whole; reviews and checks are done where their unit is. */
export type WholeAct = Exclude<Next['act'], 'decide-reviews' | 'check-again'>;

export const isWholeAct = (act: Next['act']): act is WholeAct => act !== 'decide-reviews' && act !== 'check-again';

/** Who has not handed in a self-assessment, as the board knows it. */
function CloseEffect({ round, missing }: { readonly round: Round; readonly missing: readonly string[] }) {
  const t = useTexts(effectTexts);
  const name = useUnitNames();
  return <>{missing.length === 0 ? t('closeSelfAll', { units: round.units }) : t('closeSelf', { missing: missing.length, units: missing.map(name).join(mark.and) })}</>;
}

/** The form of each act that takes a round on. `early`: before its day, so that a reason is needed. */
export function useRoundForm(round: Round, missing: readonly string[]): (act: WholeAct, early?: boolean) => ActForm<Act> {
  const t = useTexts(effectTexts);
  const { units, run } = round;
  const path = { round: round.round };
  const told = (key: 'notify' | 'confirm' | 'publish') => <><p>{t(key, { units, run, days: round.calendar.requestDays })}</p><GradeCounts round={round} /></>;
  return (act, early = false) => {
    const forms: Record<WholeAct, ActForm<Act>> = {
      'close-self-assessment': { route: 'POST /rounds/:round/self-assessment/closing', title: { zh: '结束自评', en: 'Close self-assessment' }, path, fields: early ? [reasonField()] : [], effect: <CloseEffect round={round} missing={missing} /> },
      freeze: { route: 'POST /rounds/:round/freezing', title: { zh: '冻结数据', en: 'Freeze the data' }, path, fields: early ? [reasonField()] : [], effect: <FreezeEffect round={round.round} units={units} />, wide: true },
      calculate: { route: 'POST /rounds/:round/calculation', title: { zh: '计算得分', en: 'Calculate the results' }, path, effect: t('calculate', { units }) },
      notify: { route: 'POST /rounds/:round/notification', title: { zh: '反馈结果', en: 'Notify the results' }, path, fields: [documentField(false)], effect: told('notify') },
      confirm: {
        route: 'POST /rounds/:round/confirmation', title: { zh: '审定结果', en: 'Confirm the results' }, path, effect: told('confirm'),
        fields: [
          { name: 'committee.zh', label: { zh: '审定会议（中文）', en: 'Committee (Chinese)' }, kind: 'text', required: true, maxLength: 200, first: '市质量发展委员会' },
          { name: 'committee.en', label: { zh: '审定会议（英文）', en: 'Committee (English)' }, kind: 'text', required: true, maxLength: 200, first: 'Quality Development Committee' },
          { name: 'heldOn', label: { zh: '会议日期', en: 'Held on' }, kind: 'date', required: true },
          documentField(),
        ],
      },
      publish: { route: 'POST /rounds/:round/publication', title: { zh: '通报结果', en: 'Publish the results' }, path, effect: told('publish'), fields: [{ name: 'publishedOn', label: { zh: '通报日期', en: 'Published on' }, kind: 'date', required: true }, documentField()] },
      correct: { route: 'POST /rounds/:round/correction', title: { zh: '更正通报结果', en: 'Correct the published results' }, path, wide: true, effect: <CorrectionEffect round={round} />, fields: [reasonField(), documentField()] },
      close: { route: 'POST /rounds/:round/closing', title: { zh: '考核办结', en: 'Close the round' }, path, effect: t('close'), fields: [{ name: 'remark', label: { zh: '说明', en: 'Remark' }, kind: 'area', maxLength: 2000 }] },
    };
    return forms[act];
  };
}

/** Acts beside the next one: another calendar, another calculation, calling off. */
export function useOtherForms(round: Round): { readonly replan: ActForm<'POST /rounds/:round/replanning'>; readonly cancel: ActForm<'POST /rounds/:round/cancellation'> } {
  const t = useTexts(effectTexts);
  const path = { round: round.round };
  return {
    replan: { route: 'POST /rounds/:round/replanning', title: { zh: '调整日程', en: 'Change the calendar' }, path, effect: t('replan'), fields: [...calendarFields(round.calendar), reasonField()] },
    cancel: { route: 'POST /rounds/:round/cancellation', title: { zh: '撤销考核', en: 'Call the round off' }, path, effect: t('cancel', { units: round.units }), fields: [reasonField(), documentField()] },
  };
}

