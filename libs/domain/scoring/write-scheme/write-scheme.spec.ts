import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { content, plan, published } from '../scoring-examples.js';
import { draftScheme, reviseScheme } from './write-scheme.js';

const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });
const writing = { scheme: 'example', plan, content };
const drafted = { type: 'scoring.SchemeDrafted' as const, data: { scheme: 'example', plan, content: content as never } };

describe('drafting a scheme', () => {
  test('keeps what the JSON Schema accepts', () => {
    given().as(bureau).when(draftScheme, writing).then(drafted);
  });

  test('is the bureau’s act', () => {
    given().as(person('reporter', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } })).when(draftScheme, writing).thenForbidden();
  });

  test('happens once under a code', () => {
    given(drafted).as(bureau).when(draftScheme, writing).thenRefused('scoring.scheme-exists');
  });

  test('refuses what is no scheme, and says where', () => {
    given().as(bureau).when(draftScheme, { ...writing, content: { ...content, groups: [] } }).thenRefused('scoring.not-a-scheme', undefined, 'body.content.groups');
    given().as(bureau).when(draftScheme, { ...writing, content: { ...content, colour: 'red' } }).thenRefused('scoring.not-a-scheme');
    given().as(bureau).when(draftScheme, { ...writing, content: { ...content, id: 'another' } }).thenRefused('scoring.scheme-id-differs', { content: 'another', scheme: 'example' });
  });
});

describe('revising a scheme', () => {
  const changed = { ...content, title: { zh: '示例二', en: 'Example two' } };

  test('changes the draft, also after publication', () => {
    given(drafted).as(bureau).when(reviseScheme, { ...writing, content: changed }).then({ type: 'scoring.SchemeRevised', data: { scheme: 'example', plan, content: changed as never } });
    given(drafted, published()).as(bureau).when(reviseScheme, { ...writing, content: changed }).then({ type: 'scoring.SchemeRevised', data: { scheme: 'example', plan, content: changed as never } });
  });

  test('with the same content changes nothing', () => {
    given(drafted).as(bureau).when(reviseScheme, writing).thenNothing();
  });

  test('needs a scheme, and a valid content', () => {
    given().as(bureau).when(reviseScheme, writing).thenRefused('scoring.no-such-scheme');
    given(drafted).as(bureau).when(reviseScheme, { ...writing, content: { ...content, groups: 'none' } }).thenRefused('scoring.not-a-scheme');
  });
});
