import { describe, expect, test } from '@jest/globals';
import { TestClock } from '#engine/testing';
import { UploadAllowance } from './upload-allowance.js';

describe('the allowance of uploads', () => {
  test('ends by files or by bytes, for each person alone', () => {
    const allowance = new UploadAllowance(new TestClock(), { filesPerDay: 2, bytesPerDay: 100 });
    expect(allowance.take('wang', 60)).toBeUndefined();
    expect(allowance.take('wang', 41)).toMatchObject({ refused: 'evidence.too-many-uploads', values: { files: 2, bytes: 100 } });
    expect(allowance.take('wang', 40)).toBeUndefined();
    expect(allowance.take('wang', 0)).toMatchObject({ refused: 'evidence.too-many-uploads' });
    expect(allowance.take('li', 100)).toBeUndefined();
  });

  test('begins anew with the day of the city', () => {
    const clock = new TestClock('2025-03-03T15:59:59.000Z');
    const allowance = new UploadAllowance(clock, { filesPerDay: 1, bytesPerDay: 100 });
    allowance.take('wang', 1);
    expect(allowance.take('wang', 1)).toBeDefined();
    clock.advance({ seconds: 1 });
    expect(allowance.take('wang', 1)).toBeUndefined();
  });
});
