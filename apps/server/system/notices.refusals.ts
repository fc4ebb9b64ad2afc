import { defineRefusals } from '#engine/kernel';

/** Every "no" of the routes of notices. */
export const noticeRefusals = defineRefusals({
  'notices.unknown-delivery': {
    kind: 'not-found',
    title: { zh: '没有投递记录 {delivery}。', en: 'There is no delivery {delivery}.' },
    remedy: { zh: '请用 GET /api/notices/deliveries 查看编号。', en: 'See the ids at GET /api/notices/deliveries.' },
  },
  'notices.delivery-not-failed': {
    kind: 'conflict',
    title: { zh: '该投递未失败，无需重试；当前状态为 {state}。', en: 'The delivery has not failed; it is {state}.' },
    remedy: { zh: '仅能重试状态为 failed 的投递。', en: 'Only deliveries in the state failed can be tried again.' },
  },
});
