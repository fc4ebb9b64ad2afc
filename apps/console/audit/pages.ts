import type { Page } from '../frame/pages.js';

export const auditPages: readonly Page[] = [
  { path: '/audit', title: { zh: '变更历史', en: 'Change history' }, needs: ['GET /history/changes'], load: () => import('./history-page.js') },
  { path: '/audit/history', title: { zh: '变更历史', en: 'Change history' }, menu: true, needs: ['GET /history/changes'], load: () => import('./history-page.js') },
  { path: '/audit/events/:position', title: { zh: '日志记录', en: 'Record of the log' }, needs: ['GET /history/events/:position'], load: () => import('./event-page.js') },
  { path: '/audit/compare', title: { zh: '时点比较', en: 'Compare moments' }, menu: true, needs: ['GET /history/comparison'], load: () => import('./compare/compare-page.js') },
  { path: '/audit/locked-changes', title: { zh: '锁定后变更', en: 'Locked data changed' }, menu: true, needs: ['GET /history/locked-changes'], load: () => import('./locked-changes-page.js') },
  { path: '/audit/proof', title: { zh: '证明与核验', en: 'Proof' }, menu: true, needs: ['GET /ledger/inclusion/:position'], load: () => import('./proof/proof-page.js') },
  { path: '/audit/checkpoints', title: { zh: '账本检查点', en: 'Checkpoints' }, menu: true, needs: ['GET /ledger/checkpoints'], load: () => import('./checkpoints/checkpoints-page.js') },
  { path: '/audit/bundle', title: { zh: '审计包', en: 'Audit bundles' }, menu: true, needs: ['GET /history/audit-bundle'], load: () => import('./bundle/bundle-page.js') },
  { path: '/audit/access', title: { zh: '访问日志', en: 'Access log' }, menu: true, needs: ['GET /access-log'], load: () => import('./access/access-page.js') },
  { path: '/audit/log', title: { zh: '事件日志', en: 'Event log' }, menu: true, needs: ['GET /events'], load: () => import('./log-page.js') },
];
