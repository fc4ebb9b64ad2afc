import type { Bilingual } from '#engine/kernel';
import { version } from '../server/version.js';
import type { CommandSpec, GroupSpec } from './command-line/command.js';
import type { CommandTree } from './command-line/parse.js';
import { accessLogCommands } from './account/access-log.js';
import { delegationCommands } from './account/delegations.js';
import { signInCommands } from './account/sign-in.js';
import { userCommands } from './account/users.js';
import { whoami } from './account/whoami.js';
import { doctor } from './operating/doctor.js';
import { eventCommands } from './operating/events.js';
import { serverHealth } from './operating/health.js';
import { init } from './operating/init.js';
import { projectionCommands } from './operating/projections.js';
import { decompose } from './planning/decompose.js';
import { indicatorCommands } from './planning/indicators.js';
import { leaderCommands } from './planning/leaders.js';
import { peopleCommands } from './planning/people.js';
import { planCommands } from './planning/plan.js';
import { progressCommands } from './planning/progress.js';
import { unitCommands } from './planning/units.js';
import { evidenceCommands } from './reporting/evidence.js';
import { importReports } from './reporting/import.js';
import { periodCommands } from './reporting/periods.js';
import { reportingActs } from './reporting/report.js';
import { reportsCommands } from './reporting/reports.js';
import { verify } from './reporting/verify.js';
import { boardCommands } from './scoring/boards.js';
import { schemeCommands } from './scoring/schemes.js';
import { scoreATable } from './scoring/score-a-table.js';
import { simulationCommands } from './scoring/simulate.js';

/** Words with several commands under them. */
const groups: readonly GroupSpec[] = [
  { word: 'users', summary: { zh: '用户：登记、授权、锁定、重置口令', en: 'Users: register, grant, lock, reset passwords' } },
  { word: 'delegations', summary: { zh: '授权代理', en: 'Delegations of roles' } },
  { word: 'access-log', summary: { zh: '访问日志：查阅、核验', en: 'The access log: read, check' } },
  { word: 'plan', summary: { zh: '方案：措施、指标、目标、分工', en: 'The plan: measures, indicators, targets, assignments' } },
  { word: 'units', summary: { zh: '责任单位和领导任职', en: 'Units and their leaders' } },
  { word: 'people', summary: { zh: '人员库：登记、更正、删除', en: 'The registry of persons: add, correct, erase' } },
  { word: 'progress', summary: { zh: '措施的任务进展', en: 'Progress on measures' } },
  { word: 'periods', summary: { zh: '填报期', en: 'Reporting periods' } },
  { word: 'reports', summary: { zh: '填报台账：查询、经过、导出、完整性', en: 'Register of reports: search, history, export, completeness' } },
  { word: 'not-applicable', summary: { zh: '不适用：申报、同意、不同意', en: 'Not applicable: declare, approve, refuse' } },
  { word: 'evidence', summary: { zh: '佐证材料：上传、下载', en: 'Evidence: upload, download' } },
  { word: 'schemes', aliases: ['scheme'], summary: { zh: '评分细则：检查、起草、印发', en: 'Schemes: check, draft, publish' } },
  { word: 'events', summary: { zh: '事件日志', en: 'The event log' } },
  { word: 'projections', summary: { zh: '投影：查看、恢复、重建', en: 'Projections: look, resume, rebuild' } },
];

/** What people come for, in the order of the city's work. */
const chapters: readonly { readonly title: Bilingual; readonly commands: readonly CommandSpec[] }[] = [
  { title: { zh: '账号', en: 'Accounts' }, commands: [...signInCommands, whoami, ...userCommands, ...delegationCommands] },
  { title: { zh: '方案与单位', en: 'Plan and units' }, commands: [...planCommands, ...indicatorCommands, decompose, ...progressCommands, ...unitCommands, ...leaderCommands, ...peopleCommands] },
  {
    title: { zh: '填报与核定', en: 'Reporting and verification' },
    commands: [...periodCommands, ...reportingActs.slice(0, 1), verify, ...reportingActs.slice(1), importReports, ...reportsCommands, ...evidenceCommands],
  },
  { title: { zh: '评分', en: 'Scores' }, commands: [...boardCommands, scoreATable, ...simulationCommands, ...schemeCommands] },
  { title: { zh: '审计与运行', en: 'Audit and operation' }, commands: [...eventCommands, ...accessLogCommands, ...projectionCommands, serverHealth, doctor, init] },
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
