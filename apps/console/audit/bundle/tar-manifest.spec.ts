import { describe, expect, test } from '@jest/globals';
import { tarEnd, tarHeader, tarPadding } from '../../../../libs/domain/history/audit-bundle/tar.js';
import { manifestOf } from './tar-manifest.js';

const tarOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  Buffer.concat([...Object.entries(files).flatMap(([name, text]) => { const content = Buffer.from(text, 'utf8'); return [tarHeader({ name, bytes: content.length, modified: 0 }), content, tarPadding(content.length)]; }), tarEnd]);

describe('the manifest of a bundle', () => {
  test('is found behind files of any length', () => {
    expect(manifestOf(tarOf({ 'audit-x/README.txt': '说明'.repeat(400), 'audit-x/key.txt': '', 'audit-x/manifest.json': '{"events":7,"origin":"市"}' }))).toEqual({ events: 7, origin: '市' });
  });

  test('is missing where there is none', () => {
    expect([manifestOf(tarOf({ 'audit-x/README.txt': 'x' })), manifestOf(new Uint8Array(100))]).toEqual([undefined, undefined]);
  });
});
