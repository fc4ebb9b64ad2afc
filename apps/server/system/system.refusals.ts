import { defineRefusals } from '#engine/kernel';

/** Every "no" of the operators' routes. */
export const systemRefusals = defineRefusals({
  'system.unknown-projection': {
    kind: 'not-found',
    title: { zh: '没有投影 {projection}。', en: 'There is no projection {projection}.' },
    remedy: { zh: '请用 GET /api/projections 查看名称。', en: 'See the names at GET /api/projections.' },
  },
  'system.not-now': {
    kind: 'conflict',
    title: { zh: '投影当前状态不允许此操作：{reason}', en: "The projection's state does not allow it: {reason}" },
    remedy: { zh: '请先查看投影状态。', en: "Look at the projection's state first." },
  },
  'system.not-parked': {
    kind: 'conflict',
    title: { zh: '{process} 在位置 {position} 没有挂起的事项，或已重试过。', en: 'Nothing that {process} parked at position {position} is as it was named: it went on, or was tried again.' },
    remedy: { zh: '请用 GET /api/parked 查看现在挂起的事项。', en: 'See what is parked now at GET /api/parked.' },
  },
  'system.feed-at-broker': {
    kind: 'conflict',
    title: { zh: '本系统的对外消息经 Kafka 发布，不在此处拉取。', en: 'Outgoing messages are published through Kafka here, not pulled.' },
    remedy: { zh: '请订阅 Kafka 主题 {topic}。', en: 'Subscribe to the Kafka topic {topic}.' },
  },
});
