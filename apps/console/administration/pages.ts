import type { Page } from '../frame/pages.js';

export const administrationPages: readonly Page[] = [
  { path: '/admin/users', title: { zh: '账号', en: 'Accounts' }, menu: true, needs: ['POST /users', 'POST /users/:user/lock'], load: () => import('./users/users-page.js') },
  { path: '/admin/users/:user', title: { zh: '账号', en: 'Account' }, needs: ['GET /users/:user'], load: () => import('./users/user-page.js') },
  { path: '/admin/projections', title: { zh: '投影与定时', en: 'Projections and timers' }, menu: true, needs: ['POST /projections/:name/rebuild'], load: () => import('./operations/projections-page.js') },
  { path: '/admin/deliveries', title: { zh: '通知投递', en: 'Deliveries' }, menu: true, needs: ['POST /notices/deliveries/:id/retry'], load: () => import('./operations/deliveries-page.js') },
  { path: '/admin/system', title: { zh: '运行状况', en: 'Health' }, menu: true, needs: ['POST /projections/:name/rebuild'], load: () => import('./operations/system-page.js') },
  { path: '/admin/grants', title: { zh: '授权', en: 'Grants' }, menu: true, needs: ['POST /users/:user/grants'], load: () => import('./rights/grants-page.js') },
  { path: '/admin/delegations', title: { zh: '代理', en: 'Delegations' }, menu: true, needs: ['POST /users/:user/grants'], load: () => import('./rights/delegations-page.js') },
  { path: '/admin/roles', title: { zh: '角色与权限', en: 'Roles and rights' }, menu: true, needs: ['POST /users/:user/grants', 'POST /users', 'POST /access-log/sealing'], load: () => import('./rights/roles-page.js') },
  { path: '/admin/keys', title: { zh: '账本密钥', en: 'Ledger keys' }, menu: true, needs: ['POST /ledger/keys'], load: () => import('./keys-page.js') },
  { path: '/admin/access-log', title: { zh: '访问日志管理', en: 'Keeping the access log' }, menu: true, needs: ['POST /access-log/sealing'], load: () => import('./access-log-page.js') },
  { path: '/account', title: { zh: '我的账号与代理', en: 'My account and delegations' }, load: () => import('./account/account-page.js') },
];
