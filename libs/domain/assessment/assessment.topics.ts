import type { JsonObject } from '#engine/kernel';
import type { MappedMessage, RowTopicDefinition } from '#engine/relay';
import { publishedTable } from './round-views/published-results.projection.js';
import type { PublishedRound } from './round-views/published-results.js';

const code: JsonObject = { type: 'string', minLength: 1 };
const figure: JsonObject = { type: ['string', 'null'], pattern: '^-?[0-9]+(\\.[0-9]+)?$', description: 'Exact decimal as text' };
const grade: JsonObject = { type: ['string', 'null'] };
const rank: JsonObject = { type: ['integer', 'null'], minimum: 1 };
const hash: JsonObject = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const position: JsonObject = { type: 'integer', minimum: 1 };

const result: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['unit', 'group', 'score', 'scoreUnrounded', 'bonus', 'deduction', 'grade', 'gradeByScore', 'vetoed', 'rank', 'of', 'sheet', 'stayed'],
  properties: {
    unit: code, group: code, score: figure, scoreUnrounded: figure, bonus: figure, deduction: figure,
    grade: { ...grade, description: 'Grade that holds after vetoes and quotas' },
    gradeByScore: { ...grade, description: 'Grade that the score alone gives' },
    vetoed: { type: 'boolean' },
    rank: { ...rank, description: 'Competition rank in its group, on the published score' },
    of: { type: 'integer', minimum: 0 },
    sheet: { ...hash, description: 'SHA-256 of the score sheet, canonical JSON (RFC 8785)' },
    stayed: { type: 'boolean', description: 'True while the result has no effect because a review is open' },
  },
};

const change: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['unit', 'scoreFrom', 'scoreTo', 'gradeFrom', 'gradeTo', 'rankFrom', 'rankTo'],
  properties: { unit: code, scoreFrom: figure, scoreTo: figure, gradeFrom: grade, gradeTo: grade, rankFrom: rank, rankTo: rank },
};

/** Shape of the messages: the published results of a round, whole. */
export const assessmentPublishedSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zhiheng:schema:quality.assessment.published.v1',
  title: 'Results of an assessment round, published or corrected, or a stay of one of them ended',
  description: 'Each message has every result of the round as it holds from then on; the last one of a round is the one that counts. No message names a person.',
  type: 'object',
  additionalProperties: false,
  required: ['round', 'plan', 'year', 'status', 'run', 'document', 'publishedOn', 'at', 'scheme', 'engineVersion', 'frozenAt', 'hash', 'results', 'changed'],
  properties: {
    round: code, plan: code,
    year: { type: 'integer' },
    status: { enum: ['published', 'corrected', 'stay-ended'] },
    run: { type: 'integer', minimum: 1, description: 'Calculation that was published' },
    replaces: { type: 'integer', minimum: 1, description: 'Calculation that a correction takes the place of' },
    document: { ...code, description: 'Number of the circular or of the document that the correction rests on' },
    reason: { type: 'string', minLength: 1 },
    publishedOn: { type: 'string', format: 'date' },
    at: { type: 'string', format: 'date-time', description: 'When it became so, UTC' },
    scheme: {
      type: 'object', additionalProperties: false, required: ['id', 'version', 'hash', 'document'],
      properties: { id: code, version: position, hash: code, document: code },
    },
    engineVersion: code,
    frozenAt: { ...position, description: 'Reports, targets and supervision as known at this log position' },
    hash: { ...code, description: 'SHA-256 over the sheet hashes of every unit' },
    results: { type: 'array', items: result },
    changed: { type: 'array', items: change, description: 'Units whose score, grade or rank a correction changed' },
  },
  if: { properties: { status: { const: 'corrected' } } },
  then: { required: ['replaces', 'reason'] },
  examples: [
    {
      round: 'districts-2025', plan: 'nanjing-2023', year: 2025, status: 'corrected', run: 3, replaces: 2, document: '宁质发〔2026〕9号', reason: '复核更正', publishedOn: '2026-03-20', at: '2026-04-10T02:00:00.000Z',
      scheme: { id: 'districts', version: 1, hash: 'a'.repeat(64), document: '宁质发〔2025〕3号' }, engineVersion: '1.0.0', frozenAt: 4012, hash: 'b'.repeat(64),
      results: [{ unit: 'xuanwu', group: 'districts', score: '91.25', scoreUnrounded: '91.2483', bonus: '1', deduction: '0.5', grade: 'a', gradeByScore: 'a', vetoed: false, rank: 2, of: 12, sheet: 'c'.repeat(64), stayed: false }],
      changed: [{ unit: 'xuanwu', scoreFrom: '90.75', scoreTo: '91.25', gradeFrom: 'a', gradeTo: 'a', rankFrom: 3, rankTo: 2 }],
    },
  ],
};

/** Out: results as they were published. Key = round, so that publication and corrections stay in order. */
export const assessmentPublished: RowTopicDefinition = {
  topic: 'quality.assessment.published.v1',
  title: { zh: '考核结果通报与更正', en: 'Assessment results published or corrected' },
  table: publishedTable.name,
  schema: assessmentPublishedSchema,
  map: ({ key, row }) => (row ? messageOf(key, row as unknown as PublishedRound) : []),
};

function messageOf(key: string, published: PublishedRound): readonly MappedMessage[] {
  const { replaces, reason, results, ...rest } = published;
  const data = {
    ...rest, ...(replaces === null ? {} : { replaces }), ...(reason === null ? {} : { reason }),
    results: results.map(({ unit, stayed, figures }) => {
      const { raw, published: score, group, bonus, deduction, grade: holds, gradeByScore, vetoed, rank: place, of, sheet } = figures;
      return { unit, group, score, scoreUnrounded: raw, bonus, deduction, grade: holds, gradeByScore, vetoed, rank: place, of, sheet, stayed };
    }),
  };
  return [{ key, subject: key, data: data as unknown as JsonObject }];
}
