import { defineRefusals } from '#engine/kernel';

/** Every "no" that has to do with reporting periods: each lock has a message of its own, because another person can lift it. */
export const periodRefusals = defineRefusals({
  'reporting.period-not-opened': {
    kind: 'conflict',
    title: { zh: '报告期 {period} 尚未开放填报。', en: 'Period {period} is not open for reporting.' },
    remedy: { zh: '由市市场监管局开放填报期。', en: 'The bureau opens the period.' },
  },
  'reporting.period-closed': {
    kind: 'conflict',
    title: { zh: '报告期 {period} 已关闭。', en: 'Period {period} is closed.' },
    remedy: { zh: '确需补报的，请向市市场监管局申请重开。', en: 'Ask the bureau to reopen it.' },
  },
  'reporting.period-past-due': {
    kind: 'conflict',
    title: { zh: '报告期 {period} 的填报截止时间 {due} 已过。', en: 'The due time of period {period}, {due} (Beijing time), has passed.' },
    remedy: { zh: '请向市市场监管局申请延期。', en: 'Ask the bureau for an extension.' },
  },
  'reporting.unknown-plan': {
    kind: 'not-found',
    title: { zh: '没有方案 {plan}。', en: 'There is no plan {plan}.' },
    remedy: { zh: '请核对方案编码；方案印发后才能开放填报期。', en: 'Check the code; periods are opened once the plan is adopted.' },
  },
  'reporting.period-already-open': {
    kind: 'conflict',
    title: { zh: '报告期 {period} 已开放，截止时间为 {due}。', en: 'Period {period} is open already, until {due} (Beijing time).' },
    remedy: { zh: '需要更多时间的，请办理延期。', en: 'Extend it if more time is needed.' },
  },
  'reporting.period-not-closed': {
    kind: 'conflict',
    title: { zh: '报告期 {period} 仍在开放，无需重开。', en: 'Period {period} is still open and needs no reopening.' },
    remedy: { zh: '需要更多时间的，请办理延期。', en: 'Extend it if more time is needed.' },
  },
  'reporting.nothing-due-in-period': {
    kind: 'unprocessable',
    title: { zh: '方案中没有按 {period} 这类报告期填报的指标。', en: 'No indicator of the plan is reported in periods such as {period}.' },
    remedy: { zh: '请核对报告期；或先确定相应频率的指标口径卡。', en: 'Check the period, or define indicators of that frequency first.' },
  },
  'reporting.due-in-the-past': {
    kind: 'unprocessable',
    title: { zh: '截止时间 {due} 已过。', en: 'The due time {due} (Beijing time) has passed.' },
    remedy: { zh: '请填写以后的时间。', en: 'Give a later time.' },
  },
  'reporting.due-before-period': {
    kind: 'unprocessable',
    title: { zh: '截止时间 {due} 早于报告期 {period} 的开始。', en: 'The due time {due} (Beijing time) lies before period {period} begins.' },
    remedy: { zh: '请核对报告期和截止时间。', en: 'Check the period and the due time.' },
  },
  'reporting.not-later': {
    kind: 'unprocessable',
    title: { zh: '延期后的时间应晚于现截止时间 {due}。', en: 'An extension must end later than the present due time, {due} (Beijing time).' },
    remedy: { zh: '请填写更晚的时间；需要提前结束的，请关闭填报期。', en: 'Give a later time; to end it earlier, close the period.' },
  },
  'reporting.reports-nothing': {
    kind: 'unprocessable',
    title: { zh: '方案中没有由 {unit} 填报的指标。', en: 'No indicator of the plan is reported by {unit}.' },
    remedy: { zh: '请核对单位编码。', en: 'Check the unit codes.' },
  },
});
