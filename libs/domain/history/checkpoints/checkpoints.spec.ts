import { describe, expect, test } from '@jest/globals';
import { given, person, recorded } from '#engine/testing';
import { checkpointTopic } from './checkpoints.topics.js';
import { introduceKey } from './introduce-key.js';
import { recordCheckpoint, recordCosignature } from './record-checkpoint.js';

const system = person('system:ledger', { roles: { system: 'all' } });
const guard = person('security', { roles: { 'security-admin': 'all' } });
const [root, other] = [`${'A'.repeat(43)}=`, `${'B'.repeat(42)}A=`];
const signing = (size: number, of = root) => ({ origin: 'zhiheng.test', size, root: of, note: `zhiheng.test\n${size}\n${of}\n\n— zhiheng.test AAAAAAAA\n` });
const signed = (size: number, of = root) => ({ type: 'history.CheckpointSigned' as const, data: signing(size, of) });
const witnessing = (size: number, witness: string, of = root) => ({ size, root: of, witness, signatures: `— ${witness} AAAA\n` });
const cosigned = (size: number, witness: string) => ({ type: 'history.CheckpointCosigned' as const, data: witnessing(size, witness) });
const introduced = (key: string, from: string) => ({ type: 'history.SigningKeyIntroduced' as const, data: { key, from } });
const retired = (key: string, until: string) => ({ type: 'history.SigningKeyRetired' as const, data: { key, until } });
const [first, second] = ['2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'];

describe('a signed checkpoint', () => {
  test('is recorded by the system and by nobody else', () => {
    given().as(system).when(recordCheckpoint, signing(3)).then(signed(3));
    for (const role of ['bureau', 'auditor', 'system-admin', 'security-admin']) given().as(person('x', { roles: { [role]: 'all' } })).when(recordCheckpoint, signing(3)).thenForbidden();
  });

  test('follows those before it; the same again changes nothing', () => {
    given(signed(3)).as(system).when(recordCheckpoint, signing(5)).then(signed(5));
    given(signed(3)).as(system).when(recordCheckpoint, signing(3)).thenNothing();
    given(signed(5)).as(system).when(recordCheckpoint, signing(3)).thenRefused('history.checkpoint-behind', { size: 3, last: 5 });
    given(signed(3)).as(system).when(recordCheckpoint, signing(3, other)).thenRefused('history.checkpoint-differs', { size: 3 });
  });

  test('is witnessed while it is the last one, once by each witness', () => {
    given(signed(3)).as(system).when(recordCosignature, witnessing(3, 'audit')).then(cosigned(3, 'audit'));
    given(signed(3), cosigned(3, 'audit')).as(system).when(recordCosignature, witnessing(3, 'audit')).thenNothing();
    given(signed(3), cosigned(3, 'audit')).as(system).when(recordCosignature, witnessing(3, 'court')).then(cosigned(3, 'court'));
    given(signed(3), signed(5)).as(system).when(recordCosignature, witnessing(3, 'audit')).thenRefused('history.checkpoint-not-the-last');
    given(signed(3)).as(system).when(recordCosignature, witnessing(3, 'audit', other)).thenRefused('history.checkpoint-not-the-last');
    given().as(system).when(recordCosignature, witnessing(3, 'audit')).thenRefused('history.checkpoint-not-the-last');
    given(signed(3), cosigned(3, 'audit'), signed(5)).as(system).when(recordCosignature, witnessing(5, 'audit')).then(cosigned(5, 'audit'));
    given(signed(3)).as(guard).when(recordCosignature, witnessing(3, 'audit')).thenForbidden();
  });
});

describe('a signing key', () => {
  test('the first comes with the log, later ones with a reason, and the one before is retired', () => {
    given().as(system).when(introduceKey, { key: 'a', from: first }).then(introduced('a', first));
    given(introduced('a', first)).as(guard).when(introduceKey, { key: 'b', from: second }).thenRefused('history.reason-required', {}, 'body.reason');
    given(introduced('a', first)).as(guard).when(introduceKey, { key: 'b', from: second, reason: ' ' }).thenRefused('history.reason-required');
    given(introduced('a', first)).as(guard).when(introduceKey, { key: 'b', from: second, reason: '年度轮换' }).then(retired('a', second), introduced('b', second));
    given(introduced('a', first)).as(guard).when(introduceKey, { key: 'b', from: second }, { reason: '年度轮换' }).then(retired('a', second), introduced('b', second));
    given(introduced('a', first), retired('a', second), introduced('b', second)).as(guard).when(introduceKey, { key: 'c', from: second, reason: '泄露' }).then(retired('b', second), introduced('c', second));
  });

  test('is introduced once, and by those who guard secrets', () => {
    given(introduced('a', first)).as(system).when(introduceKey, { key: 'a', from: first }).thenNothing();
    for (const role of ['bureau', 'auditor', 'system-admin', 'audit-admin']) given().as(person('x', { roles: { [role]: 'all' } })).when(introduceKey, { key: 'a', from: first }).thenForbidden();
  });
});

describe('what goes out', () => {
  test('checkpoints and cosignatures; keys stay', () => {
    const told = (event: { type: string; data: object }) => checkpointTopic.map(recorded(event.type, event.data as never));
    expect(told(signed(3))).toEqual([{ key: 'ledger', subject: 'checkpoint-3', data: { what: 'signed', ...signing(3) } }]);
    expect(told(cosigned(3, 'audit'))).toEqual([{ key: 'ledger', subject: 'checkpoint-3', data: { what: 'witnessed', size: 3, root, witness: 'audit', cosignatures: '— audit AAAA\n' } }]);
    expect(told(introduced('a', first))).toEqual([]);
  });
});
