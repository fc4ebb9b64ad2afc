import { AuditOutlined, DashboardOutlined, DesktopOutlined, FileDoneOutlined, FileTextOutlined, FormOutlined, FundOutlined, SafetyCertificateOutlined, SettingOutlined, SolutionOutlined } from '@ant-design/icons';
import { administrationPages } from '../administration/pages.js';
import { assessmentPages } from '../assessment/pages.js';
import { auditPages } from '../audit/pages.js';
import { cadreReviewPages } from '../cadre-review/pages.js';
import { cockpitPages } from '../cockpit/pages.js';
import { planPages } from '../plan/pages.js';
import { reportingPages } from '../reporting/pages.js';
import { scoresPages } from '../scores/pages.js';
import { supervisionPages } from '../supervision/pages.js';
import { workbenchPages } from '../workbench/pages.js';
import type { Area } from './pages.js';

/** The menu, in the order in which people work. */
export const areas: readonly Area[] = [
  { key: 'workbench', title: { zh: '工作台', en: 'Workbench' }, icon: DesktopOutlined, pages: workbenchPages },
  { key: 'cockpit', title: { zh: '驾驶舱', en: 'Cockpit' }, icon: DashboardOutlined, pages: cockpitPages },
  { key: 'plan', title: { zh: '方案任务', en: 'Plan' }, icon: FileTextOutlined, pages: planPages },
  { key: 'reporting', title: { zh: '数据填报', en: 'Reporting' }, icon: FormOutlined, pages: reportingPages },
  { key: 'scores', title: { zh: '得分', en: 'Scores' }, icon: FundOutlined, pages: scoresPages },
  { key: 'assessment', title: { zh: '考核', en: 'Assessment' }, icon: FileDoneOutlined, pages: assessmentPages },
  { key: 'supervision', title: { zh: '督查督办', en: 'Supervision' }, icon: AuditOutlined, pages: supervisionPages },
  { key: 'cadre-review', title: { zh: '政绩考核报送', en: 'Cadre review' }, icon: SolutionOutlined, pages: cadreReviewPages },
  { key: 'audit', title: { zh: '审计追溯', en: 'Audit' }, icon: SafetyCertificateOutlined, pages: auditPages },
  { key: 'administration', title: { zh: '系统管理', en: 'Administration' }, icon: SettingOutlined, pages: administrationPages },
];
