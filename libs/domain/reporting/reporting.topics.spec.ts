import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonObject, RecordedEvent } from '#engine/kernel';
import { recordedLog } from '#engine/testing';
import { about, approved, corrected, declared, reported, returned, verified } from './reporting-examples.js';
import { indicatorVerified, indicatorVerifiedSchema } from './reporting.topics.js';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, formats: { 'date-time': true } });
const fits = ajv.compile(indicatorVerifiedSchema);
const messages = (...events: Parameters<typeof recordedLog>[0]) => (recordedLog(events) as RecordedEvent[]).flatMap((event) => indicatorVerified.map(event));
const subject = 'nanjing-2023/tech-incubators/xuanwu/2025-Q1';

describe('quality.indicator.verified.v1', () => {
  test('says a verified value, keyed by unit', () => {
    expect(messages(verified())).toEqual([{ key: 'xuanwu', subject, data: { ...about, status: 'verified', value: '12', verifiedAt: '2025-01-01T00:00:01.000Z' } }]);
  });

  test('says a correction with the value before, reason and authority', () => {
    expect(messages(corrected())[0]?.data).toEqual({
      ...about, status: 'corrected', value: '13', previous: '12', reasonCode: 'statistical-revision', reason: '以统计部门核定数为准', authority: '宁统〔2025〕18号', evidence: [], verifiedAt: '2025-01-01T00:00:01.000Z',
    });
  });

  test('says an approved "not applicable" without a value, and nothing of what is not verified', () => {
    expect(messages(approved())[0]?.data).toEqual({ ...about, status: 'not-applicable', value: null, verifiedAt: '2025-01-01T00:00:01.000Z' });
    expect(messages(reported(), returned(), declared())).toEqual([]);
  });

  test('every message and every example fits the schema', () => {
    const evidence = [{ sha256: 'a'.repeat(64), name: '核定表.pdf', size: 9, type: 'application/pdf' }];
    for (const { data } of messages(verified(), corrected({ evidence }), approved())) expect([fits(data), fits.errors]).toEqual([true, null]);
    for (const example of indicatorVerifiedSchema['examples'] as readonly JsonObject[]) expect([fits(example), fits.errors]).toEqual([true, null]);
  });

  test.each([
    ['a value missing', { value: null }], ['a number for a text', { value: 12 }], ['an exponent', { value: '1e3' }], ['an unknown status', { status: 'guessed' }],
    ['a correction without its reason', { status: 'corrected', previous: '11' }], ['something more', { person: '王' }], ['a value though not applicable', { status: 'not-applicable' }],
  ])('the schema refuses %s', (_, change) => {
    expect(fits({ ...about, status: 'verified', value: '12', verifiedAt: '2025-01-01T00:00:01.000Z', ...change })).toBe(false);
  });
});
