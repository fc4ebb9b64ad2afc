import type { Page } from '../frame/pages.js';

export const cadreReviewPages: readonly Page[] = [
  { path: '/cadre-review', title: { zh: '材料报送', en: 'Dossiers' }, menu: true, needs: ['GET /cadre-review/dossiers'], load: () => import('./cadre-review-page.js') },
  { path: '/cadre-review/dossiers/:round/:unit/:version', title: { zh: '政绩考核材料', en: 'Dossier' }, needs: ['GET /cadre-review/dossiers/:round/:unit/:version'], load: () => import('./dossier-page.js') },
  { path: '/cadre-review/dossiers/:round/:unit/:version/letter', title: { zh: '报送函', en: 'Covering letter' }, needs: ['GET /cadre-review/dossiers/:round/:unit/:version/letter'], load: () => import('./letter-page.js') },
  { path: '/cadre-review/receipts', title: { zh: '未受理回执', en: 'Receipts not taken' }, menu: true, needs: ['GET /cadre-review/dead-letters'], load: () => import('./receipts-page.js') },
  { path: '/cadre-review/rules', title: { zh: '结果运用规则', en: 'Rules' }, menu: true, needs: ['GET /cadre-review/linkage-rules'], load: () => import('./rules-page.js') },
];
