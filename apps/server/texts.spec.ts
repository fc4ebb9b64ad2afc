import { describe, expect, test } from '@jest/globals';
import type { Bilingual } from '#engine/kernel';
import { declaredEndpoints, fieldMessages, requestTexts } from '#engine/http';
import { roles } from '../../libs/domain/identity/roles.js';
import { catalogue, refusals, topics } from './contexts.js';
import { settings } from './settings.js';
import './server.module.js';

const chinese = /\p{Script=Han}/u;
/** Between Chinese characters, Chinese punctuation: 「，」 not ",". */
const westernPunctuation = /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u;

const texts: readonly (readonly [where: string, text: Bilingual])[] = [
  ...Object.entries(refusals).flatMap(([code, r]) => [[`${code} title`, r.title], [`${code} remedy`, r.remedy]] as const),
  ...Object.entries(catalogue).map(([type, e]) => [type, e.title] as const),
  ...Object.entries(requestTexts).flatMap(([name, t]) => [[`${name} title`, t.title], [`${name} remedy`, t.remedy]] as const),
  ...Object.entries(fieldMessages),
  ...declaredEndpoints.map((e) => [`${e.method} ${e.path}`, e.summary] as const),
  ...topics.map((t) => [t.topic, t.title] as const),
  ...Object.entries(roles).flatMap(([code, r]) => [[code, r.title], [`${code} purpose`, r.purpose]] as const),
  ...Object.entries(settings).map(([name, s]) => [name, s.meaning] as const),
];

describe('what people read', () => {
  test('is there in Chinese and English, each in its own language', () => {
    expect(texts.length).toBeGreaterThan(300);
    const wrong = texts.filter(([, { zh, en }]) => !chinese.test(zh) || en.trim() === '' || chinese.test(en.replace(/[（(【“"].*?[”"】）)]/gu, '').replace(/等保|三员/gu, '')));
    expect(wrong).toEqual([]);
  });

  test('uses Chinese punctuation in Chinese', () => {
    expect(texts.filter(([, { zh }]) => westernPunctuation.test(zh)).map(([where, { zh }]) => `${where}: ${zh}`)).toEqual([]);
  });

  // A value that is a word in itself comes in both languages: {columnZh}, {columnEn}.
  test('has the same places to fill in both languages', () => {
    const places = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!.replace(/(Zh|En)$/, '')))].sort();
    expect(texts.filter(([, { zh, en }]) => places(zh).join() !== places(en).join()).map(([where]) => where)).toEqual([]);
  });

  test('every refusal a route announces has a text', () => {
    expect(declaredEndpoints.flatMap((e) => (e.refusals ?? []).filter((code) => !Object.hasOwn(refusals, code)).map((code) => `${e.method} ${e.path} ${code}`))).toEqual([]);
  });
});
