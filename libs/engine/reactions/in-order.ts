/**
 * Work through items: started in their order, at most `limit` at a time, and items that share a key one after the
 * other. The first error stops new starts and is thrown when everything under way has ended.
 */
export async function inOrder<T>(
  items: readonly T[],
  { limit, keysOf }: { readonly limit: number; readonly keysOf: (item: T) => readonly string[] },
  run: (item: T) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const lastOfKey = new Map<string, Promise<void>>();
  const errors: unknown[] = [];
  for (const item of items) {
    while (underWay.size >= limit) await Promise.race(underWay);
    if (errors.length > 0) break;
    const keys = [...new Set(keysOf(item))];
    const task = Promise.all(keys.map((key) => lastOfKey.get(key)))
      .then(() => (errors.length > 0 ? undefined : run(item)))
      .catch((error: unknown) => void errors.push(error))
      .then(() => void underWay.delete(task));
    for (const key of keys) lastOfKey.set(key, task);
    underWay.add(task);
  }
  await Promise.all(underWay);
  if (errors.length > 0) throw errors[0];
}
