import type { Page } from '../frame/pages.js';

/** Pages of the assessment: rounds, their units, results and reviews. */
export const assessmentPages: readonly Page[] = [
  { path: '/rounds', title: { zh: '考核台账', en: 'Rounds' }, menu: true, needs: ['GET /rounds'], load: () => import('./rounds.js') },
  { path: '/reviews', title: { zh: '复核台账', en: 'Reviews' }, menu: true, needs: ['GET /reviews'], load: () => import('./docket.js') },
  { path: '/rounds/:round', title: { zh: '考核', en: 'Round' }, needs: ['GET /rounds/:round'], load: () => import('./round.js') },
  { path: '/rounds/:round/results', title: { zh: '考核结果', en: 'Results' }, needs: ['GET /rounds/:round/results'], load: () => import('./results.js') },
  { path: '/rounds/:round/results/paper', title: { zh: '结果表打印稿', en: 'Results on paper' }, needs: ['GET /rounds/:round/results'], load: () => import('./results-paper.js') },
  { path: '/rounds/:round/comparison', title: { zh: '结果比较', en: 'Comparison' }, needs: ['GET /rounds/:round/comparison'], load: () => import('./comparison.js') },
  { path: '/rounds/:round/reviews', title: { zh: '本轮复核', en: 'Reviews of the round' }, needs: ['GET /reviews'], load: () => import('./round-reviews.js') },
  { path: '/rounds/:round/samples', title: { zh: '暗访抽样', en: 'Samples' }, needs: ['GET /rounds/:round/samples'], load: () => import('./samples.js') },
  { path: '/rounds/:round/units/:unit', title: { zh: '单位一页纸', en: 'Unit profile' }, needs: ['GET /rounds/:round/results/:unit/profile'], load: () => import('./profile.js') },
  { path: '/rounds/:round/units/:unit/self-assessment', title: { zh: '自评', en: 'Self-assessment' }, needs: ['GET /rounds/:round/units/:unit/self-assessment'], load: () => import('./self-assessment.js') },
  { path: '/rounds/:round/units/:unit/file', title: { zh: '核查与评定', en: 'Checks and decisions' }, needs: ['GET /rounds/:round/units/:unit/site-checks'], load: () => import('./unit-file.js') },
  { path: '/rounds/:round/units/:unit/sheet', title: { zh: '得分表', en: 'Score sheet' }, needs: ['GET /rounds/:round/results/:unit/sheet'], load: () => import('./sheet.js') },
  { path: '/rounds/:round/units/:unit/reviews', title: { zh: '复核申请', en: 'Requests for review' }, needs: ['GET /reviews'], load: () => import('./unit-reviews.js') },
  { path: '/rounds/:round/units/:unit/reviews/:request', title: { zh: '复核', en: 'Review' }, needs: ['GET /rounds/:round/results/:unit/reviews/:request'], load: () => import('./review.js') },
];
