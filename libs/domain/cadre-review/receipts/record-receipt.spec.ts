import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { given } from '#engine/testing';
import { acknowledgedFact, dispatchedFact, people, preparedFact, rejectedFact, replacedFact, round, unit } from '../cadre-review-examples.js';
import type { DossierEvent } from '../dossier.events.js';
import { readReceipt } from './read-receipt.js';
import { receiptSchema, receiptTopic } from './receipt-schema.js';
import { recordReceipt, type RecordReceipt } from './record-receipt.js';

const receipt = (changes: Partial<RecordReceipt> = {}): RecordReceipt => ({ round, unit, id: 'r-1', version: 1, outcome: 'acknowledged', receiver: '市委组织部', at: '2025-06-11T02:00:00Z', ...changes });
const rejection = (changes: Partial<RecordReceipt> = {}) => receipt({ outcome: 'rejected', reason: '任职时间有误', ...changes });
const handedOver = [preparedFact(), dispatchedFact()];
const dated = (event: DossierEvent): DossierEvent => ({ ...event, validAt: '2025-06-11T02:00:00Z' });

describe('a receipt', () => {
  test('settles a version that was handed over', () => {
    given(...handedOver).as(people.organisation).when(recordReceipt, receipt()).then(dated(acknowledgedFact()));
    given(...handedOver).as(people.system).when(recordReceipt, rejection()).then(dated(rejectedFact()));
    for (const who of [people.bureau, people.leader, people.reporter]) given(...handedOver).as(who).when(recordReceipt, receipt()).thenForbidden();
  });

  test('that comes again, or another with the same outcome, changes nothing', () => {
    given(...handedOver, acknowledgedFact()).when(recordReceipt, receipt()).thenNothing();
    given(...handedOver, acknowledgedFact()).when(recordReceipt, receipt({ id: 'r-9' })).thenNothing();
    given(...handedOver, rejectedFact()).when(recordReceipt, rejection({ reason: '另一原因' })).thenNothing();
  });

  test('for a version that was superseded meanwhile is recorded all the same', () => {
    given(...handedOver, replacedFact(), preparedFact(2)).when(recordReceipt, receipt()).then(dated(acknowledgedFact()));
  });

  test.each([
    ['for an unknown dossier', [], receipt(), 'cadre-review.unknown-dossier'],
    ['for a version that was not handed over', [preparedFact()], receipt(), 'cadre-review.not-dispatched'],
    ['for a version that is not there', handedOver, receipt({ version: 2 }), 'cadre-review.not-dispatched'],
    ['that contradicts an earlier one', [...handedOver, acknowledgedFact()], rejection({ id: 'r-9' }), 'cadre-review.receipt-contradicts'],
    ['that says another thing under the same id', [...handedOver, acknowledgedFact()], rejection(), 'cadre-review.receipt-id-reused'],
    ['that is used for two versions', [...handedOver, acknowledgedFact(), replacedFact(), preparedFact(2), dispatchedFact(2, 1)], receipt({ version: 2 }), 'cadre-review.receipt-id-reused'],
  ])('%s is refused', (_, past, command, code) => {
    given(...past).when(recordReceipt, command).thenRefused(code);
  });

  test('in any order and number of repetitions has one effect on each version', () => {
    const past = [preparedFact(), dispatchedFact(), replacedFact(), preparedFact(2), dispatchedFact(2, 1)];
    const all = [receipt(), receipt({ id: 'r-1b' }), rejection({ id: 'r-2', version: 2 }), receipt({ id: 'r-2b', version: 2 })];
    fc.assert(fc.property(fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 20 }), (delivered) => {
      let facts: DossierEvent[] = past;
      for (const one of delivered) {
        const outcome = given(...facts).when(recordReceipt, one);
        try {
          facts = [...facts, ...outcome.events()];
        } catch {
          outcome.thenRefused('cadre-review.receipt-contradicts');
        }
      }
      const settled = facts.filter(({ type }) => type === 'cadre-review.DossierAcknowledged' || type === 'cadre-review.DossierRejected');
      const versions = settled.map(({ data }) => data.version);
      expect(new Set(versions).size).toBe(versions.length);
      expect(versions.sort()).toEqual([...new Set(delivered.map(({ version }) => version))].sort());
    }), { numRuns: 60 });
  });
});

describe('what arrives', () => {
  const message = { id: 'r-1', dossier: `${round}.${unit}`, version: 1, outcome: 'acknowledged', receiver: '市委组织部', at: '2025-06-11T02:00:00Z' };

  test('is read as it is or as the data of a CloudEvent of the topic', () => {
    expect(readReceipt(message)).toEqual(message);
    expect(readReceipt({ specversion: '1.0', id: 'e', type: receiptTopic, source: '/x', data: message })).toEqual(message);
    for (const example of receiptSchema['examples'] as unknown[]) expect('problem' in readReceipt(example)).toBe(false);
  });

  test.each([
    ['nothing', null, 'must be object'], ['a list', [message], 'must be object'], ['a CloudEvent of another topic', { specversion: '1.0', type: 'other', data: message }, "must have required property 'id'"],
    ['no version', { ...message, version: undefined }, "must have required property 'version'"], ['a version in words', { ...message, version: '1' }, '/version must be integer'],
    ['another outcome', { ...message, outcome: 'lost' }, '/outcome must be equal to one of the allowed values'], ['a rejection without a reason', { ...message, outcome: 'rejected' }, "must have required property 'reason'"],
    ['a dossier that climbs', { ...message, dossier: '../x' }, '/dossier must match pattern'], ['a dossier of three parts', { ...message, dossier: 'a.b.c' }, '/dossier must match pattern'],
    ['an instant that does not exist', { ...message, at: '2025-02-30T00:00:00Z' }, '/at is no instant that exists'], ['hidden direction characters', { ...message, receiver: 'a\u202eb' }, '/receiver bidi-control'],
    ['more than is asked for', { ...message, name: '王' }, 'must NOT have additional properties'],
  ])('%s is none', (_, given_, problem) => {
    expect(readReceipt(given_)).toMatchObject({ problem: expect.stringContaining(problem) });
  });
});
