import { expect, test } from '@jest/globals';
import { derivedId, isUuid, newId } from './ids.js';

test('a derived id is the version 5 UUID that RFC 9562 gives as its example', () => {
  expect(derivedId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('ids are recognised', () => {
  expect(isUuid(newId())).toBe(true);
  expect(isUuid(derivedId(newId(), 'x'))).toBe(true);
  expect(isUuid('not-an-id')).toBe(false);
});
