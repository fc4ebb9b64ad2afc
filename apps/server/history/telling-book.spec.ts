import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Bilingual, RecordedEvent } from '#engine/kernel';
import { recorded } from '#engine/testing';
import { changeRow } from '../../../libs/domain/history/change-history/changes.projection.js';
import { shownAs } from '../../../libs/domain/history/change-history/shown.js';
import { placesIn, requiredPlaces } from '../../../libs/domain/history/change-history/template.js';
import { toldChange, toShow } from '../../../libs/domain/history/change-history/told-change.js';
import { catalogue } from '../contexts.js';
import { cadreReviewTexts } from './cadre-review-tellings.js';
import { campaignTexts } from './campaign-tellings.js';
import { findingTexts } from './finding-tellings.js';
import { factsOf } from './generated-events-examples.js';
import { identityTexts } from './identity-tellings.js';
import { planTexts } from './plan-tellings.js';
import { reportingTexts } from './reporting-tellings.js';
import { resultTexts } from './result-tellings.js';
import { roundTexts } from './round-tellings.js';
import { scoringTexts } from './scoring-tellings.js';
import { systemTexts } from './system-tellings.js';
import { tellingBook, tellings } from './telling-book.js';
import { unitsTexts } from './units-tellings.js';
import { upwardsTexts } from './upwards-tellings.js';

const book = tellingBook(catalogue);
const types = Object.keys(catalogue).sort();
const chinese = /\p{Script=Han}/u;
const westernPunctuation = /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u;

describe('the telling of facts', () => {
  test('is there for every type of fact, and for no other', () => {
    expect(types.filter((type) => !Object.hasOwn(tellings, type))).toEqual([]);
    expect(Object.keys(tellings).filter((type) => !Object.hasOwn(catalogue, type))).toEqual([]);
    expect(types.length).toBeGreaterThan(130);
  });

  test.each(types)('%s is a sentence in both languages, whatever the fact holds', (type) => {
    const { sentence, says, fields = {}, kind, audience } = tellings[type]!;
    const [zhPlaces, enPlaces] = [placesIn(sentence.zh), placesIn(sentence.en)].map((places) => [...places].sort());
    expect(zhPlaces).toEqual(enPlaces);
    expect([Object.hasOwn(book.kinds, kind), Object.hasOwn(book.audiences, audience)]).toEqual([true, true]);
    fc.assert(
      fc.property(factsOf(catalogue[type]!.data), fc.constantFrom(undefined, 'system:timer'), (data, system) => {
        const event: RecordedEvent = recorded(type, data, { meta: { ...(system ? { actor: system } : { role: 'bureau', unit: 'xuanwu' }) } });
        const said = says(data);
        const missing = [...requiredPlaces(sentence.zh), ...requiredPlaces(sentence.en)].filter((place) => said[place] === undefined);
        expect(missing).toEqual([]);
        const told = toldChange(book, changeRow(book, event), toShow(tellings[type]!, event, () => undefined, true), () => undefined);
        for (const text of [told.sentence.zh, told.sentence.en]) {
          expect(text).not.toMatch(/[{}]|undefined|\[object|NaN/);
          expect(text.trim()).not.toBe('');
        }
        for (const { after } of told.fields) expect(after && [after.zh, after.en].every((one) => !/undefined|\[object/.test(one))).toBe(true);
      }),
      { numRuns: 40, seed: 20251123 },
    );
    const labels = Object.entries(fields).map(([name, { label }]) => [`${type} ${name}`, label] as const);
    expect(labels.filter(([, label]) => !proper(label)).map(([where]) => where)).toEqual([]);
  });

  test('has words in both languages, with Chinese punctuation in Chinese', () => {
    const worded = Object.entries({ ...planTexts, ...unitsTexts, ...reportingTexts, ...scoringTexts, ...findingTexts, ...campaignTexts, ...upwardsTexts, ...roundTexts, ...resultTexts, ...cadreReviewTexts, ...identityTexts, ...systemTexts })
      .flatMap(([name, words]) => Object.entries(words as Readonly<Record<string, Bilingual>>).map(([code, text]) => [`${name}.${code}`, text] as const));
    const all = [...worded, ...Object.entries(book.kinds), ...Object.entries(book.roles), ...types.map((type) => [type, tellings[type]!.sentence] as const)];
    expect(all.filter(([, text]) => !proper(text)).map(([where]) => where)).toEqual([]);
    expect(all.filter(([, { zh }]) => westernPunctuation.test(zh)).map(([where, { zh }]) => `${where}: ${zh}`)).toEqual([]);
  });

  test('follows with a word what an enumeration of a fact can be', () => {
    const bare = types.flatMap((type) => {
      const made = fc.sample(factsOf(catalogue[type]!.data), { numRuns: 25, seed: 7 });
      return made.flatMap((data) => Object.entries(data).filter(([, value]) => typeof value === 'string' && codes(type).has(value)).flatMap(([, value]) => {
        const event = recorded(type, data);
        const shown = toShow(tellings[type]!, event, () => undefined, true);
        return [...Object.values(shown.says), ...shown.fields.map(({ after }) => after)].flatMap((one) => (one && shownAs(one, () => undefined).zh === value ? [`${type}: ${String(value)}`] : []));
      }));
    });
    expect([...new Set(bare)]).toEqual([]);
  });
});

function proper({ zh, en }: Bilingual): boolean {
  return chinese.test(zh) && en.trim() !== '' && !chinese.test(en);
}

/** Codes that a type of fact may hold, from the enumerations of its schema. */
function codes(type: string): ReadonlySet<string> {
  const shape = (catalogue[type]!.data as unknown as { _zod: { def: { shape?: Record<string, { _zod: { def: { type: string; entries?: Record<string, string> } } }> } } })._zod.def.shape ?? {};
  return new Set(Object.values(shape).flatMap(({ _zod: { def } }) => (def.type === 'enum' ? Object.values(def.entries!) : [])));
}
