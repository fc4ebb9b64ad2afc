import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { adopted, assigned, closed, measure, plan, unit, units } from '../plan-examples.js';
import { assignMeasure, type AssignMeasure } from './assign-measure.js';

const assigning = (changes: Partial<AssignMeasure> = {}): AssignMeasure => ({ plan, no: 1, lead: 'science-tech', supporting: ['finance'], from: '2023-12-18', ...changes });
const told = { toldFrom: units('science-tech', 'finance') };
const past = [adopted, measure()];

describe('assigning a measure', () => {
  test('lead and supporting units are recorded with their first day', () => {
    given(...past).as(person('director', { roles: { bureau: 'all' } })).when(assignMeasure, assigning(), told).then(assigned());
  });

  test('a collective keeps its code, and its members take part', () => {
    const collective = { ...told.toldFrom, 'all-districts': [unit('all-districts', { kind: 'collective', members: ['xuanwu', 'gulou'] })] };
    given(...past).when(assignMeasure, assigning({ supporting: ['finance', 'all-districts'] }), { toldFrom: collective })
      .then(assigned({ supporting: ['finance', 'all-districts'], participants: ['science-tech', 'finance', 'xuanwu', 'gulou'] }));
  });

  test('the same assignment again changes nothing', () => {
    given(...past, assigned()).when(assignMeasure, assigning(), told).thenNothing();
  });

  test('another assignment needs a reason or a document and does not reach back', () => {
    const later = assigning({ lead: 'finance', supporting: ['science-tech'], from: '2024-05-01' });
    given(...past, assigned()).when(assignMeasure, later, told).thenRefused('plan.reason-required');
    const changed = assigned({ lead: 'finance', supporting: ['science-tech'], from: '2024-05-01', participants: ['finance', 'science-tech'] });
    given(...past, assigned()).when(assignMeasure, later, { ...told, reason: '机构改革' }).then(changed);
    given(...past, assigned()).when(assignMeasure, later, { ...told, authority: '宁质发〔2024〕2号' }).then(changed);
    given(...past, assigned()).when(assignMeasure, { ...later, from: '2023-01-01' }, { ...told, reason: '机构改革' })
      .thenRefused('plan.assignment-before-last', { no: 1, from: '2023-01-01', last: '2023-12-18' });
  });

  test.each([
    ['an unknown measure', assigning({ no: 9 }), told.toldFrom, 'plan.unknown-measure'],
    ['an unknown lead unit', assigning(), { finance: told.toldFrom['finance'] }, 'plan.unknown-unit'],
    ['an unknown supporting unit', assigning(), { 'science-tech': told.toldFrom['science-tech'] }, 'plan.unknown-unit'],
    ['a unit that is gone', assigning(), { ...told.toldFrom, finance: [unit('finance'), closed('finance')] }, 'plan.unit-gone'],
    ['a lead unit that also supports', assigning({ supporting: ['science-tech'] }), units('science-tech'), 'plan.unit-named-twice'],
  ])('%s is refused', (_, command, toldFrom, code) => {
    given(...past).when(assignMeasure, command, { toldFrom: toldFrom as typeof told.toldFrom }).thenRefused(code);
  });

  test('only the bureau assigns', () => {
    given(...past).as(person('inspector', { roles: { inspector: 'all' } })).when(assignMeasure, assigning(), told).thenForbidden();
  });
});
