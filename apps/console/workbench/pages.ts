import type { Page } from '../frame/pages.js';

export const workbenchPages: readonly Page[] = [
  { path: '/', title: { zh: '工作台', en: 'Workbench' }, menu: true, load: () => import('./workbench.js') },
  { path: '/notices', title: { zh: '通知', en: 'Notices' }, load: () => import('./notices.js') },
];
