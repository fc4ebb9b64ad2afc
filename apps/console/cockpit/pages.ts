import type { Page } from '../frame/pages.js';
import type { Route } from '../server/ask.js';

const boards: readonly Route[] = ['GET /boards/:plan/:year'];

export const cockpitPages: readonly Page[] = [
  { path: '/cockpit', title: { zh: '驾驶舱', en: 'Cockpit' }, needs: boards, menu: true, load: () => import('./cockpit-page.js') },
  { path: '/cockpit/heat', title: { zh: '指标热力表', en: 'Heat table' }, needs: boards, menu: true, load: () => import('./heat-page.js') },
  { path: '/cockpit/units/:unit', title: { zh: '单位', en: 'Unit' }, needs: boards, load: () => import('./unit-page.js') },
  { path: '/cockpit/units/:unit/indicators/:code', title: { zh: '单位指标', en: 'Indicator of a unit' }, needs: boards, load: () => import('./indicator-page.js') },
];
