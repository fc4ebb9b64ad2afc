import { describe, expect, test } from '@jest/globals';
import { takeUp, type HandsOver } from '#engine/hand-over';
import { handOverContract, takeUpAll } from '../../../engine/hand-over/hand-over.contract.js';
import type { AccessEntry, AccessLog } from './access-log.js';

const entry = (n: number): AccessEntry => ({ kind: 'refused', at: `2025-04-10T02:00:0${n % 10}.000Z`, user: `用户-${n}`, address: '127.0.0.1', status: 403 });
type Log = AccessLog & HandsOver;

async function written(log: Log, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await log.append(entry(n));
}

/** What every access log that hands over does. */
export function accessLogHandOver(name: string, open: () => Promise<Log>, other?: () => Promise<Log>): void {
  const fill = async (log: Log): Promise<void> => {
    await written(log, 9);
    await log.removeUpTo((await log.headAt(3))!);
  };
  handOverContract<Log>(`access log: ${name}`, { open, ...(other ? { other } : {}), fill });

  describe(`handing over: access log: ${name}`, () => {
    test.each([['from its first entry', 0], ['from where its beginning was removed', 4]])('the chain goes on %s', async (_name, cut) => {
      const [from, to] = [await open(), await (other ?? open)()];
      await written(from, 9);
      const kept = (await from.headAt(8))!;
      const base = (await from.headAt(cut))!;
      if (cut > 0) await from.removeUpTo(base);
      await takeUpAll(from, to);
      expect([await to.head(), await to.base(), await to.entries({}, 3)]).toEqual([await from.head(), base, await from.entries({}, 3)]);
      expect(await to.append(entry(9))).toEqual(await from.append(entry(9)));
      expect(await to.verify({ heads: [kept], cuts: cut > 0 ? [base] : [] })).toMatchObject({ intact: true, checked: 10 - cut, provenTo: 8 });
      await Promise.all([from.close(), to.close()]);
    });

    test('entries that do not follow, or were changed on their way, are not taken', async () => {
      const [from, to] = [await open(), await (other ?? open)()];
      await written(from, 3);
      const entries = from.records[1]!;
      const [first, second] = await entries.page(undefined, 2);
      await expect(to.records[1]!.add([second!])).rejects.toThrow('does not follow');
      await expect(to.records[1]!.add([{ ...first!, content: { ...first!.content, text: String(first!.content['text']).replace('403', '404') } }])).rejects.toThrow('does not follow');
      expect(await to.count({})).toBe(0);
      expect(await takeUp(entries, to.records[1]!)).toBe(3);
      await Promise.all([from.close(), to.close()]);
    });
  });
}
