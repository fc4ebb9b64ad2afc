import { defineRefusals } from '#engine/kernel';

/** Every "no" of escalation: rules that do not hold together, and levels that cannot be raised. */
export const escalationRefusals = defineRefusals({
  'supervision.level-without-trigger': {
    kind: 'unprocessable',
    title: { zh: '“{level}”没有触发条件。', en: 'The level “{levelEn}” has no trigger.' },
    remedy: { zh: '请至少填写一个触发条件，或删去该级别。', en: 'Give it at least one trigger, or leave the level out.' },
  },
  'supervision.level-without-recipient': {
    kind: 'unprocessable',
    title: { zh: '“{level}”没有接收人。', en: 'The level “{levelEn}” tells nobody.' },
    remedy: { zh: '请至少填写一个接收角色。', en: 'Give it at least one recipient.' },
  },
  'supervision.levels-not-ascending': {
    kind: 'unprocessable',
    title: { zh: '“{level}”的顺序不对或重复出现。', en: 'The level “{levelEn}” is out of order or comes twice.' },
    remedy: { zh: '每个级别一条规则，由低到高排列：提醒、蓝牌、黄牌、红牌、约谈、挂牌督办、移交。', en: 'One rule a level, from low to high: reminder, blue, yellow, red, interview, listing, referral.' },
  },
  'supervision.trigger-twice': {
    kind: 'unprocessable',
    title: { zh: '“{level}”有两个同类的触发条件。', en: 'The level “{levelEn}” has two triggers of one kind.' },
    remedy: { zh: '每个级别同类触发条件只填一个。', en: 'Give a level one trigger of each kind.' },
  },
  'supervision.reminder-above-overdue': {
    kind: 'unprocessable',
    title: { zh: '“{level}”在到期前触发，却不低于逾期触发的级别。', en: 'The level “{levelEn}” is raised before the due time, but is not below those raised after it.' },
    remedy: { zh: '到期前的级别应低于逾期后的级别。', en: 'Levels before the due time lie below those after it.' },
  },
  'supervision.steps-out-of-order': {
    kind: 'unprocessable',
    title: { zh: '“{level}”会早于较低的级别触发。', en: 'The level “{levelEn}” would be raised before a lower one.' },
    remedy: { zh: '请调整天数或次数，使级别越高触发越晚。', en: 'Change the days or times, so that a higher level comes later.' },
  },
  'supervision.unknown-recipient': {
    kind: 'unprocessable',
    title: { zh: '“{level}”的接收角色 {role} 不存在。', en: 'The level “{levelEn}” tells the role {role}, which does not exist.' },
    remedy: { zh: '请从填报员、督查员、市场监管局、领导、组织部门、审计员中选择。', en: 'Choose reporter, inspector, bureau, leadership, organisation or auditor.' },
  },
  'supervision.bad-rule-text': {
    kind: 'unprocessable',
    title: { zh: '“{level}”的文字不完整或含有不允许的字符。', en: 'The text of “{levelEn}” is incomplete or holds characters that are not allowed.' },
    remedy: { zh: '请用中英文各写一段，每段不超过500字。', en: 'Write it in both languages, at most 500 characters each.' },
  },
  'supervision.unknown-text-place': {
    kind: 'unprocessable',
    title: { zh: '“{level}”的文字含有无法填写的位置 {place}。', en: 'The text of “{levelEn}” has the place {place}, which nothing fills.' },
    remedy: { zh: '可用的位置只有 number、title、due、unit。', en: 'The places are number, title, due and unit.' },
  },
  'supervision.level-without-rule': {
    kind: 'conflict',
    title: { zh: '现行升级规则中没有“{level}”。', en: 'The escalation policy in force has no level “{levelEn}”.' },
    remedy: { zh: '请选择规则中的级别，或由市市场监管局修订规则。', en: 'Choose a level of the policy, or ask the bureau to change it.' },
  },
  'supervision.level-not-higher': {
    kind: 'conflict',
    title: { zh: '问题 {number} 已升级至“{present}”，只能升得更高。', en: 'Finding {number} is at “{presentEn}” already; it can only be raised further.' },
    remedy: { zh: '请选择更高的级别。', en: 'Choose a higher level.' },
  },
});
