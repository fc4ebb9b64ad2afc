import type { Bilingual } from '#engine/kernel';
import { verifyLogCommand } from './offline/verify.js';
import { auditGroup, auditingCommands } from './auditing/audit-commands.js';
import { changeCommands } from './history/changes.js';
import { historyEventCommands } from './history/events.js';
import { comparingCommands } from './comparing/compare.js';
import { lockedChangeCommands } from './comparing/locked-changes.js';
import { checkpointCommands } from './proving/checkpoints.js';
import { proofCommands } from './proving/proofs.js';
import { version } from '../server/version.js';
import type { CommandSpec, GroupSpec } from './command-line/command.js';
import type { CommandTree } from './command-line/parse.js';
import { accessLogCommands } from './account/access-log.js';
import { delegationCommands } from './account/delegations.js';
import { roles } from './account/roles.js';
import { signInCommands } from './account/sign-in.js';
import { userCommands } from './account/users.js';
import { whoami } from './account/whoami.js';
import { compareCommands } from './assessment/compare.js';
import { markAndEntryCommands } from './assessment/marks-and-entries.js';
import { reproduceCommands } from './assessment/reproduce.js';
import { resultCommands } from './assessment/results.js';
import { reviewCommands } from './assessment/reviews.js';
import { freezeCommands } from './assessment/round-freeze.js';
import { roundCommands } from './assessment/round-page.js';
import { roundPlanCommands } from './assessment/round-plans.js';
import { roundResultCommands } from './assessment/round-results.js';
import { sampleCommands } from './assessment/samples.js';
import { selfAssessmentCommands } from './assessment/self-assessment.js';
import { siteCheckCommands } from './assessment/site-checks.js';
import { unitResultCommands } from './assessment/unit-results.js';
import { dossierPageCommands } from './cadre-review/dossier-page.js';
import { dossierPaperCommands } from './cadre-review/dossier-papers.js';
import { dossierCommands } from './cadre-review/dossiers.js';
import { linkageCommands } from './cadre-review/linkage.js';
import { receiptCommands } from './cadre-review/receipts.js';
import { calendarCommands } from './calendar/calendar.js';
import { backup } from './offline/backup.js';
import { restore } from './offline/restore.js';
import { doctor } from './operating/doctor.js';
import { eventCommands } from './operating/events.js';
import { feedCommands } from './operating/feeds.js';
import { serverHealth } from './operating/health.js';
import { init } from './operating/init.js';
import { migrateCommands } from './operating/migrate.js';
import { parkedCommands } from './operating/parked.js';
import { projectionCommands } from './operating/projections.js';
import { reconcile } from './operating/reconcile.js';
import { decompose } from './planning/decompose.js';
import { indicatorCommands } from './planning/indicators.js';
import { leaderCommands } from './planning/leaders.js';
import { matrixCommands } from './planning/matrices.js';
import { peopleCommands } from './planning/people.js';
import { planCommands } from './planning/plan.js';
import { progressCommands } from './planning/progress.js';
import { unitCommands } from './planning/units.js';
import { receive } from './receiving/receive.js';
import { completenessCommands } from './reporting/completeness.js';
import { evidenceCommands } from './reporting/evidence.js';
import { importReports } from './reporting/import.js';
import { periodCommands } from './reporting/periods.js';
import { reportingActs } from './reporting/report.js';
import { reportsCommands } from './reporting/reports.js';
import { verify } from './reporting/verify.js';
import { verifyAll } from './reporting/verify-all.js';
import { boardCommands } from './scoring/boards.js';
import { schemeCommands } from './scoring/schemes.js';
import { scoreATable } from './scoring/score-a-table.js';
import { simulationCommands } from './scoring/simulate.js';
import { assignmentCommands } from './supervision/assignments.js';
import { campaignPlanCommands } from './supervision/campaign-plans.js';
import { campaignResultCommands } from './supervision/campaign-results.js';
import { campaignCommands } from './supervision/campaigns.js';
import { checkCommands } from './supervision/checks.js';
import { deskCommands } from './supervision/desks.js';
import { drawCommands } from './supervision/draw.js';
import { escalationCommands } from './supervision/escalation.js';
import { draftCommands } from './supervision/finding-drafts.js';
import { findingPageCommands } from './supervision/finding-page.js';
import { interviewCommands } from './supervision/interviews.js';
import { ledger } from './supervision/ledger.js';
import { listingAndEffectCommands } from './supervision/listing-and-effects.js';
import { matterCommands } from './supervision/matters.js';
import { noticeCommands } from './supervision/notices.js';
import { rectificationCommands } from './supervision/rectification.js';
import { rewardCommands } from './supervision/rewards.js';
import { supervisionCommands } from './supervision/supervision-board.js';

/** Words with several commands under them. */
const groups: readonly GroupSpec[] = [
  { word: 'users', summary: { zh: '用户：登记、授权、锁定、重置口令', en: 'Users: register, grant, lock, reset passwords' } },
  { word: 'delegations', summary: { zh: '授权代理', en: 'Delegations of roles' } },
  { word: 'access-log', summary: { zh: '访问日志：查阅、导出、核验、封存、到期清除', en: 'The access log: read, export, check, seal, remove what is old enough' } },
  { word: 'plan', summary: { zh: '方案：措施、指标、目标、分工', en: 'The plan: measures, indicators, targets, assignments' } },
  { word: 'units', summary: { zh: '责任单位和领导任职', en: 'Units and their leaders' } },
  { word: 'people', summary: { zh: '人员库：登记、更正、删除', en: 'The registry of persons: add, correct, erase' } },
  { word: 'progress', summary: { zh: '措施的任务进展', en: 'Progress on measures' } },
  { word: 'periods', summary: { zh: '填报期', en: 'Reporting periods' } },
  { word: 'reports', summary: { zh: '填报台账：查询、经过、导出、完整性', en: 'Register of reports: search, history, export, completeness' } },
  { word: 'not-applicable', summary: { zh: '不适用：申报、同意、不同意', en: 'Not applicable: declare, approve, refuse' } },
  { word: 'evidence', summary: { zh: '佐证材料：上传、下载', en: 'Evidence: upload, download' } },
  { word: 'schemes', aliases: ['scheme'], summary: { zh: '评分细则：检查、起草、印发', en: 'Schemes: check, draft, publish' } },
  { word: 'calendar', aliases: ['calendars'], summary: { zh: '工作日历：查看、发布、调整、计算期限', en: 'The working calendar: look, publish, revise, reckon deadlines' } },
  { word: 'campaigns', aliases: ['campaign'], summary: { zh: '督查活动：立项、抽取、核查、结论、反馈、异议', en: 'Campaigns: plan, draw, visit, conclude, feed back, objections' } },
  { word: 'findings', aliases: ['finding'], summary: { zh: '督办问题：拟稿、交办、签收、整改、核查、销号', en: 'Findings: draft, issue, acknowledge, rectify, check, close' } },
  { word: 'desk', summary: { zh: '工作台：督查员、责任单位、领导', en: 'Desks: of inspectors, units and leadership' } },
  { word: 'supervision', summary: { zh: '督查统计、期限日历、时序预警', en: 'Figures of supervision, calendar of deadlines, warnings about progress' } },
  { word: 'escalation', summary: { zh: '督办升级规则：查看、试算、发布', en: 'Rules of escalation: look, try, adopt' } },
  { word: 'interviews', aliases: ['interview'], summary: { zh: '约谈：通知、纪要、整改情况、办结', en: 'Interviews: call, record, follow up, conclude' } },
  { word: 'rewards', aliases: ['reward'], summary: { zh: '督查激励：提名、初审、公示、授予', en: 'Rewards: nominate, review, publicise, grant' } },
  { word: 'matters', aliases: ['matter'], summary: { zh: '重大事项请示报告：报送、批示、办结', en: 'Major matters: report, instruct, settle' } },
  { word: 'notices', aliases: ['notice'], summary: { zh: '通知：我的通知、回执、投递', en: 'Notices: mine, receipts, deliveries' } },
  { word: 'feeds', aliases: ['feed'], summary: { zh: '对外消息的拉取接口', en: 'Pull feeds of outgoing messages' } },
  { word: 'rounds', aliases: ['round'], summary: { zh: '考核：启动、进度、冻结、计分、反馈、审定、通报、更正、验证', en: 'Rounds: open, follow, freeze, calculate, notify, confirm, publish, correct, prove' } },
  { word: 'self-assessment', summary: { zh: '自评：自评表、提交、退回、结束', en: 'Self-assessment: form, submit, return, close' } },
  { word: 'samples', aliases: ['sample'], summary: { zh: '暗访名单：抽取封存、查看、启封、核对', en: 'Samples of unannounced checks: seal, look, open, prove' } },
  { word: 'site-checks', aliases: ['site-check'], summary: { zh: '考核实地核查', en: 'Site checks of a round' } },
  { word: 'marks', aliases: ['mark'], summary: { zh: '评委打分', en: "Raters' marks" } },
  { word: 'bonuses', aliases: ['bonus'], summary: { zh: '加分认定', en: 'Decisions on bonus claims' } },
  { word: 'entries', aliases: ['entry'], summary: { zh: '考核登记：扣分、违规情形、一票否决、撤销', en: 'Entries against a unit: deductions, conduct, vetoes, revocations' } },
  { word: 'results', aliases: ['result'], summary: { zh: '考核结果：结果表、得分表、得失分、一页纸、调整、比较', en: 'Results of a round: table, sheet, reasons, profile, adjustments, comparison' } },
  { word: 'reviews', aliases: ['review'], summary: { zh: '申诉复核：申请、撤回、暂缓、预览、决定、台账', en: 'Reviews: request, withdraw, stay, preview, decide, docket' } },
  { word: 'linkage', summary: { zh: '考核结果运用规则', en: 'Rules on the use of results' } },
  { word: 'inclusions', aliases: ['inclusion'], summary: { zh: '垂直管理单位纳入决定', en: 'Decisions on vertically managed units' } },
  { word: 'dossiers', aliases: ['dossier'], summary: { zh: '政绩考核材料：备齐、查看、函、报送、拉取情况', en: 'Dossiers for the cadre review: prepare, look, letter, dispatch, state of the feed' } },
  { word: 'receipts', aliases: ['receipt'], summary: { zh: '材料回执：报送、未能受理的', en: 'Receipts for dossiers: send, those that could not be taken' } },
  { word: 'history', summary: { zh: '变更历史：查询、单个事项、导出、原始事件、前因后果', en: 'Change history: search, one thing, export, raw events, causes and effects' } },
  auditGroup,
  { word: 'moments', aliases: ['moment'], summary: { zh: '时点：冻结、通报、交办等有名称的时刻', en: 'Named moments: freezes, publications, orders issued' } },
  { word: 'locked-changes', aliases: ['locked-change'], summary: { zh: '锁定数据的变更：台账、规则', en: 'Changes of locked data: list, rules' } },
  { word: 'checkpoints', aliases: ['checkpoint'], summary: { zh: '账本检查点：现状、清单、签发、一致性、更换密钥', en: 'Checkpoints of the ledger: state, list, sign, consistency, new key' } },
  { word: 'proofs', aliases: ['proof'], summary: { zh: '追溯到底：得分、考核结果、单个事件的依据和账本证明', en: 'To the end: facts and proofs behind a score, a result, one event' } },
  { word: 'migrate', summary: { zh: '迁移：单机部署与分布式部署之间，双向', en: 'Migrate between the embedded and the distributed profile, either way' } },
  { word: 'events', summary: { zh: '事件日志', en: 'The event log' } },
  { word: 'projections', summary: { zh: '投影：查看、恢复、重建', en: 'Projections: look, resume, rebuild' } },
  { word: 'parked', summary: { zh: '挂起事项：查看、重试、放弃', en: 'What failed and waits: look, try again, give up' } },
];

/** What people come for, in the order of the city's work. */
const chapters: readonly { readonly title: Bilingual; readonly commands: readonly CommandSpec[] }[] = [
  { title: { zh: '账号', en: 'Accounts' }, commands: [...signInCommands, whoami, ...userCommands, roles, ...delegationCommands] },
  { title: { zh: '方案与单位', en: 'Plan and units' }, commands: [...planCommands, ...indicatorCommands, decompose, ...matrixCommands, ...progressCommands, ...unitCommands, ...leaderCommands, ...peopleCommands, ...calendarCommands] },
  {
    title: { zh: '填报与核定', en: 'Reporting and verification' },
    commands: [...periodCommands, ...reportingActs.slice(0, 1), verify, verifyAll, ...reportingActs.slice(1), importReports, ...reportsCommands, ...completenessCommands, ...evidenceCommands],
  },
  {
    title: { zh: '督查督办', en: 'Supervision' },
    commands: [
      ...campaignCommands, ...campaignPlanCommands, ...drawCommands, ...campaignResultCommands, ledger, ...findingPageCommands, ...draftCommands, ...assignmentCommands, ...rectificationCommands,
      ...checkCommands, ...listingAndEffectCommands, ...deskCommands, ...supervisionCommands, ...escalationCommands, ...interviewCommands, ...rewardCommands, ...matterCommands, ...noticeCommands,
    ],
  },
  { title: { zh: '评分', en: 'Scores' }, commands: [...boardCommands, scoreATable, ...simulationCommands, ...schemeCommands] },
  {
    title: { zh: '考核', en: 'Assessment' },
    commands: [
      ...roundCommands, ...roundPlanCommands, ...freezeCommands, ...roundResultCommands, ...reproduceCommands, ...selfAssessmentCommands, ...sampleCommands, ...siteCheckCommands, ...markAndEntryCommands,
      ...resultCommands, ...unitResultCommands, ...compareCommands, ...reviewCommands,
    ],
  },
  { title: { zh: '政绩考核', en: 'Cadre review' }, commands: [...dossierCommands, ...dossierPageCommands, ...dossierPaperCommands, ...receiptCommands, receive, ...linkageCommands] },
  { title: { zh: '审计追溯', en: 'History and proof' }, commands: [...changeCommands, ...historyEventCommands, ...comparingCommands, ...lockedChangeCommands, ...proofCommands, ...checkpointCommands, verifyLogCommand, ...auditingCommands] },
  { title: { zh: '审计与运行', en: 'Audit and operation' }, commands: [...eventCommands, ...feedCommands, ...accessLogCommands, ...projectionCommands, ...parkedCommands, serverHealth, reconcile, doctor, backup, restore, ...migrateCommands, init] },
];

const wordOf = ({ path }: CommandSpec): string => path.split(' ')[0]!;

/** Everything the command line can do. */
export const commandTree: CommandTree = {
  version,
  groups,
  commands: chapters.flatMap(({ commands }) => commands),
  chapters: chapters.map(({ title, commands }) => ({
    title,
    entries: [...new Map(commands.map((spec) => [wordOf(spec), groups.find(({ word }) => word === wordOf(spec)) ?? spec])).values()],
  })),
};
