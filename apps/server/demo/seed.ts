import { derivedId, isRefusal, zhihengNamespace } from '#engine/kernel';
import type { Envelope } from '#engine/commands';
import type { LedTimers } from './led-timers.js';
import type { Act, StoryCity } from './story.js';

/** The demo city could not be made: an act was refused. A fault of the demo data, not of the city. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused';
}

/** A clock that can be told to stand at an instant. */
export interface Led {
  lead(instant: string | undefined): void;
}

/**
 * Record a story, act by act, each at its own time. Returns how many facts were recorded. Ids follow from the story,
 * so that a seeding that was cut short goes on where it stopped. Timers that fall due between two acts fire at their time.
 * @throws DemoRefused
 */
export async function seed(city: StoryCity, clock: Led, name: string, acts: Iterable<Act>, timers?: LedTimers): Promise<number> {
  const before = await city.log.head();
  let number = 0;
  try {
    for (const act of acts) {
      await timers?.until(act.at);
      clock.lead(act.at);
      await carryOut(act, city, derivedId(zhihengNamespace, `demo/${name}/${(number += 1)}`));
    }
  } finally {
    clock.lead(undefined);
  }
  return (await city.log.head()) - before;
}

async function carryOut({ at, by, items, does, reason, authority }: Act, city: StoryCity, commandId: string): Promise<void> {
  const envelope: Envelope = { commandId, retryable: true, actor: by, correlation: commandId, ...(reason === undefined ? {} : { reason }), ...(authority === undefined ? {} : { authority }) };
  if (does) {
    const outcome = await does(city, envelope);
    if (isRefusal(outcome)) throw new DemoRefused(`${at} ${JSON.stringify(outcome)}`);
    return;
  }
  const given = typeof items === 'function' ? await items(city) : items;
  const [no] = (await city.engine.executeAll(given, envelope)).refused;
  if (no) throw new DemoRefused(`${at} ${given[no.index]!.definition.name} ${JSON.stringify(given[no.index]!.command)}: ${JSON.stringify(no.refusal)}`);
}
