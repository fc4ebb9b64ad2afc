import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isRefusal, newId } from '#engine/kernel';
import { CommandEngine, Commands, PreconditionFailed, TooContended, type Outcome } from '#engine/commands';
import { callerOf, catalogue, FindingCity } from '../finding-city-examples.js';
import { content, draftedFinding, people } from '../finding-examples.js';
import { findingRefusals } from '../finding.refusals.js';
import { findingStream } from '../finding.events.js';
import { numberSeriesStream } from '../number-series/number-series.events.js';
import { IssueFindingHttp } from './issue-finding.http.js';
import { IssueOrders } from './issue-orders.http.js';
import { issuing } from './issue-finding.js';

const series = numberSeriesStream('督字', 2025);
const codes = (count: number) => Array.from({ length: count }, (_, at) => `f-${at + 1}`);

describe('issuing orders', () => {
  let city: FindingCity;
  let orders: IssueOrders;
  const draft = async (...findings: readonly string[]) => {
    for (const finding of findings) await city.record(findingStream(finding), draftedFinding({ finding }));
  };
  const numberOf = async (finding: string) => (await city.log.readStream(findingStream(finding))).find(({ type }) => type === 'supervision.FindingIssued')?.data['number'];
  const numbersGiven = async (stream = series) => (await city.log.readStream(stream)).map(({ data }) => [data['number'], data['to']]);
  const envelope = (more: Parameters<typeof callerOf>[1] = {}) => callerOf(people.inspector, more).envelope;

  beforeEach(async () => {
    city = await FindingCity.open();
    orders = new IssueOrders(city.commands, city.log, city.clock);
  });
  afterEach(() => city.close());

  test('fifty at once get the numbers 1 to 50, each its own, without a gap', async () => {
    const all = codes(50);
    await draft(...all);
    const outcomes = await Promise.all(all.map((finding) => orders.issue(finding, envelope())));
    expect(outcomes.filter(isRefusal)).toEqual([]);
    const numbers = await Promise.all(all.map(numberOf));
    expect(numbers.map((text) => Number(/第(\d+)号/.exec(String(text))![1])).sort((a, b) => a - b)).toEqual(all.map((_, at) => at + 1));
    expect((await numbersGiven()).map(([number]) => number)).toEqual(all.map((_, at) => at + 1));
    for (const [number, to] of await numbersGiven()) expect(await numberOf(String(to).replace('finding-', ''))).toBe(`〔2025〕督字第${number}号`);
  });

  test('processes that race for numbers leave no gap either: who loses too often may try again', async () => {
    const all = codes(12);
    await draft(...all);
    let overtaken = 0;
    // An append takes a while, so that others decide meanwhile on what it is about to change.
    const slow = new Proxy(city.log, {
      get: (log, name) => (name !== 'append' ? Reflect.get(log, name).bind(log) : async (writes: Parameters<typeof log.append>[0]) => {
        await new Promise((resolve) => setImmediate(resolve));
        return log.append(writes).catch((error: unknown) => {
          overtaken += 1;
          throw error;
        });
      }),
    });
    const issueSomehow = async (finding: string): Promise<Outcome> => {
      // Each in a process of its own: none waits for another's turn.
      const ownProcess = new IssueOrders(new Commands(undefined as never, new CommandEngine(slow, catalogue, city.clock)), slow, city.clock);
      for (;;) {
        try {
          return await ownProcess.issue(finding, envelope());
        } catch (error) {
          if (!(error instanceof TooContended)) throw error;
        }
      }
    };
    const outcomes = await Promise.all(all.map(issueSomehow));
    expect(outcomes.filter(isRefusal)).toEqual([]);
    expect(overtaken).toBeGreaterThan(12);
    expect((await numbersGiven()).map(([number]) => number)).toEqual(all.map((_, at) => at + 1));
    expect(new Set(await Promise.all(all.map(numberOf))).size).toBe(12);
  });

  test('a refused order leaves no number behind', async () => {
    await draft('f-1');
    await city.record(findingStream('f-2'), draftedFinding({ finding: 'f-2', content: content({ due: { on: '2025-03-01' } }) }));
    expect(await orders.issue('f-2', envelope())).toMatchObject({ refused: 'supervision.date-passed' });
    expect(await orders.issue('f-9', envelope())).toMatchObject({ refused: 'supervision.unknown-finding' });
    expect(await orders.issue('f-1', callerOf(people.reporter).envelope)).toMatchObject({ refused: 'command.forbidden' });
    await orders.issue('f-1', envelope());
    expect(await orders.issue('f-1', envelope())).toMatchObject({ refused: 'supervision.already-issued' });
    expect(await numbersGiven()).toEqual([[1, 'finding-f-1']]);
  });

  test('the answer is about the finding, and a repetition under its key gives it again, also in the new year', async () => {
    await draft('f-1', 'f-2');
    city.clock.set('2025-12-31T15:59:00.000Z');
    await city.record(findingStream('f-3'), draftedFinding({ finding: 'f-3', content: content({ due: { on: '2026-02-10' } }) }));
    const sent = envelope({ commandId: newId(), retryable: true });
    const first = await orders.issue('f-3', sent);
    expect(first).toMatchObject({ stream: 'finding-f-3', revision: 1, repeated: false, events: [{ type: 'supervision.FindingIssued' }] });
    city.clock.set('2025-12-31T16:01:00.000Z');
    expect(await orders.issue('f-3', sent)).toEqual({ ...first, repeated: true });
    expect(await numbersGiven()).toEqual([[1, 'finding-f-3']]);
  });

  test('numbers begin anew with the year of the city', async () => {
    const due = content({ due: { on: '2026-02-10' } });
    await city.record(findingStream('f-1'), draftedFinding({ finding: 'f-1', content: due }));
    await city.record(findingStream('f-2'), draftedFinding({ finding: 'f-2', content: due }));
    city.clock.set('2025-12-31T15:59:00.000Z');
    await orders.issue('f-1', envelope());
    city.clock.set('2025-12-31T16:01:00.000Z');
    await orders.issue('f-2', envelope());
    expect([await numberOf('f-1'), await numberOf('f-2')]).toEqual(['〔2025〕督字第1号', '〔2026〕督字第1号']);
  });

  test('If-Match is about the draft', async () => {
    await draft('f-1');
    await expect(orders.issue('f-1', envelope({ ifMatch: 3 }))).rejects.toBeInstanceOf(PreconditionFailed);
    expect(await orders.issue('f-1', envelope({ ifMatch: 0 }))).toMatchObject({ revision: 1 });
  });

  test('whoever sends the order without a number is refused', async () => {
    await draft('f-1');
    const [, order] = issuing('f-1', { status: 'draft', content: content(), draftedBy: 'tester' }, city.clock.now());
    expect(await city.engine.execute(order.definition, order.command, envelope())).toMatchObject({ refused: 'supervision.not-numbered' });
  });

  describe('many at once', () => {
    const texts = { ...findingRefusals, 'command.forbidden': { kind: 'forbidden', title: { zh: '无权限', en: 'not permitted' }, remedy: { zh: '请联系管理员', en: 'ask' } } } as const;
    const send = (findings: string[], dryRun: boolean, actor: Parameters<typeof callerOf>[0] = people.inspector) =>
      new IssueFindingHttp(orders, texts).issueMany({ params: undefined, query: undefined, body: { findings, dryRun } }, callerOf(actor));

    test('a preview records nothing; then they are numbered in their order, in one append', async () => {
      await draft('f-1', 'f-2', 'f-3');
      const head = await city.log.head();
      const numbers = [{ finding: 'f-3', number: '〔2025〕督字第1号' }, { finding: 'f-1', number: '〔2025〕督字第2号' }];
      expect(await send(['f-3', 'f-1'], true)).toEqual({ dryRun: true, recorded: false, accepted: 2, refused: [], numbers });
      expect(await city.log.head()).toBe(head);
      expect(await send(['f-3', 'f-1'], false)).toEqual({ dryRun: false, recorded: true, accepted: 2, refused: [], numbers, position: head + 4, events: 4, repeated: false });
      expect([await numberOf('f-3'), await numberOf('f-1')]).toEqual(['〔2025〕督字第1号', '〔2025〕督字第2号']);
      expect(await send(['f-2'], false)).toMatchObject({ recorded: true });
      expect(await numberOf('f-2')).toBe('〔2025〕督字第3号');
    });

    test('all or none: each that cannot be issued is named once, with its own reason in words', async () => {
      await draft('f-1', 'f-2');
      const head = await city.log.head();
      expect(await send(['f-1', 'f-9', 'f-1'], false)).toEqual({
        dryRun: false, recorded: false, accepted: 1, numbers: [],
        refused: [
          { finding: 'f-9', code: 'supervision.unknown-finding', because: { zh: '没有问题 f-9。', en: 'There is no finding f-9.' }, remedy: expect.anything() },
          { finding: 'f-1', code: 'supervision.already-issued', because: expect.objectContaining({ en: 'The finding has been issued as 〔2025〕督字第1号.' }), remedy: expect.anything() },
        ],
      });
      expect(await city.log.head()).toBe(head);
      expect(await send(['f-1'], false, people.gulouInspector)).toMatchObject({ recorded: false, refused: [{ finding: 'f-1', code: 'command.forbidden' }] });
    });

    test('one is answered with its receipt, or the refusal', async () => {
      await draft('f-1');
      const http = new IssueFindingHttp(orders, texts);
      const request = { params: { finding: 'f-1' }, query: undefined, body: undefined };
      expect(await http.issue(request, callerOf(people.bureau))).toMatchObject({ stream: 'finding-f-1', changed: true });
      await expect(http.issue(request, callerOf(people.bureau))).rejects.toThrow('supervision.already-issued');
    });

    test('a text that is missing is a fault of ours', async () => {
      await expect(new IssueFindingHttp(orders, {}).issueMany({ params: undefined, query: undefined, body: { findings: ['f-9'], dryRun: true } }, callerOf(people.inspector))).rejects.toThrow('no catalogue');
    });
  });
});
