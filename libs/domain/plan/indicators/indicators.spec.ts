import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { project, recorded } from '#engine/testing';
import { adopted, card, defined, measure, plan, targetSet } from '../plan-examples.js';
import type { PlanEvent } from '../plan.events.js';
import { indicators } from './indicators.projection.js';

const key = 'nanjing-2023/tech-incubators';
const revised = (decimals: number, document: string): PlanEvent => ({ type: 'plan.IndicatorRevised', data: { plan, card: card({ decimals }), changed: ['decimals'], document } });

describe('the indicators', () => {
  test('a card in force keeps its first version', () => {
    const first = recorded('plan.IndicatorDefined', { plan, card: card() }, { position: 7, revision: 3, meta: { actor: 'director', authority: '宁质发〔2024〕1号', reason: '新增' } });
    project(indicators).given(first).thenRows({
      [key]: {
        plan, code: 'tech-incubators', measure: '1', order: 3, kind: 'quantitative', frequency: 'quarter', verifier: 'market-regulation',
        reporters: '|science-tech|xuanwu|qinhuai|gulou|', needsThreshold: false, card: card(), version: 1, changedAt: '2025-01-01T00:00:07.000Z',
        versions: [{ version: 1, card: card(), changed: [], document: '宁质发〔2024〕1号', by: 'director', reason: '新增', position: 7, recordedAt: '2025-01-01T00:00:07.000Z' }],
      },
    });
  });

  test('whatever is revised, every version stays with its document, and the last one holds', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }), (places) => {
      const row = project(indicators).given(adopted, measure(), defined(), ...places.map((decimals, at) => revised(decimals, `文号${at}`)), targetSet()).row(key)!;
      expect(row.versions.map((v) => [v.version, v.card.decimals, v.document])).toEqual([[1, 0, null], ...places.map((decimals, at) => [at + 2, decimals, `文号${at}`])]);
      expect([row.card.decimals, row.version, row.order]).toEqual([places.at(-1) ?? 0, places.length + 1, 2]);
    }), { numRuns: 30 });
  });
});
