import { derivedId, zhihengNamespace } from '#engine/kernel';
import type { CommandEngine } from '#engine/commands';
import type { LedTimers } from './led-timers.js';
import type { Act } from './story.js';

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
export async function seed(engine: CommandEngine, clock: Led, name: string, acts: Iterable<Act>, timers?: LedTimers): Promise<number> {
  let facts = 0;
  let number = 0;
  try {
    for (const { at, by, items, reason, authority } of acts) {
      await timers?.until(at);
      clock.lead(at);
      const commandId = derivedId(zhihengNamespace, `demo/${name}/${(number += 1)}`);
      const outcome = await engine.executeAll(items, {
        commandId, retryable: true, actor: by, correlation: commandId, ...(reason === undefined ? {} : { reason }), ...(authority === undefined ? {} : { authority }),
      });
      const no = outcome.refused[0];
      if (no) throw new DemoRefused(`${at} ${items[no.index]!.definition.name} ${JSON.stringify(items[no.index]!.command)}: ${JSON.stringify(no.refusal)}`);
      facts += outcome.receipt?.events ?? 0;
    }
  } finally {
    clock.lead(undefined);
  }
  return facts;
}
