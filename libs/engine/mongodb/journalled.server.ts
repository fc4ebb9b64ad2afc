import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Link, type Mishap } from './link-examples.js';
import { Journalled, type Change } from './journalled.js';
import { MongoDatabase } from './mongo-database.js';
import { freshDatabaseUrl, onMongo } from './server-examples.js';

interface Sum {
  readonly sum: number;
}
interface Amount {
  readonly key: string;
  readonly amount: number;
}
type Book = Journalled<Sum, Amount>;

const openBook = (database: MongoDatabase): Promise<Book> => Journalled.open<Sum, Amount>(database, 'book', { sum: 0 }, []);

/** Set amounts (none removes one), so that the state is their sum whatever was there. */
const setting = (amounts: readonly (readonly [string, number | undefined])[], once: string) => async (_: Sum, find: (filter: object) => Promise<readonly Amount[]>): Promise<Change<Sum, Amount, undefined> | undefined> => {
  const all = new Map((await find({})).map(({ key, amount }) => [key, amount]));
  if (all.has(once)) return undefined;
  for (const [key, amount] of [...amounts, [once, 0] as const]) {
    if (amount === undefined) all.delete(key);
    else all.set(key, amount);
  }
  const documents = [...amounts, [once, 0] as const].map(([key, amount]) => ({ key, content: amount === undefined ? null : { key, amount } }));
  return { state: { sum: [...all.values()].reduce((a, b) => a + b, 0) }, documents, result: undefined };
};

const anyAmounts = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', '江宁'), fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })), { minLength: 1, maxLength: 4 });
const anyMishaps = fc.array(fc.record({ at: fc.integer({ min: 1, max: 7 }), mishap: fc.constantFrom<Mishap>('lost', 'unanswered') }), { maxLength: 2 });

onMongo('a journalled state in MongoDB', () =>
  describe('a journalled state in MongoDB', () => {
    let direct: MongoDatabase;
    let link: Link;
    let linked: MongoDatabase;
    let [near, far]: Book[] = [];
    let books = 0;
    beforeAll(async () => {
      const url = freshDatabaseUrl();
      direct = await MongoDatabase.connect(url);
      link = await Link.open(url);
      linked = await MongoDatabase.connect(link.url);
      [near, far] = [await openBook(direct), await openBook(linked)];
    });
    afterAll(async () => {
      await linked.close();
      await link.close();
      await direct.destroy();
      await direct.close();
    });

    afterEach(() => void link.clear());

    const seen = (book: Book, id: string) => book.read(id, async ({ sum }, find) => ({ sum, amounts: Object.fromEntries((await find({})).filter(({ amount }) => amount > 0).map(({ key, amount }) => [key, amount])) }));
    const whole = ({ sum, amounts }: { sum: number; amounts: Record<string, number> }): boolean => sum === Object.values(amounts).reduce((a, b) => a + b, 0);

    test('a change that is cut anywhere is there whole or not at all, and repeating it has the effect of once', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(anyAmounts, anyMishaps), { minLength: 1, maxLength: 5 }), async (changes) => {
          const id = `book-${(books += 1)}`;
          const model = new Map<string, number>();
          for (const [n, [amounts, mishaps]] of changes.entries()) {
            const before = Object.fromEntries(model);
            for (const [key, amount] of amounts) {
              if (amount === undefined) model.delete(key);
              else model.set(key, amount);
            }
            for (const { at, mishap } of mishaps) {
              void link.plan(at, mishap);
              await far!.change(id, setting(amounts, `once-${n}`)).catch(() => undefined);
              link.clear();
              const now = await seen(near!, id);
              expect(whole(now)).toBe(true);
              expect([before, Object.fromEntries(model)]).toContainEqual(now.amounts);
            }
            await far!.change(id, setting(amounts, `once-${n}`));
            expect((await seen(near!, id)).amounts).toEqual(Object.fromEntries(model));
          }
        }),
        { numRuns: 20 },
      );
    });

    test('one that stands still anywhere in its change undoes nothing that others did meanwhile', async () => {
      for (let n = 1; ; n += 1) {
        expect(n).toBeLessThan(12);
        const id = `book-${(books += 1)}`;
        await near!.change(id, setting([['a', 1], ['b', 1]], 'first'));
        const held = link.plan(n, 'held');
        const late = far!.change(id, setting([['a', 5], ['c', 5]], 'late'));
        if ((await Promise.race([held.then(() => 'held'), late.then(() => 'done')])) === 'done') return;
        await near!.change(id, setting([['a', undefined], ['b', 7]], 'second'));
        await near!.change(id, setting([['b', undefined]], 'third'));
        const between = await seen(near!, id);
        link.clear();
        await late;
        const after = await seen(near!, id);
        expect([whole(between), whole(after)]).toEqual([true, true]);
        expect(after.amounts['b']).toBeUndefined();
        // Either it was through before the others, which then removed `a`, or it decided again after them.
        expect([{ c: 5 }, { a: 5, c: 5 }]).toContainEqual(after.amounts);
      }
    });

    test('of many changes at once none is lost', async () => {
      const id = `book-${(books += 1)}`;
      const add = (book: Book) => book.change(id, async ({ sum }) => ({ state: { sum: sum + 1 }, documents: [{ key: `n-${sum}`, content: { key: `n-${sum}`, amount: 1 } }], result: undefined }));
      await Promise.all(Array.from({ length: 20 }, (_, n) => add(n % 2 ? near! : far!)));
      const { sum, amounts } = await seen(near!, id);
      expect([sum, Object.keys(amounts).length]).toEqual([20, 20]);
    });
  }),
);
