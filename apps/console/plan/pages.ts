import type { Page } from '../frame/pages.js';

/** Pages of the plan: what is to be done, by whom, by when, and how it is measured. */
export const planPages: readonly Page[] = [
  { path: '/plan', title: { zh: '方案与措施', en: 'Plan and measures' }, menu: true, needs: ['GET /plans/:plan'], load: () => import('./overview/plan-page.js') },
  { path: '/plan/adopt', title: { zh: '印发方案', en: 'Adopt a plan' }, needs: ['POST /plans'], load: () => import('./overview/adopt-page.js') },
  { path: '/plan/measures/:no', title: { zh: '措施', en: 'Measure' }, needs: ['GET /plans/:plan/measures/:no'], load: () => import('./measures/measure-page.js') },
  { path: '/plan/progress', title: { zh: '任务进展', en: 'Progress of measures' }, menu: true, needs: ['GET /plans/:plan/progress'], load: () => import('./progress/progress-page.js') },
  { path: '/plan/indicators', title: { zh: '指标口径', en: 'Indicators' }, menu: true, needs: ['GET /plans/:plan/indicators'], load: () => import('./indicators/indicators-page.js') },
  { path: '/plan/indicators/:code', title: { zh: '指标口径卡', en: 'Definition card' }, needs: ['GET /plans/:plan/indicators/:indicator'], load: () => import('./indicators/indicator-page.js') },
  { path: '/plan/indicators/:code/decompose', title: { zh: '分解全市目标', en: 'Decompose the city target' }, needs: ['POST /plans/:plan/indicators/:indicator/decompositions'], load: () => import('./targets/decompose-page.js') },
  { path: '/plan/decomposition', title: { zh: '目标与责任分解', en: 'Decomposition' }, menu: true, needs: ['GET /plans/:plan/decomposition/:year'], load: () => import('./targets/decomposition-page.js') },
  { path: '/plan/units', title: { zh: '责任单位', en: 'Units' }, menu: true, needs: ['GET /appointments', 'POST /units'], load: () => import('./units/units-page.js') },
  { path: '/plan/units/:code', title: { zh: '责任单位', en: 'Unit' }, needs: ['GET /units/:code'], load: () => import('./units/unit-page.js') },
  { path: '/plan/people', title: { zh: '人员库', en: 'Persons' }, menu: true, needs: ['GET /people'], load: () => import('./units/people-page.js') },
  { path: '/plan/calendar', title: { zh: '工作日历', en: 'Working calendar' }, menu: true, needs: ['GET /plans/:plan', 'POST /calendars/:calendar/:year'], load: () => import('./calendar/calendar-page.js') },
];
