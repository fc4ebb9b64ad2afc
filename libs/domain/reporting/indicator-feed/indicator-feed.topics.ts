import { z } from 'zod';
import type { InboundTopic } from '#engine/intake';
import type { JsonObject } from '#engine/kernel';

const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);

/** A value as a statistics system sends it: one indicator of one unit in one period. */
export const feedValue = z.strictObject({
  plan: code.describe('Code of the plan, such as nanjing-2023'),
  indicator: code.describe('Code of the indicator in the plan'),
  unit: code.describe('Code of the responsible unit'),
  period: z.string().regex(/^[0-9]{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])))?$/).describe("2025, 2025-H1, 2025-Q1 or 2025-03, by the definition card's frequency"),
  value: z.string().regex(/^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?$/).describe('Exact decimal as text, in the unit of measurement of the definition card'),
  note: z.string().regex(/\S/).max(2_000).optional().describe('Why an unusual value is right; without it an unusual value is refused'),
});
export type FeedValue = z.output<typeof feedValue>;

const { $schema, ...shape } = z.toJSONSchema(feedValue) as JsonObject & { readonly $schema: string };

/** What statistics systems send. A later statement of a source replaces its earlier ones, in whatever order they arrive. */
export const indicatorFeed: InboundTopic = {
  topic: 'quality.indicator.feed.v1',
  title: { zh: '统计系统报送的指标值', en: 'Indicator values from statistics systems' },
  key: { zh: '责任单位代码', en: 'code of the responsible unit' },
  schema: {
    $schema, $id: 'urn:zhiheng:schema:quality.indicator.feed.v1', title: 'A value of an indicator', ...shape,
    examples: [{ plan: 'nanjing-2023', indicator: 'tech-incubators', unit: 'xuanwu', period: '2025-Q1', value: '12' }],
  },
};
