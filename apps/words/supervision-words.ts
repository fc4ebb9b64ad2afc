import type { Words } from './words.js';

// The codes of the API with what they are called. A spec holds them against the context's own lists and names.

export const severityWords: Words = { general: { zh: '一般', en: 'general' }, serious: { zh: '较重', en: 'serious' }, major: { zh: '重大', en: 'major' } };
export const urgencyWords: Words = { ordinary: { zh: '平件', en: 'ordinary' }, urgent: { zh: '急件', en: 'urgent' }, 'extra-urgent': { zh: '特急', en: 'extra urgent' } };
export const sourceWords: Words = {
  instruction: { zh: '批示', en: 'instruction' }, meeting: { zh: '会议', en: 'meeting' }, campaign: { zh: '督查活动', en: 'campaign' }, 'site-check': { zh: '实地核查', en: 'site check' },
  assessment: { zh: '考核', en: 'assessment' }, media: { zh: '媒体', en: 'media' }, report: { zh: '指标填报', en: 'indicator report' }, measure: { zh: '措施任务', en: 'measure' },
  matter: { zh: '重大事项', en: 'major matter' }, progress: { zh: '时序预警', en: 'progress warning' }, other: { zh: '其他', en: 'other' },
};
export const findingStatusWords: Words = {
  draft: { zh: '拟稿', en: 'draft' }, discarded: { zh: '作废', en: 'discarded' }, issued: { zh: '待签收', en: 'to acknowledge' }, contested: { zh: '异议中', en: 'contested' },
  acknowledged: { zh: '已签收', en: 'acknowledged' }, rectifying: { zh: '整改中', en: 'rectifying' }, reported: { zh: '待核查', en: 'to check' }, returned: { zh: '退回重改', en: 'returned' },
  closed: { zh: '已销号', en: 'closed' }, withdrawn: { zh: '已撤销', en: 'withdrawn' },
};
export const stageWords: Words = { open: { zh: '在办', en: 'open' }, closed: { zh: '已销号', en: 'closed' }, withdrawn: { zh: '已撤销', en: 'withdrawn' } };
export const lightWords: Words = { green: { zh: '绿灯', en: 'green' }, blue: { zh: '蓝灯', en: 'blue' }, yellow: { zh: '黄灯', en: 'yellow' }, red: { zh: '红灯', en: 'red' } };
export const levelWords: Words = {
  reminder: { zh: '提醒', en: 'reminder' }, blue: { zh: '蓝牌', en: 'blue card' }, yellow: { zh: '黄牌', en: 'yellow card' }, red: { zh: '红牌', en: 'red card' },
  talk: { zh: '约谈', en: 'formal interview' }, listed: { zh: '挂牌督办', en: 'listed supervision' }, referred: { zh: '移交', en: 'referral' },
};
export const contestGroundWords: Words = { 'not-ours': { zh: '不属本单位职责', en: 'not our duty' }, 'due-date': { zh: '时限不合理', en: 'the due date' }, facts: { zh: '事实有误', en: 'the facts' } };
export const extensionReasonWords: Words = {
  'policy-change': { zh: '政策变化', en: 'policy change' }, 'force-majeure': { zh: '不可抗力', en: 'force majeure' }, 'depends-on-others': { zh: '依赖外单位', en: 'depends on others' },
  'own-fault': { zh: '主观原因', en: 'own fault' },
};
export const approverWords: Words = { inspector: { zh: '督查人员', en: 'inspector' }, bureau: { zh: '市市场监管局', en: 'bureau' }, leadership: { zh: '市领导', en: 'leadership' } };
export const verdictWords: Words = { 'partly-done': { zh: '部分完成', en: 'partly done' }, 'not-done': { zh: '未完成', en: 'not done' } };
export const followUpWords: Words = { consolidated: { zh: '巩固', en: 'consolidated' }, relapsed: { zh: '反弹', en: 'relapsed' } };
export const effectWords: Words = {
  finding: { zh: '存在问题', en: 'a finding' }, unclosed: { zh: '未销号', en: 'not closed' }, overdue: { zh: '逾期', en: 'overdue' }, returned: { zh: '退回', en: 'returned' },
  repeated: { zh: '重复发生', en: 'repeated' }, relapsed: { zh: '反弹', en: 'relapsed' },
};
export const dueChangeWords: Words = {
  issued: { zh: '交办', en: 'issued' }, upheld: { zh: '维持交办', en: 'upheld' }, reassigned: { zh: '改派', en: 'reassigned' }, extended: { zh: '同意延期', en: 'extended' },
  returned: { zh: '退回重改', en: 'returned' }, reopened: { zh: '反弹重开', en: 'reopened' }, resumed: { zh: '恢复办理', en: 'resumed' },
};
export const groupingWords: Words = {
  unit: { zh: '单位', en: 'Unit' }, type: { zh: '类型', en: 'Type' }, severity: { zh: '严重程度', en: 'Severity' }, source: { zh: '来源', en: 'Source' }, measure: { zh: '措施', en: 'Measure' },
};
export const findingTypeWords: Words = { indicator: { zh: '指标类', en: 'indicator' }, measure: { zh: '措施类', en: 'measure' }, other: { zh: '其他', en: 'other' } };
export const campaignTypeWords: Words = { routine: { zh: '例行督查', en: 'routine' }, special: { zh: '专项督查', en: 'special' }, 'follow-up': { zh: '回头看', en: 'follow-up' } };
export const campaignStatusWords: Words = { planned: { zh: '已立项', en: 'planned' }, started: { zh: '进行中', en: 'under way' }, concluded: { zh: '已形成结论', en: 'concluded' }, cancelled: { zh: '已取消', en: 'cancelled' } };
export const campaignMeansWords: Words = {
  'self-check': { zh: '自查', en: 'self-check' }, written: { zh: '书面督查', en: 'in writing' }, briefing: { zh: '听取汇报', en: 'briefing' }, 'on-site': { zh: '实地督查', en: 'on site' },
  documents: { zh: '查阅资料', en: 'documents' }, interviews: { zh: '座谈访谈', en: 'interviews' }, online: { zh: '互联网+督查', en: 'online' },
};
export const unitStageWords: Words = {
  named: { zh: '列入方案', en: 'named' }, inspected: { zh: '列入督查', en: 'selected for inspection' }, concluded: { zh: '已有结论', en: 'concluded' }, 'not-inspected': { zh: '未督查', en: 'not inspected' },
  'fed-back': { zh: '已反馈', en: 'fed back' }, cancelled: { zh: '已取消', en: 'cancelled' },
};
export const objectionDecisionWords: Words = { upheld: { zh: '维持', en: 'upheld' }, amended: { zh: '更正', en: 'amended' }, revoked: { zh: '撤销', en: 'revoked' } };
export const rewardLevelWords: Words = { national: { zh: '国家级', en: 'national' }, provincial: { zh: '省级', en: 'provincial' }, municipal: { zh: '市级', en: 'municipal' } };
export const rewardStatusWords: Words = {
  nominated: { zh: '待初审', en: 'awaiting review' }, returned: { zh: '初审退回', en: 'returned by the review' }, passed: { zh: '初审通过', en: 'passed by the review' },
  recommended: { zh: '已推荐申报', en: 'recommended upwards' },
  publicised: { zh: '公示', en: 'publicised' }, granted: { zh: '获激励', en: 'granted' }, 'not-granted': { zh: '未获激励', en: 'not granted' }, withdrawn: { zh: '已撤回', en: 'withdrawn' },
  revoked: { zh: '已撤销', en: 'revoked' },
};
export const matterKindWords: Words = { request: { zh: '请示', en: 'request' }, report: { zh: '报告', en: 'report' } };
export const matterStatusWords: Words = { reported: { zh: '待批示', en: 'awaiting instruction' }, returned: { zh: '已退文', en: 'returned' }, instructed: { zh: '已批示', en: 'instructed' }, settled: { zh: '已办结', en: 'settled' } };
export const matterOutcomeWords: Words = {
  approved: { zh: '同意', en: 'approved' }, 'partly-approved': { zh: '部分同意', en: 'partly approved' }, declined: { zh: '不同意', en: 'declined' }, noted: { zh: '已阅知', en: 'noted' },
};
export const waitingWords: Words = { instruction: { zh: '待批示', en: 'an instruction' }, unit: { zh: '待单位重报', en: 'the unit' }, settlement: { zh: '待办结', en: 'settlement' } };
export const interviewStatusWords: Words = {
  called: { zh: '已通知', en: 'called' }, held: { zh: '已约谈', en: 'held' }, 'followed-up': { zh: '已报整改情况', en: 'followed up' }, concluded: { zh: '已办结', en: 'concluded' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};
export const progressLightWords: Words = { green: lightWords['green']!, yellow: lightWords['yellow']!, red: lightWords['red']! };
export const timelinessWords: Words = { 'in-time': { zh: '及时', en: 'in time' }, late: { zh: '迟报', en: 'late' }, 'not-phoned': { zh: '未电话报告', en: 'not phoned' } };
export const warningStatusWords: Words = { behind: { zh: '落后', en: 'behind' }, 'caught-up': { zh: '已追上', en: 'caught up' } };
export const objectionStateWords: Words = { raised: { zh: '待决定', en: 'to decide' }, decided: { zh: '已决定', en: 'decided' } };
export const rewardObjectionWords: Words = { open: { zh: '待处理', en: 'open' }, upheld: { zh: '成立', en: 'upheld' }, dismissed: { zh: '不成立', en: 'dismissed' } };
export const rewardOriginWords: Words = { self: { zh: '单位自荐', en: 'by the unit itself' }, bureau: { zh: '秘书处提名', en: 'by the secretariat' } };
export const reviewVerdictWords: Words = { passed: { zh: '通过', en: 'pass' }, returned: { zh: '退回', en: 'return' } };
export const handlingWords: Words = { note: { zh: '阅示，不转督办', en: 'for the record' }, finding: { zh: '转督办', en: 'becomes a finding' } };
export const interviewLevelWords: Words = { inspector: { zh: '督查组约谈', en: 'by inspectors' }, bureau: { zh: '市市场监管局约谈', en: 'by the bureau' }, leadership: { zh: '市领导约谈', en: 'by the leadership' } };
export const dayKindWords: Words = { working: { zh: '工作日', en: 'working days' }, calendar: { zh: '日历日', en: 'calendar days' } };
/** What a check came to, as the ledger says it. */
export const conclusionWords: Words = { done: { zh: '同意销号', en: 'closed' }, ...verdictWords };
