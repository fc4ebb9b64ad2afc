import type { Page } from '../frame/pages.js';

const title = { zh: '督查问题', en: 'Finding' };
const desk = { zh: '督查工作台', en: 'Desk' };
const ledger = { zh: '督查台账', en: 'Ledger' };
const drafts = { zh: '问题拟稿', en: 'Drafts' };
const warnings = { zh: '时序预警', en: 'Progress warnings' };

const openDesk = () => import('./desk/desk-page.js');
const openLedger = () => import('./ledger/ledger-page.js');
const openDrafts = () => import('./drafts/drafts-page.js');

/** Pages about findings: who is to do what, by when, and everything that was done. */
export const findingPages: readonly Page[] = [
  { path: '/supervision', title: desk, menu: true, needs: ['GET /supervision/desk/unit', 'GET /supervision/desk/inspector', 'GET /supervision/desk/leadership', 'GET /findings'], load: openDesk },
  { path: '/supervision/desk/:desk', title: desk, needs: ['GET /supervision/desk/unit', 'GET /supervision/desk/inspector', 'GET /supervision/desk/leadership'], load: openDesk },
  { path: '/supervision/ledger', title: ledger, menu: true, needs: ['GET /findings'], load: openLedger },
  // The server's desks name their whole lists by the names of its routes.
  { path: '/supervision/findings', title: ledger, needs: ['GET /findings'], load: openLedger },
  { path: '/supervision/findings/:finding', title, needs: ['GET /findings/:finding'], load: () => import('./finding/finding-page.js') },
  { path: '/supervision/findings/:finding/order', title: { zh: '督办单', en: 'Supervision order' }, needs: ['GET /findings/:finding/order'], load: () => import('./finding/order-page.js') },
  { path: '/supervision/drafts', title: drafts, menu: true, needs: ['GET /finding-drafts'], load: openDrafts },
  { path: '/supervision/finding-drafts', title: drafts, needs: ['GET /finding-drafts'], load: openDrafts },
  { path: '/supervision/drafts/new', title: { zh: '新建问题', en: 'New finding' }, needs: ['POST /findings'], load: () => import('./drafts/new-finding-page.js') },
  { path: '/supervision/drafts/:finding', title: { zh: '修改拟稿', en: 'Change a draft' }, needs: ['POST /findings/:finding/redraft'], load: () => import('./drafts/redraft-page.js') },
  { path: '/supervision/calendar', title: { zh: '期限日历', en: 'Due dates' }, menu: true, needs: ['GET /supervision/due-calendar'], load: () => import('./calendar/calendar-page.js') },
  { path: '/supervision/board', title: { zh: '督查统计', en: 'Figures' }, menu: true, needs: ['GET /supervision/board'], load: () => import('./board/board-page.js') },
  { path: '/supervision/warnings', title: warnings, menu: true, needs: ['GET /supervision/warnings'], load: () => import('./warnings/warnings-page.js') },
  { path: '/supervision/warnings/:plan/:indicator/:unit/:year', title: warnings, needs: ['GET /supervision/warnings/:plan/:indicator/:unit/:year'], load: () => import('./warnings/warning-page.js') },
  { path: '/supervision/escalation-policy', title: { zh: '升级规则', en: 'Escalation rules' }, menu: true, needs: ['GET /supervision/escalation-policy'], load: () => import('./escalation/policy-page.js') },
  { path: '/supervision/escalation-policy/new', title: { zh: '发布升级规则', en: 'Publish escalation rules' }, needs: ['POST /supervision/escalation-policy'], load: () => import('./escalation/publish-page.js') },
];
