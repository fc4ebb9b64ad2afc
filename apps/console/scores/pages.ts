import type { Page } from '../frame/pages.js';

export const scoresPages: readonly Page[] = [
  { path: '/scores', menu: true, title: { zh: '得分榜', en: 'Score boards' }, needs: ['GET /boards/:plan/:year'], load: () => import('./board/start-page.js') },
  { path: '/scores/what-if', menu: true, title: { zh: '得分推演', en: 'What if' }, needs: ['POST /what-if'], load: () => import('./simulate/what-if-page.js') },
  { path: '/scores/robustness', menu: true, title: { zh: '名次稳健性', en: 'Robustness of ranks' }, needs: ['POST /robustness'], load: () => import('./simulate/robustness-page.js') },
  { path: '/scores/:group/:year', title: { zh: '得分榜', en: 'Score board' }, needs: ['GET /boards/:plan/:year/:group'], load: () => import('./board/board-page.js') },
  { path: '/scores/:group/:year/:unit', title: { zh: '得分解释', en: 'Why this score' }, needs: ['GET /scores/:plan/:year/:group/:unit'], load: () => import('./explain/explain-page.js') },
  { path: '/schemes', menu: true, title: { zh: '评分细则', en: 'Schemes' }, needs: ['GET /schemes'], load: () => import('./schemes/schemes-page.js') },
  { path: '/schemes/:scheme', title: { zh: '评分细则', en: 'Scheme' }, needs: ['GET /schemes/:scheme'], load: () => import('./schemes/scheme-page.js') },
  { path: '/schemes/:scheme/edit', title: { zh: '起草评分细则', en: 'Draft a scheme' }, needs: ['POST /schemes/:scheme'], load: () => import('./schemes/editor-page.js') },
];
