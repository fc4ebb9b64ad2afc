import type { RowTopicDefinition } from '#engine/relay';
import { scoreTable, type ScoreRow } from './live-board/live-board.projection.js';

const text = { type: 'string' } as const;
const figure = { type: ['string', 'null'], description: 'Exact decimal as text' } as const;

/** `quality.score.current.v1`: a unit's running score, each time it changes. Provisional until a round confirms it. */
export const scoreCurrent: RowTopicDefinition<ScoreRow> = {
  topic: 'quality.score.current.v1',
  title: { zh: '实时得分变化', en: 'Running score changed' },
  table: scoreTable.name,
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'quality.score.current.v1',
    type: 'object',
    additionalProperties: false,
    required: ['plan', 'year', 'group', 'unit', 'present'],
    properties: {
      plan: text,
      year: { type: 'integer' },
      group: text,
      unit: text,
      present: { type: 'boolean', description: 'False when the unit no longer has a score in this group' },
      scheme: text,
      schemeVersion: { type: 'integer' },
      published: figure,
      raw: figure,
      grade: { type: ['string', 'null'] },
      provisional: { type: 'boolean' },
      vetoed: { type: 'boolean' },
    },
    examples: [{ plan: 'nanjing-2023', year: 2025, group: 'districts', unit: 'xuanwu', present: true, scheme: 'nanjing-districts', schemeVersion: 1, published: '91.25', raw: '91.2483', grade: 'a', provisional: true, vetoed: false }],
  },
  map: ({ key, row }) => {
    const [plan = '', year = '', group = '', unit = ''] = key.split('/');
    const about = { plan, year: Number(year), group, unit };
    if (!row) return [{ key: unit, subject: key, data: { ...about, present: false } }];
    const { scheme, schemeVersion, published, raw, grade, provisional, vetoed } = row;
    return [{ key: unit, subject: key, data: { ...about, present: true, scheme, schemeVersion, published, raw, grade, provisional, vetoed } }];
  },
};
