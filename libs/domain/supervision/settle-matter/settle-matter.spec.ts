import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { people } from '../finding-examples.js';
import { informed, matter, noted, requested, returned, settled } from '../matter-examples.js';
import { returnMatter } from './return-matter.js';
import { settleMatter } from './settle-matter.js';

const own = person('own', { unit: 'xuanwu', roles: { bureau: 'all' } });

describe('returning a matter', () => {
  const returning = { matter, reason: '未注明签发人' };

  test('the bureau or the leadership sends a paper back, once', () => {
    given(requested()).as(people.bureau).when(returnMatter, returning).then(returned());
    given(requested()).as(people.leader).when(returnMatter, { matter }, { reason: '未注明签发人' }).then(returned());
    given(requested(), returned()).as(people.bureau).when(returnMatter, returning).thenNothing();
  });

  test.each([
    ['nothing', [], returning, 'supervision.unknown-matter'],
    ['what is instructed on', [requested(), noted()], returning, 'supervision.matter-wrong-status'],
    ['what is settled', [informed(), settled('noted')], returning, 'supervision.matter-wrong-status'],
    ['what was returned for another reason', [requested(), returned('其他')], returning, 'supervision.matter-wrong-status'],
    ['without a reason', [requested()], { matter }, 'supervision.reason-required'],
  ] as const)('%s is not returned', (_, past, command, code) => {
    given(...past).as(people.bureau).when(returnMatter, command).thenRefused(code);
  });

  test('nobody of the unit returns it, nor an inspector', () => {
    given(requested()).as(own).when(returnMatter, returning).thenRefused('supervision.own-matter');
    given(requested()).as(people.inspector).when(returnMatter, returning).thenForbidden();
    given(requested()).as(people.reporter).when(returnMatter, returning).thenForbidden();
  });
});

describe('settling a matter', () => {
  const settling = { matter, outcome: 'approved', opinion: '按批示办理', document: '宁政复〔2025〕1号' } as const;
  const more = { opinion: '按批示办理', document: '宁政复〔2025〕1号' };

  test('a request is decided once it is instructed on', () => {
    for (const outcome of ['approved', 'partly-approved', 'declined'] as const) {
      given(requested(), noted()).as(people.bureau).when(settleMatter, { ...settling, outcome }).then(settled(outcome, more));
    }
    given(requested(), noted()).as(people.leader).when(settleMatter, { matter, outcome: 'declined' }).then(settled('declined'));
  });

  test('a report is noted, with or without an instruction', () => {
    given(informed()).as(people.bureau).when(settleMatter, { matter, outcome: 'noted' }).then(settled('noted'));
    given(informed(), noted()).as(people.bureau).when(settleMatter, { matter, outcome: 'noted' }).then(settled('noted'));
  });

  test('the same again changes nothing', () => {
    given(requested(), noted(), settled('approved', more)).as(people.bureau).when(settleMatter, settling).thenNothing();
  });

  test.each([
    ['nothing', [], settling, 'supervision.unknown-matter'],
    ['a returned paper', [requested(), returned()], settling, 'supervision.matter-wrong-status'],
    ['what is settled otherwise', [requested(), noted(), settled()], { ...settling, outcome: 'declined' }, 'supervision.matter-wrong-status'],
    ['a request by noting it', [requested(), noted()], { matter, outcome: 'noted' }, 'supervision.outcome-does-not-fit'],
    ['a report by approving it', [informed(), noted()], settling, 'supervision.outcome-does-not-fit'],
    ['a request without an instruction', [requested()], settling, 'supervision.request-not-instructed'],
  ] as const)('%s is not settled', (_, past, command, code) => {
    given(...past).as(people.bureau).when(settleMatter, command).thenRefused(code);
  });

  test('nobody of the unit settles it, nor an inspector', () => {
    given(requested(), noted()).as(own).when(settleMatter, settling).thenRefused('supervision.own-matter');
    given(requested(), noted()).as(people.inspector).when(settleMatter, settling).thenForbidden();
  });
});
