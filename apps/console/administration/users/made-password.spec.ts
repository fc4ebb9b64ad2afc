import { describe, expect, test } from '@jest/globals';
import { madePassword } from './made-password.js';

describe('a password that is made', () => {
  test('has four groups without letters that look alike', () => {
    expect(madePassword((count) => new Uint32Array(count).map((_, i) => i * 7))).toMatch(/^([a-km-zA-HJ-NP-Z2-9]{4}-){3}[a-km-zA-HJ-NP-Z2-9]{4}$/);
  });

  test('is another one each time', () => {
    expect(new Set(Array.from({ length: 50 }, () => madePassword())).size).toBe(50);
  });
});
