import { describe, expect, test } from '@jest/globals';
import { given, person, type WhenOptions } from '#engine/testing';
import {
  calendar, closedUnit, content, groups, people, plan, registeredUnit, round, roundAt, roundCalculated, roundCancelled, roundOpened, roundReplanned, roundScheme, schemeId, schemePublished,
  schemeWithdrawn, selfAssessmentClosed, units,
} from '../assessment-examples.js';
import type { AssessmentYearEvent } from './assessment-year.events.js';
import { assessedMonths } from './assessed-months.js';
import { cancelRound } from './cancel-round.js';
import { claimYear, releaseYear } from './claim-year.js';
import { openRound, type OpenRound } from './open-round.js';
import { replanRound } from './replan-round.js';
import { successorOf, unitChanges } from './successor.js';

const claimed = (by = round, of = ['districts', 'departments']): AssessmentYearEvent => ({ type: 'assessment.YearClaimed', data: { plan, year: 2024, round: by, groups: of } });
const released = (by = round): AssessmentYearEvent => ({ type: 'assessment.YearReleased', data: { plan, year: 2024, round: by } });
const standings = Object.fromEntries(units.map((unit) => [`unit:${unit}`, [registeredUnit(unit)]]));
const city = { scheme: [schemePublished()], year: [claimed()], ...standings };
const told = (changes: object = {}): WhenOptions<any> => ({ toldFrom: { ...city, ...changes } });
const opening: OpenRound = {
  round, title: { zh: '2024年度质量工作考核', en: 'Quality assessment 2024' }, plan, year: 2024, assessmentYear: 'calendar-year', planItem: '2025-考-07', scheme: schemeId, calendar, units,
};
const changed = (groupsOfScheme: (groups: any[]) => any[]) => schemePublished(2024, 1, { ...content, groups: groupsOfScheme(content['groups'] as any[]) } as never);

describe('opening a round', () => {
  test('takes groups and units from the scheme published for the year', () => {
    given().as(people.bureau).when(openRound, opening, told()).then({ ...roundOpened(), validAt: '2024' });
  });

  test('of two versions for the year the later counts, and one for another year does not', () => {
    const [event] = given().when(openRound, opening, told({ scheme: [schemePublished(), schemePublished(2024, 2), schemePublished(2025, 3)] })).events();
    expect(event!.data).toMatchObject({ scheme: { id: schemeId, version: 2 } });
  });

  test('an assessment year bears the number of the year it ends in', () => {
    expect([assessedMonths('calendar-year', 2024), assessedMonths('july-june', 2024), assessedMonths('september-august', 2024)]).toEqual([
      { from: '2024-01-01', to: '2024-12-31' }, { from: '2023-07-01', to: '2024-06-30' }, { from: '2023-09-01', to: '2024-08-31' },
    ]);
    const [event] = given().when(openRound, { ...opening, assessmentYear: 'july-june' }, told()).events();
    expect(event!.data).toMatchObject({ from: '2023-07-01', to: '2024-06-30' });
  });

  test('may say what it was started from', () => {
    const options = told({ earlier: [roundOpened({ round: 'quality-2023', year: 2023 })] });
    given().when(openRound, { ...opening, startedFrom: 'quality-2023' }, options).then({ ...roundOpened({ startedFrom: 'quality-2023' }), validAt: '2024' });
  });

  test.each([
    ['that is open already', [roundOpened()], {}, {}, 'assessment.round-exists'],
    ['without an item of the annual plan', [], { planItem: ' ' }, {}, 'assessment.plan-item-required'],
    ['under a scheme that is a draft', [], {}, { scheme: [] }, 'assessment.scheme-not-published'],
    ['under a scheme of another year', [], { year: 2025 }, {}, 'assessment.scheme-not-published'],
    ['under a withdrawn scheme', [], {}, { scheme: [schemePublished(), schemeWithdrawn()] }, 'assessment.scheme-withdrawn'],
    ['under the scheme of another plan', [], { plan: 'other' }, {}, 'assessment.scheme-of-another-plan'],
    ['under a scheme that names no units', [], {}, { scheme: [changed(([first, ...rest]) => [{ ...first, units: '*' }, ...rest])] }, 'assessment.scheme-without-units'],
    ['with a unit in two groups', [], {}, { scheme: [changed(([first, second]) => [first, { ...second, units: ['xuanwu'] }])] }, 'assessment.unit-in-two-groups'],
    ['whose units were told of another version', [], { units: [...units, 'jianye'] }, {}, 'assessment.units-moved-on'],
    ['whose units were told in another order', [], { units: [...units].reverse() }, {}, 'assessment.units-moved-on'],
    ['with a unit that works no more', [], {}, { 'unit:gulou': [registeredUnit('gulou'), closedUnit('gulou')] }, 'assessment.unit-not-active'],
    ['with a unit that is not there', [], {}, { 'unit:gulou': [] }, 'assessment.unit-not-active'],
    ['with days out of order', [], { calendar: { ...calendar, freezeBy: '2025-03-30' } }, {}, 'assessment.calendar-out-of-order'],
    ['started from nothing', [], { startedFrom: 'quality-2023' }, {}, 'assessment.nothing-to-start-from'],
    ['started from a later one', [], { startedFrom: 'quality-2025' }, { earlier: [roundOpened({ year: 2025 })] }, 'assessment.nothing-to-start-from'],
    ['for a group that another round assesses', [], {}, { year: [claimed('quality-first')] }, 'assessment.year-taken'],
    ['without its year claimed', [], {}, { year: [] }, 'assessment.units-moved-on'],
  ] as const)('a round %s is refused', (_, past, changes, facts, code) => {
    given(...past).when(openRound, { ...opening, ...changes } as OpenRound, told(facts)).thenRefused(code);
  });

  test('others than the bureau are not let in', () => {
    for (const one of [people.reporter, people.leader, people.inspector, people.nobody]) given().as(one).when(openRound, opening, told()).thenForbidden();
  });
});

describe('the year of a plan', () => {
  const key = { round, plan, year: 2024 };

  test('a round claims its groups once, and those only that are free', () => {
    given().as(people.bureau).when(claimYear, { ...key, groups: ['districts', 'departments'] }).then({ ...claimed(), validAt: '2024' });
    given(claimed()).when(claimYear, { ...key, groups: ['districts'] }).thenNothing();
    given(claimed(round, ['districts'])).when(claimYear, { ...key, groups: ['districts', 'departments'] }).then({ ...claimed(round, ['departments']), validAt: '2024' });
  });

  test('two rounds do not assess a group in the same year, other groups they may', () => {
    given(claimed('other', ['districts'])).when(claimYear, { ...key, groups: ['districts'] }).thenRefused('assessment.year-taken', { group: 'districts', year: 2024, by: 'other' });
    given(claimed('other', ['districts'])).when(claimYear, { ...key, groups: ['departments'] }).then({ ...claimed(round, ['departments']), validAt: '2024' });
  });

  test('what a round leaves another may take', () => {
    given(claimed('other', ['districts']), claimed(round, ['departments'])).when(releaseYear, key).then({ ...released(), validAt: '2024' });
    given(claimed('other')).when(releaseYear, key).thenNothing();
    given(claimed('other'), released('other')).when(claimYear, { ...key, groups: ['districts'] }).then({ ...claimed(round, ['districts']), validAt: '2024' });
  });

  test('only the bureau claims and leaves', () => {
    given().as(people.leader).when(claimYear, { ...key, groups: ['districts'] }).thenForbidden();
    given(claimed()).as(people.reporter).when(releaseYear, key).thenForbidden();
  });
});

describe('replanning a round', () => {
  const later = { ...calendar, siteChecksBy: '2025-04-05' };

  test('changes days and numbers of days to come, with a reason', () => {
    given(...roundAt('self-assessment')).as(people.bureau).when(replanRound, { round, calendar: later, reason: '顺延' }).then(roundReplanned({ siteChecksBy: '2025-04-05' }));
    given(...roundAt('calculated')).when(replanRound, { round, calendar: { ...calendar, requestDays: 3 } }, { reason: '顺延' }).then(roundReplanned({ requestDays: 3 }));
  });

  test('the same calendar changes nothing', () => {
    given(...roundAt('self-assessment')).when(replanRound, { round, calendar }).thenNothing();
  });

  test.each([
    ['that is not there', [], later, 'assessment.unknown-round'],
    ['that was confirmed', roundAt('confirmed'), later, 'assessment.wrong-step'],
    ['that was cancelled', roundAt('cancelled'), later, 'assessment.wrong-step'],
    ['with days out of order', roundAt('self-assessment'), { ...calendar, confirmBy: '2025-01-01' }, 'assessment.calendar-out-of-order'],
    ['as to self-assessment after it', [roundOpened(), selfAssessmentClosed()], { ...calendar, selfAssessmentBy: '2025-03-12' }, 'assessment.past-days-changed'],
    ['as to site checks after the freeze', roundAt('frozen'), later, 'assessment.past-days-changed'],
    ['as to the freeze after a calculation', [...roundAt('frozen'), roundCalculated()], { ...calendar, freezeBy: '2025-04-12' }, 'assessment.past-days-changed'],
    ['as to requests while they run', roundAt('notified'), { ...calendar, requestDays: 9 }, 'assessment.past-days-changed'],
  ] as const)('a round %s is refused', (_, past, to, code) => {
    given(...past).when(replanRound, { round, calendar: to, reason: '顺延' }).thenRefused(code);
  });

  test('needs a reason worth the name, and the bureau', () => {
    given(...roundAt('self-assessment')).when(replanRound, { round, calendar: later, reason: ' ' }).thenRefused('assessment.reason-required');
    given(...roundAt('self-assessment')).as(people.reporter).when(replanRound, { round, calendar: later, reason: '顺延' }).thenForbidden();
  });
});

describe('cancelling a round', () => {
  const cancelling = { round, plan, year: 2024, reason: '并入综合考核', document: '宁委办〔2025〕2号' };
  const left = { toldFrom: { year: [claimed(), released()] } };

  test.each(['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified', 'confirmed'] as const)('at the step %s it is called off, under a document', (step) => {
    given(...roundAt(step)).as(people.bureau).when(cancelRound, cancelling, left).then(roundCancelled());
  });

  test('after publication it stands, and it is cancelled once', () => {
    given(...roundAt('published')).when(cancelRound, cancelling, left).thenRefused('assessment.wrong-step', {
      round, step: '结果已通报', stepEn: 'results published', act: '撤销', actEn: 'cancel the round', next: '办结', nextEn: 'close the round',
    });
    given(...roundAt('cancelled')).when(cancelRound, cancelling, left).thenRefused('assessment.wrong-step');
    given().when(cancelRound, cancelling, left).thenRefused('assessment.unknown-round');
  });

  test('needs reason and document, and leaves its groups to another', () => {
    const { reason: _reason, ...unreasoned } = cancelling;
    const { document: _document, ...unfounded } = cancelling;
    given(...roundAt('frozen')).when(cancelRound, unreasoned, left).thenRefused('assessment.reason-required');
    given(...roundAt('frozen')).when(cancelRound, unfounded, left).thenRefused('assessment.document-required');
    given(...roundAt('frozen')).when(cancelRound, unfounded, { ...left, authority: '宁委办〔2025〕2号' }).then(roundCancelled());
    given(...roundAt('frozen')).when(cancelRound, cancelling, { toldFrom: { year: [claimed()] } }).thenRefused('assessment.units-moved-on');
    given(...roundAt('frozen')).when(cancelRound, { ...cancelling, year: 2023 }, left).thenRefused('assessment.units-moved-on');
    given(...roundAt('frozen')).as(person('x', { roles: { leadership: 'all' } })).when(cancelRound, cancelling, left).thenForbidden();
  });
});

describe('starting from an earlier round', () => {
  test('carries over what it is, and nothing of what was done', () => {
    const { data } = roundOpened({ calendar: { ...calendar, selfAssessmentBy: '2024-02-29' } });
    expect(successorOf(data, data.calendar, 2025)).toEqual({
      round: 'quality-2025', title: { zh: '2025年度质量工作考核', en: 'Quality assessment 2025' }, plan, year: 2025, assessmentYear: 'calendar-year', scheme: roundScheme.id, startedFrom: round,
      calendar: { selfAssessmentBy: '2025-02-28', siteChecksBy: '2026-03-31', freezeBy: '2026-04-10', resultsBy: '2026-04-30', confirmBy: '2026-06-30', requestDays: 5, decisionDays: 10 },
    });
  });

  test('a code without the year in it gets it', () => {
    expect(successorOf({ ...roundOpened().data, round: 'pilot' }, calendar, 2025).round).toBe('pilot-2025');
  });

  test('says how the units differ', () => {
    expect(unitChanges(groups[0]!.units, ['xuanwu', 'gulou', 'jianye'])).toEqual({ added: ['jianye'], left: ['qinhuai'] });
  });
});
