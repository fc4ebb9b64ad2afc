import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledgedFact, calculated, corrected, dispatchedFact, groupFacts, hashOf, people, preparedFact, publishedRoundFacts, ready, registered, rejectedFact, replacedFact, resultFact, reviewDecided, reviewRequested, round, unit,
} from '../cadre-review-examples.js';
import { dispatchDossier, type DispatchDossier } from './dispatch-dossier.js';

const facts = (changes = {}) => {
  const { rules: _rules, ...toldFrom } = ready(changes).toldFrom as Record<string, never>;
  return { toldFrom };
};
const dispatch = (changes: Partial<DispatchDossier> = {}): DispatchDossier => ({ round, unit, version: 1, document: { hash: hashOf(1), kid: 'k', persons: ['p-secretary'] }, ...changes });
const second = { version: 2, document: { hash: hashOf(2), kid: 'k', persons: ['p-secretary'] } };

describe('handing a dossier over', () => {
  test('records the hash of the signed document and no name', () => {
    given(preparedFact()).as(people.bureau).when(dispatchDossier, dispatch(), facts()).then(dispatchedFact());
    for (const who of [people.organisation, people.leader, people.reporter]) given(preparedFact()).as(who).when(dispatchDossier, dispatch(), facts()).thenForbidden();
  });

  test('happens once', () => {
    given(preparedFact(), dispatchedFact()).when(dispatchDossier, dispatch({ document: { hash: hashOf(9), kid: 'k', persons: [] } }), facts()).thenNothing();
    given(preparedFact(), dispatchedFact(), acknowledgedFact()).when(dispatchDossier, dispatch(), facts()).thenNothing();
  });

  test('names what it takes the place of: the version that was handed over last', () => {
    given(preparedFact(), dispatchedFact(), replacedFact(), preparedFact(2)).when(dispatchDossier, dispatch(second), facts()).then(dispatchedFact(2, 1));
    given(preparedFact(), replacedFact(1, null), preparedFact(2)).when(dispatchDossier, dispatch(second), facts()).then(dispatchedFact(2));
    const third = given(preparedFact(), dispatchedFact(), replacedFact(), preparedFact(2), replacedFact(2, null), preparedFact(3)).when(dispatchDossier, dispatch({ version: 3 }), facts()).events();
    expect(third).toMatchObject([{ data: { version: 3, replaces: { version: 1, hash: hashOf(1) } } }]);
  });

  test.each([
    ['that does not exist', [], {}, {}, 'cadre-review.unknown-dossier'],
    ['that is not the latest', [preparedFact(), replacedFact(), preparedFact(2)], {}, {}, 'cadre-review.not-latest'],
    ['that is not there yet', [preparedFact()], { version: 2 }, {}, 'cadre-review.not-latest'],
    ['that was rejected', [preparedFact(), dispatchedFact(), rejectedFact()], {}, {}, 'cadre-review.was-rejected'],
    ['whose results were corrected since', [preparedFact()], {}, { round: [...publishedRoundFacts(), calculated(2), corrected()], result: [resultFact(), resultFact(2)] }, 'cadre-review.results-corrected-since'],
    ['whose review is open', [preparedFact()], {}, { result: [resultFact(), reviewRequested()] }, 'cadre-review.review-open'],
    ['whose correction is pending', [preparedFact()], {}, { result: [resultFact(), reviewRequested(), reviewDecided('corrected')] }, 'cadre-review.correction-pending'],
    ['of a unit that is no longer included', [preparedFact()], {}, { group: [registered({ verticallyManaged: true }), ...groupFacts.slice(1)] }, 'cadre-review.vertically-managed'],
    ['whose document was not made', [preparedFact()], { document: null }, {}, 'cadre-review.dossier-moved-on'],
  ])('a version %s is refused', (_, past, changes, told, code) => {
    given(...past).when(dispatchDossier, dispatch(changes), facts(told)).thenRefused(code);
  });
});
