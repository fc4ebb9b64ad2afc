import type { Words } from './words.js';

/** What an entry of the access log is about. */
export const accessKindWords: Words = {
  'sign-in': { zh: '登录', en: 'signed in' }, 'sign-in-failed': { zh: '登录失败', en: 'sign-in failed' }, 'sign-in-blocked': { zh: '登录受限', en: 'sign-in blocked' },
  'sign-in-refused': { zh: '登录被拒', en: 'sign-in refused' }, 'sign-out': { zh: '退出', en: 'signed out' }, 'token-reused': { zh: '刷新令牌重复使用', en: 'refresh token used twice' },
  'password-changed': { zh: '修改口令', en: 'password changed' }, 'password-change-failed': { zh: '修改口令失败', en: 'password change failed' }, refused: { zh: '访问被拒', en: 'access refused' },
  read: { zh: '查阅敏感内容', en: 'sensitive read' }, export: { zh: '导出或下载', en: 'export or download' }, 'log-resumed': { zh: '恢复写入', en: 'written again after a fault' },
};

/** Why an entry came about, where it says so by a code. */
export const accessDetailWords: Words = { locked: { zh: '账号已锁定', en: 'account locked' }, 'demonstration-off': { zh: '不接受演示账号', en: 'no demonstration accounts' } };

/** How an access log differs from what it was. */
export const accessDamageWords = {
  changed: { zh: '内容被改动、缺失或错位', en: 'changed, missing or out of place' },
  rewritten: { zh: '与事件日志中的封存记录不一致（此前可信至第 {provenTo} 条）', en: 'not what the event log has sealed (trusted up to entry {provenTo})' },
  'cut-off': { zh: '末尾被截去', en: 'cut off at the end' },
  'beginning-removed': { zh: '开头被删除，且没有清除记录', en: 'its beginning was removed without a record' },
} as const satisfies Words;

/** How a projection fares. */
export const projectionStateWords: Words = {
  live: { zh: '实时', en: 'live' }, 'catching-up': { zh: '追赶', en: 'catching up' }, halted: { zh: '停住', en: 'halted' }, rebuilding: { zh: '重建', en: 'rebuilding' },
};

/** How what follows the log (reactions, outgoing messages, the ledger) fares; also how projections do. */
export const followerStateWords: Words = {
  ...projectionStateWords, 'backing-off': { zh: '出错，稍后重试', en: 'failed, will try again' }, stopped: { zh: '已停止', en: 'stopped' },
};

/** How a delivery of a notice stands. */
export const deliveryStateWords: Words = {
  queued: { zh: '待投递', en: 'queued' }, delivered: { zh: '已送达', en: 'delivered' }, failed: { zh: '失败', en: 'failed' },
};

/** By which way a notice goes out. */
export const outletWords: Words = { inbox: { zh: '站内通知', en: 'inbox' }, sms: { zh: '短信', en: 'text message' } };

/** Parts of the process as the health page names them. */
export const healthStateWords: Words = { up: { zh: '正常', en: 'up' }, degraded: { zh: '降级', en: 'degraded' }, down: { zh: '故障', en: 'down' } };

/** Areas of the product by the tags of the routes. */
export const tagWords: Words = {
  plan: { zh: '方案任务', en: 'Plan' }, units: { zh: '责任单位', en: 'Units' }, calendar: { zh: '工作日历', en: 'Calendar' }, reporting: { zh: '数据填报', en: 'Reporting' },
  scoring: { zh: '评分', en: 'Scoring' }, assessment: { zh: '考核', en: 'Assessment' }, supervision: { zh: '督查督办', en: 'Supervision' }, 'cadre-review': { zh: '政绩考核报送', en: 'Cadre review' },
  history: { zh: '审计追溯', en: 'Audit' }, ledger: { zh: '账本', en: 'Ledger' }, identity: { zh: '账号与权限', en: 'Accounts and rights' }, notices: { zh: '通知', en: 'Notices' },
  evidence: { zh: '佐证材料', en: 'Evidence' }, integration: { zh: '对外接口', en: 'Interfaces' }, system: { zh: '系统运行', en: 'Operations' },
};

/** What each projection is made for, by its name. */
export const projectionWords: Words = {
  plans: { zh: '方案', en: 'Plans' }, measures: { zh: '措施', en: 'Measures' }, indicators: { zh: '指标口径', en: 'Indicators' }, targets: { zh: '目标', en: 'Targets' }, 'measure-progress': { zh: '任务进展', en: 'Progress of measures' },
  'unit-register': { zh: '责任单位名录', en: 'Register of units' }, appointments: { zh: '领导任职', en: 'Appointments' }, 'calendar-years': { zh: '工作日历', en: 'Working calendar' },
  'report-register': { zh: '填报台账', en: 'Register of reports' }, periods: { zh: '填报期', en: 'Periods' }, completeness: { zh: '填报完整性', en: 'Completeness' }, 'reporting-cards': { zh: '填报用指标口径', en: 'Definitions for reporting' },
  'reporting-targets': { zh: '填报用目标', en: 'Targets for reporting' }, 'reporting-units': { zh: '填报用单位', en: 'Units for reporting' }, 'scheme-register': { zh: '评分细则', en: 'Schemes' }, 'live-board': { zh: '实时得分榜', en: 'Live score boards' },
  'campaign-units': { zh: '受检单位', en: 'Units inspected' }, campaigns: { zh: '督查活动', en: 'Campaigns' }, 'inspection-counts': { zh: '督查次数', en: 'Counts of inspections' }, 'escalation-policies': { zh: '督办升级规则', en: 'Escalation rules' },
  interviews: { zh: '约谈', en: 'Interviews' }, 'finding-audiences': { zh: '问题知悉范围', en: 'Audiences of findings' }, 'finding-drafts': { zh: '问题拟稿', en: 'Drafts of findings' }, findings: { zh: '督查台账', en: 'Ledger of findings' },
  'supervised-units': { zh: '督查对象', en: 'Units supervised' }, matters: { zh: '重大事项', en: 'Major matters' }, 'progress-warnings': { zh: '时序预警', en: 'Progress warnings' }, rewards: { zh: '督查激励', en: 'Rewards' },
  'supervision-board': { zh: '督查看板', en: 'Supervision board' }, 'assessment-report-standings': { zh: '考核用填报情况', en: 'Reports for assessment' }, 'assessment-published': { zh: '通报的结果', en: 'Published results' },
  'assessment-reviews': { zh: '复核台账', en: 'Docket of reviews' }, 'assessment-units': { zh: '考核进度', en: 'Progress of rounds' }, 'assessment-rounds': { zh: '考核台账', en: 'Rounds' }, dossiers: { zh: '政绩考核材料', en: 'Dossiers' },
  'linkage-rules': { zh: '结果运用规则', en: 'Linkage rules' }, 'cadre-inclusions': { zh: '垂管单位纳入', en: 'Inclusion of units' }, 'cadre-review-rounds': { zh: '政绩考核轮次', en: 'Rounds for cadre review' }, users: { zh: '账号与权限', en: 'Accounts and rights' },
  delegations: { zh: '代理', en: 'Delegations' }, 'history-moments': { zh: '有名称的时点', en: 'Named moments' }, 'history-locked-changes': { zh: '锁定后变更', en: 'Changes to locked data' }, 'history.changes': { zh: '变更历史', en: 'Change history' },
  'history.reach': { zh: '变更知悉范围', en: 'Audiences of changes' }, 'history.names': { zh: '变更历史用名称', en: 'Names for the change history' },
};

/** What acts by itself, by the name of the process. */
export const processWords: Words = {
  'reporting.period-deadline': { zh: '填报期到期关闭', en: 'Close periods when due' }, 'supervision.escalation': { zh: '督办升级', en: 'Escalation' }, 'supervision.instruction-to-finding': { zh: '批示转督办', en: 'Instructions become findings' },
  'supervision.watch-progress': { zh: '时序进度监测', en: 'Watch over progress' }, 'cadre-review.redaction': { zh: '人员信息删除', en: 'Erasure of persons' },
};

/** Whatever acts without a person, by the name that its records have. */
export const systemPartWords: Words = {
  ...processWords, operator: { zh: '运维人员', en: 'operator' }, projections: { zh: '视图重建', en: 'rebuilding of views' }, reactions: { zh: '自动办理', en: 'reactions' }, offline: { zh: '离线导出', en: 'export without a server' },
  'history.access-sealing': { zh: '访问日志封存', en: 'sealing of the access log' }, 'history.checkpoints': { zh: '检查点签发', en: 'signing of checkpoints' }, 'cadre-review.receipts': { zh: '接收回执', en: 'receipts' },
};

/** What a notice is about, by the first word of the stream it came from. */
export const noticeKindWords: Words = {
  finding: { zh: '督查问题', en: 'finding' }, campaign: { zh: '督查活动', en: 'campaign' }, interview: { zh: '约谈', en: 'interview' }, matter: { zh: '重大事项', en: 'major matter' }, reward: { zh: '督查激励', en: 'reward' },
  progressWarning: { zh: '时序预警', en: 'progress warning' }, report: { zh: '指标填报', en: 'report' }, period: { zh: '填报期', en: 'period' }, progress: { zh: '任务进展', en: 'progress of a measure' }, plan: { zh: '方案', en: 'plan' },
  scheme: { zh: '评分细则', en: 'scheme' }, round: { zh: '考核', en: 'round' }, result: { zh: '考核结果', en: 'result' }, dossier: { zh: '政绩考核材料', en: 'dossier' }, user: { zh: '账号', en: 'account' },
};

/** Outgoing messages by their topic. */
export const topicWords: Words = {
  'quality.indicator.verified.v1': { zh: '指标核定', en: 'Indicator verified' }, 'quality.score.current.v1': { zh: '当前得分', en: 'Current score' }, 'quality.supervision.finding.v1': { zh: '督查问题', en: 'Finding' },
  'quality.assessment.published.v1': { zh: '考核通报', en: 'Assessment published' }, 'quality.cadre-review.dossier.v1': { zh: '政绩考核材料', en: 'Dossier' }, 'quality.ledger.checkpoint.v1': { zh: '账本检查点', en: 'Checkpoint' },
};
