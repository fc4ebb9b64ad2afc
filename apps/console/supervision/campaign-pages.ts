import type { Page } from '../frame/pages.js';

const campaign = async () => import('./campaigns/campaign-page.js');

export const campaignPages: readonly Page[] = [
  { path: '/supervision/campaigns', title: { zh: '督查活动', en: 'Campaigns' }, menu: true, needs: ['GET /campaigns'], load: () => import('./campaigns/campaigns-page.js') },
  { path: '/supervision/campaign-units', under: '/supervision/campaigns', title: { zh: '各单位受督查情况', en: 'Campaigns by unit' }, needs: ['GET /campaign-units'], load: () => import('./campaigns/campaign-units-page.js') },
  { path: '/supervision/campaigns/:campaign', title: { zh: '督查活动', en: 'Campaign' }, needs: ['GET /campaigns/:campaign'], load: campaign },
  { path: '/campaigns/:campaign', under: '/supervision/campaigns', title: { zh: '督查活动', en: 'Campaign' }, needs: ['GET /campaigns/:campaign'], load: campaign },
  { path: '/supervision/campaigns/:campaign/draw', title: { zh: '抽取验证', en: 'Proof of the draw' }, needs: ['GET /campaigns/:campaign/draw/proof'], load: () => import('./campaigns/draw-page.js') },
  { path: '/supervision/campaigns/:campaign/units/:unit', title: { zh: '受督查情况', en: 'A unit in a campaign' }, needs: ['GET /campaigns/:campaign'], load: () => import('./campaigns/part-page.js') },
  { path: '/supervision/campaigns/:campaign/units/:unit/letter', title: { zh: '督查结论反馈书', en: 'Conclusion of the inspection' }, needs: ['GET /campaigns/:campaign'], load: () => import('./campaigns/part-letter.js') },
  { path: '/supervision/objections', title: { zh: '异议复核', en: 'Objections' }, menu: true, needs: ['GET /campaign-objections'], load: () => import('./campaigns/objections-page.js') },
  { path: '/supervision/inspection-counts', title: { zh: '督查频次', en: 'How often inspected' }, menu: true, needs: ['GET /inspection-counts'], load: () => import('./campaigns/inspection-counts-page.js') },
  { path: '/supervision/interviews', title: { zh: '约谈', en: 'Interviews' }, menu: true, needs: ['GET /interviews'], load: () => import('./interviews/interviews-page.js') },
  { path: '/supervision/interviews/:interview', title: { zh: '约谈', en: 'Interview' }, needs: ['GET /interviews/:interview'], load: () => import('./interviews/interview-page.js') },
  { path: '/supervision/interviews/:interview/notice', title: { zh: '约谈通知书', en: 'Call to an interview' }, needs: ['GET /interviews/:interview'], load: async () => ({ default: (await import('./interviews/interview-papers.js')).InterviewNotice }) },
  { path: '/supervision/interviews/:interview/minutes', title: { zh: '约谈纪要', en: 'Minutes of an interview' }, needs: ['GET /interviews/:interview'], load: async () => ({ default: (await import('./interviews/interview-papers.js')).InterviewMinutes }) },
  { path: '/supervision/rewards', title: { zh: '督查激励', en: 'Rewards' }, menu: true, needs: ['GET /rewards'], load: () => import('./rewards/rewards-page.js') },
  { path: '/supervision/rewards/:reward', title: { zh: '督查激励', en: 'Reward' }, needs: ['GET /rewards/:reward'], load: () => import('./rewards/reward-page.js') },
  { path: '/supervision/reward-publicity', title: { zh: '激励公示', en: 'Publicised rewards' }, menu: true, needs: ['GET /reward-publicity'], load: () => import('./rewards/publicity-page.js') },
  { path: '/supervision/reward-counts', under: '/supervision/rewards', title: { zh: '各单位激励数', en: 'Rewards per unit' }, needs: ['GET /reward-counts'], load: () => import('./rewards/counts-page.js') },
  { path: '/supervision/matters', title: { zh: '重大事项', en: 'Major matters' }, menu: true, needs: ['GET /matters'], load: () => import('./matters/matters-page.js') },
  { path: '/supervision/matters/:matter', title: { zh: '重大事项', en: 'Major matter' }, needs: ['GET /matters/:matter'], load: () => import('./matters/matter-page.js') },
  { path: '/supervision/matters/:matter/paper', title: { zh: '请示报告（打印）', en: 'Major matter (print)' }, needs: ['GET /matters/:matter'], load: () => import('./matters/matter-paper.js') },
];
