import type { Page } from '../frame/pages.js';

export const reportingPages: readonly Page[] = [
  { path: '/reporting', title: { zh: '填报', en: 'Report' }, needs: ['GET /completeness'], menu: true, load: () => import('./choose-sheet.js') },
  { path: '/reporting/import', title: { zh: '批量导入', en: 'Import' }, needs: ['POST /imports'], menu: true, load: () => import('./import/import-page.js') },
  { path: '/reporting/verification', title: { zh: '核定看板', en: 'Verification' }, needs: ['POST /verifications', 'POST /reports/:plan/:indicator/:unit/:period/correction'], menu: true, load: () => import('./verification/verification-page.js') },
  { path: '/reporting/register', title: { zh: '填报台账', en: 'Register' }, needs: ['GET /reports'], menu: true, load: () => import('./register.js') },
  { path: '/reporting/periods', title: { zh: '填报期', en: 'Periods' }, needs: ['GET /periods'], menu: true, load: () => import('./periods.js') },
  { path: '/reporting/year/:unit', title: { zh: '年度填报表', en: 'Sheet of a year' }, needs: ['GET /report-sheets/:plan/:unit/:year/:kind'], load: () => import('./sheet/year-sheet.js') },
  { path: '/reporting/:period/:unit', title: { zh: '填报表', en: 'Reporting sheet' }, needs: ['GET /report-sheets/:plan/:unit/:period'], load: () => import('./sheet/period-sheet.js') },
  { path: '/reporting/:period/:unit/form', title: { zh: '填报表（打印）', en: 'Reporting form' }, needs: ['GET /report-sheets/:plan/:unit/:period'], load: () => import('./printed-form.js') },
];
