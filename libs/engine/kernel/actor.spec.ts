import { expect, test } from '@jest/globals';
import { anyOf, cityPolicy, covers, reachesAny, rolePolicy, type Actor } from './actor.js';

const reporter: Actor = { id: 'wang', unit: 'xuanwu', grants: [{ role: 'reporter', units: ['xuanwu'] }] };
const bureau: Actor = { id: 'zhao', grants: [{ role: 'bureau', units: ['market-regulation'] }] };

test('a role reaches the units of its grant and no others', () => {
  const scope = rolePolicy('p', ['reporter']).scope(reporter);
  expect(covers(scope, 'xuanwu')).toBe(true);
  expect(covers(scope, 'qinhuai')).toBe(false);
  expect(covers(scope, undefined)).toBe(false);
});

test('a whole-city policy reaches every unit, and what belongs to none', () => {
  const scope = cityPolicy('p', ['bureau']).scope(bureau);
  expect(covers(scope, 'xuanwu')).toBe(true);
  expect(covers(scope, undefined)).toBe(true);
});

test('nobody is let in by default', () => {
  const scope = anyOf('p', rolePolicy('', ['reporter']), cityPolicy('', ['bureau'])).scope({ id: 'x', grants: [] });
  expect(reachesAny(scope)).toBe(false);
});

test('several roles add up', () => {
  const both: Actor = { id: 'x', grants: [{ role: 'reporter', units: ['a'] }, { role: 'verifier', units: ['b'] }] };
  expect(rolePolicy('p', ['reporter', 'verifier']).scope(both)).toEqual(['a', 'b']);
});
