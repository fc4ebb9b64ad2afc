import { describe, test } from '@jest/globals';
import type { JsonObject } from '#engine/kernel';
import { given, person } from '#engine/testing';
import { content, plan, plannedCity, published } from '../scoring-examples.js';
import { publishScheme, withdrawScheme } from './publish-scheme.js';

const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });
const drafted = (value: JsonObject = content) => ({ type: 'scoring.SchemeDrafted' as const, data: { scheme: 'example', plan, content: value as never } });
const publishing = { scheme: 'example', plan, year: 2025 };
const inPlan = { authority: '宁质发〔2025〕3号', toldFrom: { catalogue: plannedCity } };

describe('publishing a scheme', () => {
  test('freezes the draft with version, hash and document number', () => {
    given(drafted()).as(bureau).when(publishScheme, publishing, inPlan).then({ ...published(), validAt: '2025' });
  });

  test('a second publication is version 2', () => {
    given(drafted(), published(), drafted()).as(bureau).when(publishScheme, publishing, inPlan).then({ ...published(content, 2025, 2), validAt: '2025' });
  });

  test('needs a scheme, a draft, a document number and the role', () => {
    given().as(bureau).when(publishScheme, publishing, inPlan).thenRefused('scoring.no-such-scheme');
    given(drafted(), published()).as(bureau).when(publishScheme, publishing, inPlan).thenRefused('scoring.nothing-to-publish');
    given(drafted()).as(bureau).when(publishScheme, publishing, { toldFrom: inPlan.toldFrom }).thenRefused('scoring.document-required');
    given(drafted()).as(person('leader', { roles: { leadership: 'all' } })).when(publishScheme, publishing, inPlan).thenForbidden();
  });

  test('is refused while the set-up has errors: an indicator that the plan does not have', () => {
    given(drafted()).as(bureau).when(publishScheme, publishing, { authority: '宁质发〔2025〕3号', toldFrom: { catalogue: plannedCity.slice(0, 1) } }).thenRefused('scoring.setup-errors');
  });

  test('a draft whose stored form is no longer a scheme is refused', () => {
    given(drafted({ ...content, groups: [] })).as(bureau).when(publishScheme, publishing, inPlan).thenRefused('scoring.not-a-scheme');
  });
});

describe('withdrawing a scheme', () => {
  const withReason = { reason: '国家考核口径调整', authority: '宁质发〔2025〕9号' };

  test('keeps reason and document number', () => {
    given(drafted(), published()).as(bureau).when(withdrawScheme, { scheme: 'example' }, withReason)
      .then({ type: 'scoring.SchemeWithdrawn', data: { scheme: 'example', plan, year: 2025, version: 1, reason: '国家考核口径调整', document: '宁质发〔2025〕9号' } });
  });

  test('is refused for what is not in force, and without reason or document number', () => {
    given(drafted()).as(bureau).when(withdrawScheme, { scheme: 'example' }, withReason).thenRefused('scoring.not-published');
    given(drafted(), published()).as(bureau).when(withdrawScheme, { scheme: 'example' }, { authority: 'x' }).thenRefused('scoring.reason-required');
    given(drafted(), published()).as(bureau).when(withdrawScheme, { scheme: 'example' }, { reason: 'x' }).thenRefused('scoring.document-required');
    const withdrawn = { type: 'scoring.SchemeWithdrawn', data: { scheme: 'example', plan, year: 2025, version: 1, reason: 'x', document: 'y' } };
    given(drafted(), published(), withdrawn).as(bureau).when(withdrawScheme, { scheme: 'example' }, withReason).thenRefused('scoring.not-published');
  });
});
