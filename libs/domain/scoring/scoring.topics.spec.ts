import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { project } from '#engine/testing';
import { plan, plannedCity, published, reported } from './scoring-examples.js';
import { liveBoard, scoreTable } from './live-board/live-board.projection.js';
import { scoreCurrent } from './scoring.topics.js';

const fits = new Ajv2020({ allowUnionTypes: true }).compile(scoreCurrent.schema);

test('every score row becomes a message that fits the published schema, keyed by unit', () => {
  const rows = project(liveBoard).given(...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '15')).rows(scoreTable.name);
  for (const [key, row] of Object.entries(rows)) {
    const [message] = scoreCurrent.map({ key, position: 9, row: row as never });
    expect([fits(message!.data), fits.errors]).toEqual([true, null]);
    expect(message).toMatchObject({ key: row['unit'], subject: key, data: { plan, present: true } });
  }
});

test('a row that went away says so', () => {
  expect(scoreCurrent.map({ key: `${plan}/2025/districts/xuanwu`, position: 9 })).toEqual([
    { key: 'xuanwu', subject: `${plan}/2025/districts/xuanwu`, data: { plan, year: 2025, group: 'districts', unit: 'xuanwu', present: false } },
  ]);
});
