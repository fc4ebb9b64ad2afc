import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '#engine/kernel';
import { compareRecords, pagesOf, RecordContradicts, RecordsDiffer, takeUp, type HandsOver, type KeptRecord } from './hand-over.js';

type Keeper = HandsOver & { close(): Promise<void> };

export interface HandOverSubject<S extends Keeper> {
  /** An empty store of the adapter that is tried. */
  readonly open: () => Promise<S>;
  /** An empty store of another adapter, which takes up and hands back. */
  readonly other?: () => Promise<Keeper>;
  /** Keep something of every kind, by the port's own methods. */
  readonly fill: (store: S) => Promise<void>;
}

/** Every record of a store by kind, in one order. */
export async function recordsOf(store: HandsOver): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = new Map<string, readonly string[]>();
  for (const kind of store.records) {
    const texts: string[] = [];
    for await (const page of pagesOf(kind)) texts.push(...page.map((record) => canonicalJson(record)));
    all.set(kind.kind, texts.sort());
  }
  return all;
}

/** Take up all kinds of a store, in the order in which it names them. */
export async function takeUpAll(from: HandsOver, to: HandsOver): Promise<number> {
  let added = 0;
  for (const [n, kind] of from.records.entries()) added += await takeUp(kind, to.records[n]!);
  return added;
}

/** What every store that hands over does. */
export function handOverContract<S extends Keeper>(name: string, { open, other, fill }: HandOverSubject<S>): void {
  const withStores = async (test: (from: S, to: Keeper) => Promise<void>): Promise<void> => {
    const [from, to] = [await open(), await (other ?? open)()];
    try {
      await fill(from);
      await test(from, to);
    } finally {
      await Promise.all([from.close(), to.close()]);
    }
  };

  describe(`handing over: ${name}`, () => {
    test('what one hands over another takes up, record for record, and hands back; taken up again it changes nothing', () =>
      withStores(async (from, to) => {
        const before = await recordsOf(from);
        expect([...before.values()].map((texts) => texts.length)).not.toContain(0);
        const count = [...before.values()].flat().length;
        expect([await takeUpAll(from, to), await takeUpAll(from, to)]).toEqual([count, 0]);
        expect(await recordsOf(to)).toEqual(before);
        const back = await open();
        expect([await takeUpAll(to, back), await recordsOf(back)]).toEqual([count, before]);
        for (const [n, kind] of from.records.entries()) expect(await compareRecords(kind, back.records[n]!)).toBe(before.get(kind.kind)!.length);
        await back.close();
      }));

    test('pages of any size give every record once, and a key finds its record', () =>
      withStores(async (from) => {
        for (const kind of from.records) {
          const whole = await kind.page(undefined, 1_000);
          const single: KeptRecord[] = [];
          for (let page = await kind.page(undefined, 1); page.length > 0; page = await kind.page(single.at(-1)!.key, 1)) single.push(...page);
          expect(single).toEqual(whole);
          expect(await kind.count()).toBe(whole.length);
          expect((await kind.found([...whole.map(({ key }) => key)])).map((record) => canonicalJson(record)).sort()).toEqual(whole.map((record) => canonicalJson(record)).sort());
        }
      }));

    test('one that broke off is finished by doing it again', () =>
      withStores(async (from, to) => {
        for (const [n, kind] of from.records.entries()) {
          const first = await kind.page(undefined, 1);
          await to.records[n]!.add(first);
          await expect(to.records[n]!.count()).resolves.toBe(1);
        }
        await takeUpAll(from, to);
        expect(await recordsOf(to)).toEqual(await recordsOf(from));
      }));

    test('what is there already in another form is refused, and what is there beside is noticed', () =>
      withStores(async (from, to) => {
        await takeUpAll(from, to);
        const [kind, target] = [from.records[0]!, to.records[0]!];
        const changed = { ...kind, page: async (after: string | undefined, limit: number) => (await kind.page(after, limit)).map(({ key, content }) => ({ key, content: { ...content, other: true } })) };
        await expect(takeUp(changed, target)).rejects.toThrow(RecordContradicts);
        await expect(compareRecords(changed, target)).rejects.toThrow(RecordsDiffer);
        const none = { ...kind, page: async () => [] };
        await expect(compareRecords(none, target)).rejects.toThrow(RecordsDiffer);
        expect(await recordsOf(to)).toEqual(await recordsOf(from));
      }));
  });
}
