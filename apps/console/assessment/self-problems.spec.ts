import { describe, expect, test } from '@jest/globals';
import type { Bilingual } from '../language/texts.js';
import type { Problem } from '../server/problems.js';
import { placedProblems, standing } from './self-problems.js';

const both = (zh: string): Bilingual => ({ zh, en: zh });
const say = ({ zh }: Bilingual) => zh;
const refusal = (field?: string): Problem => ({ status: 422, code: 'x', text: { title: both('等级不对。'), remedy: both('请重选。') }, ...(field ? { field } : {}) });

describe('complaints about a self-assessment', () => {
  test('stand at the item, bonus or score that they are about', () => {
    expect(placedProblems(refusal('body.items.1.claim'), ['patents', 'service'], say)).toMatchObject({ items: new Map([['service', '等级不对。 请重选。']]), rest: undefined });
    expect(placedProblems(refusal('body.bonuses.0.level'), [], say).bonuses).toEqual(new Map([[0, '等级不对。 请重选。']]));
    expect(placedProblems(refusal('body.selfScore'), [], say).selfScore).toBe('等级不对。 请重选。');
  });

  test('stand until their place is changed', () => {
    const placed = placedProblems({ ...refusal(), errors: ['body.items.0.claim', 'body.items.1.claim', 'body.bonuses.0.level', 'body.selfScore'].map((field) => ({ field, code: 'x', message: both('不对。') })) }, ['patents', 'service'], say);
    expect(standing(placed, new Set())).toEqual(placed);
    expect(standing(placed, new Set(['item service', 'bonus 0', 'selfScore']))).toEqual({ items: new Map([['patents', '不对。']]), bonuses: new Map(), selfScore: undefined, rest: placed.rest });
  });

  test('stand below the form when they are about none of them', () => {
    expect([placedProblems(refusal(), [], say).rest?.code, placedProblems(refusal('body.situation'), [], say).rest?.code, placedProblems(undefined, [], say).rest]).toEqual(['x', 'x', undefined]);
  });
});
