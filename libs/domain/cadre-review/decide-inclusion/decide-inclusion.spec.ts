import { describe, test } from '@jest/globals';
import { given, project, type WhenOptions } from '#engine/testing';
import { included, people, registered } from '../cadre-review-examples.js';
import type { InclusionEvent } from '../inclusion.events.js';
import { decideInclusion } from './decide-inclusion.js';
import { inclusions } from './inclusions.projection.js';

const unit = 'xuanwu';
const document = '宁组发〔2025〕2号';
const vertical: WhenOptions<any> = { toldFrom: { group: [registered({ verticallyManaged: true })] } };
const ended: InclusionEvent = { type: 'cadre-review.InclusionEnded', data: { unit, document: '新文', reason: '体制调整' } };

describe('deciding on a vertically managed unit', () => {
  test('it is included by a document, and taken out by another', () => {
    given().as(people.organisation).when(decideInclusion, { unit, included: true, document }, vertical).then(included());
    given().as(people.leader).when(decideInclusion, { unit, included: true }, { ...vertical, authority: document }).then(included());
    given(included()).when(decideInclusion, { unit, included: false, document: '新文' }, { ...vertical, reason: '体制调整' }).then(ended);
    given(included(), ended).when(decideInclusion, { unit, included: true, document }, vertical).then(included());
  });

  test('what holds already changes nothing', () => {
    given(included()).when(decideInclusion, { unit, included: true, document }, vertical).thenNothing();
    given().when(decideInclusion, { unit, included: false, document }, vertical).thenNothing();
  });

  test('is not for the bureau, which prepares the dossiers', () => {
    given().as(people.bureau).when(decideInclusion, { unit, included: true, document }, vertical).thenForbidden();
  });

  test.each([
    ['of an unknown unit', {}, {}, 'cadre-review.unknown-unit'],
    ['of a unit of the city', {}, { toldFrom: { group: [registered()] } }, 'cadre-review.not-vertically-managed'],
    ['without a document', { document: undefined }, vertical, 'cadre-review.authority-required'],
  ])('a decision %s is refused', (_, changes, options, code) => {
    const { document: given_, ...rest } = { unit, included: true, document, ...changes };
    given().when(decideInclusion, { ...rest, ...(given_ === undefined ? {} : { document: given_ }) }, options as WhenOptions<any>).thenRefused(code);
  });

  test('the list shows what was decided last', () => {
    project(inclusions).given(included(), ended).thenRows({
      xuanwu: { unit, included: false, document: '新文', reason: '体制调整', decidedBy: 'tester', changedAt: '2025-01-01T00:00:02.000Z', revision: 1 },
    });
  });
});
