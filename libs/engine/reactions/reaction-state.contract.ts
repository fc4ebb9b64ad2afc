import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { derivedId, zhihengNamespace } from '#engine/kernel';
import { StaleLease } from '#engine/read-store';
import { seededRandom } from '#engine/testing';
import type { ParkedStream, ReactionState, TimerRow } from './reaction-state.js';
import type { HandsOver } from '#engine/hand-over';
import { handOverContract, takeUpAll } from '../hand-over/hand-over.contract.js';

export interface ReactionStateUnderTest {
  readonly state: ReactionState;
  /** The same state again, as after a restart; absent for one that lives in memory only. */
  readonly reopen?: () => Promise<ReactionState>;
  readonly dispose?: () => Promise<void>;
}

const id = (name: string): string => derivedId(zhihengNamespace, name);
const at = (seconds: number): string => new Date(Date.parse('2025-03-03T00:00:00.000Z') + seconds * 1_000).toISOString();

const parked = (stream: string, position: number): ParkedStream => ({
  process: 'overdue', stream, position, revision: 4, eventId: id(stream), reason: '拒绝 refused', parkedAt: at(0), attempts: 3, waiting: 2,
});

const row = (timer: string, dueSeconds: number, position = 1): TimerRow => ({
  process: 'overdue', timer, dueAt: at(dueSeconds), payload: { finding: timer, 备注: ['催办'] },
  cause: { stream: 'finding-1', eventId: id(timer), position, correlation: id('request') },
});

const failure = { reason: 'finding.closed', at: at(99), attempts: 1 };

/** What every keeper of the reactions' state must do. */
export function reactionStateContract(name: string, open: () => Promise<ReactionStateUnderTest>): void {
  describe(`reaction state: ${name}`, () => {
    let subject: ReactionStateUnderTest;
    let state: ReactionState;
    beforeEach(async () => {
      subject = await open();
      state = subject.state;
    });
    afterEach(async () => {
      await state.close();
      await subject.dispose?.();
    });
    const restart = async (): Promise<void> => {
      if (!subject.reopen) return;
      await state.close();
      state = await subject.reopen();
    };
    const dueNames = async (until: number, limit = 100): Promise<string[]> => (await state.due('overdue', at(until), limit)).map(({ timer }) => timer);

    test('knows nothing of a process before its first position', async () => {
      expect(await state.standing('overdue')).toBeUndefined();
      await state.commit({ process: 'overdue', timers: [{ kind: 'set', row: row('a', 1) }] });
      expect(await state.standing('overdue')).toBeUndefined();
      expect(await state.timer('overdue', 'a')).toEqual(row('a', 1));
    });

    test('keeps position, parked streams and timers, each process apart, over a restart', async () => {
      await state.commit({
        process: 'overdue', position: 7,
        parking: [{ kind: 'park', parked: parked('finding-2', 5) }, { kind: 'park', parked: parked('finding-1', 3) }],
        timers: [{ kind: 'set', row: row('a', 10) }, { kind: 'set', row: { ...row('b', 5), failure } }],
      });
      await state.commit({ process: 'other', position: 2 });
      await restart();
      expect(await state.standing('overdue')).toEqual({ position: 7, parked: [parked('finding-1', 3), parked('finding-2', 5)] });
      expect(await state.standing('other')).toEqual({ position: 2, parked: [] });
      expect(await state.failedTimers('overdue')).toEqual([{ ...row('b', 5), failure }]);
      expect(await state.timerCounts('overdue', at(10))).toEqual({ pending: 1, due: 1, failed: 1 });
      expect(await state.timerCounts('other', at(10))).toEqual({ pending: 0, due: 0, failed: 0 });
    });

    test('commits a step whole or not at all, and never goes back', async () => {
      await state.commit({ process: 'overdue', position: 7 });
      const step = { process: 'overdue', position: 6, timers: [{ kind: 'set', row: row('a', 1) }], parking: [{ kind: 'park', parked: parked('s', 6) }] } as const;
      await expect(state.commit(step)).rejects.toThrow(RangeError);
      expect(await state.standing('overdue')).toEqual({ position: 7, parked: [] });
      expect(await state.timer('overdue', 'a')).toBeUndefined();
      await state.commit({ ...step, position: 7 });
      expect((await state.standing('overdue'))?.parked).toHaveLength(1);
    });

    test('releases and replaces a parked stream', async () => {
      await state.commit({ process: 'overdue', position: 7, parking: [{ kind: 'park', parked: parked('s', 3) }] });
      await state.commit({ process: 'overdue', parking: [{ kind: 'park', parked: { ...parked('s', 3), waiting: 9 } }] });
      expect((await state.standing('overdue'))?.parked).toEqual([{ ...parked('s', 3), waiting: 9 }]);
      await state.commit({ process: 'overdue', parking: [{ kind: 'release', stream: 's' }] });
      expect((await state.standing('overdue'))?.parked).toEqual([]);
    });

    test('refuses a step of an owner that was followed by another', async () => {
      const lease = (epoch: number) => ({ name: 'overdue', owner: `worker-${epoch}`, epoch });
      await state.commit({ process: 'overdue', position: 1, lease: lease(1) });
      await state.commit({ process: 'overdue', timers: [{ kind: 'set', row: row('a', 1) }], lease: lease(2) });
      await restart();
      await expect(state.commit({ process: 'overdue', position: 2, lease: lease(1) })).rejects.toThrow(StaleLease);
      await expect(state.commit({ process: 'overdue', timers: [{ kind: 'cancel', timer: 'a' }], lease: lease(1) })).rejects.toThrow(StaleLease);
      expect(await state.timer('overdue', 'a')).toBeDefined();
      await state.commit({ process: 'overdue', position: 2, lease: lease(2) });
      await state.commit({ process: 'other', position: 1, lease: lease(1) });
    });

    test('gives due timers in order of due time, event and name, whatever the order they were set in', async () => {
      const rows = [row('late', 30), row('b', 10, 4), row('a', 10, 4), row('z', 10, 2), row('first', 1, 9)];
      await state.commit({ process: 'overdue', position: 9, timers: seededRandom(7).shuffle(rows).map((each) => ({ kind: 'set', row: each })) });
      expect(await dueNames(0)).toEqual([]);
      expect(await dueNames(10)).toEqual(['first', 'z', 'a', 'b']);
      expect(await dueNames(30, 2)).toEqual(['first', 'z']);
    });

    test('moves, cancels and forgets fired timers', async () => {
      await state.commit({ process: 'overdue', timers: [row('a', 1), row('b', 2), row('c', 3)].map((each) => ({ kind: 'set', row: each })) });
      await state.commit({ process: 'overdue', timers: [{ kind: 'set', row: row('a', 20) }, { kind: 'cancel', timer: 'b' }, { kind: 'fired', timer: 'c', dueAt: at(3) }] });
      expect(await dueNames(19)).toEqual([]);
      expect(await dueNames(20)).toEqual(['a']);
      await state.commit({ process: 'overdue', timers: [{ kind: 'cancel', timer: 'a' }, { kind: 'set', row: row('a', 21) }] });
      expect(await dueNames(30)).toEqual(['a']);
    });

    test('leaves a timer alone that was moved while it fired or failed', async () => {
      await state.commit({ process: 'overdue', timers: [{ kind: 'set', row: row('a', 1) }] });
      await state.commit({ process: 'overdue', timers: [{ kind: 'set', row: row('a', 2) }] });
      await state.commit({ process: 'overdue', timers: [{ kind: 'fired', timer: 'a', dueAt: at(1) }, { kind: 'failed', timer: 'a', dueAt: at(1), failure }] });
      expect(await state.due('overdue', at(2), 9)).toEqual([row('a', 2)]);
    });

    test('sets a failed timer aside until it is set again', async () => {
      await state.commit({ process: 'overdue', timers: [{ kind: 'set', row: row('a', 1) }, { kind: 'failed', timer: 'a', dueAt: at(1), failure }] });
      expect(await dueNames(9)).toEqual([]);
      expect(await state.failedTimers('overdue')).toEqual([{ ...row('a', 1), failure }]);
      await state.commit({ process: 'overdue', timers: [{ kind: 'set', row: row('a', 3) }] });
      expect(await dueNames(9)).toEqual(['a']);
      expect(await state.failedTimers('overdue')).toEqual([]);
    });
  });
}

/** What every keeper that hands over does. */
export function reactionStateHandOver(name: string, open: () => Promise<ReactionState & HandsOver>, other?: () => Promise<ReactionState & HandsOver>): void {
  const fill = async (state: ReactionState): Promise<void> => {
    const lease = { name: 'overdue', owner: 'worker', epoch: 7 };
    await state.commit({ process: 'overdue', position: 7, lease, parking: [{ kind: 'park', parked: parked('finding-2', 5) }, { kind: 'park', parked: parked('督办', 3) }], timers: [{ kind: 'set', row: row('a', 10) }, { kind: 'set', row: { ...row('b', 5), failure } }] });
    await state.commit({ process: 'other', position: 2 });
    await state.commit({ process: 'early', timers: [{ kind: 'set', row: { ...row('a', 1), process: 'early' } }] });
  };
  handOverContract<ReactionState & HandsOver>(`reaction state: ${name}`, { open, ...(other ? { other } : {}), fill });

  describe(`handing over: reaction state: ${name}`, () => {
    test('timers fall due and positions go on as if nothing had been; the right to work is given out anew', async () => {
      const [from, to] = [await open(), await (other ?? open)()];
      await fill(from);
      await takeUpAll(from, to);
      for (const process of ['overdue', 'other', 'early', 'unknown']) {
        expect([await to.standing(process), await to.due(process, at(99), 9), await to.failedTimers(process)]).toEqual([await from.standing(process), await from.due(process, at(99), 9), await from.failedTimers(process)]);
      }
      await to.commit({ process: 'overdue', position: 8, lease: { name: 'overdue', owner: 'somebody', epoch: 1 } });
      await Promise.all([from.close(), to.close()]);
    });
  });
}
