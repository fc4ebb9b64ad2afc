import { describe, expect, test } from '@jest/globals';
import { BadSettings, readSettings, settings } from './settings.js';

describe('settings', () => {
  test('have defaults that run on a bare machine', () => {
    expect(readSettings({})).toMatchObject({ ZHIHENG_PORT: 3000, ZHIHENG_HOST: '127.0.0.1', ZHIHENG_TRUST_PROXY: false });
  });

  test.each([
    [{ ZHIHENG_PORT: '70000' }, 'ZHIHENG_PORT'], [{ ZHIHENG_PORT: 'http' }, 'ZHIHENG_PORT'], [{ ZHIHENG_WRITER: 'fork' }, 'ZHIHENG_WRITER'], [{ ZHIHENG_PROT: '1' }, 'ZHIHENG_PROT'],
  ])('%j stops the start and is named', (environment, name) => {
    expect(() => readSettings(environment)).toThrow(BadSettings);
    expect(() => readSettings(environment)).toThrow(name);
  });

  test('say in both languages what they mean', () => {
    for (const { meaning } of Object.values(settings)) expect([meaning.zh.length > 0, meaning.en.length > 0]).toEqual([true, true]);
  });
});
