import type { Caller } from '#engine/http';
import type { ActBy } from '#engine/projections';

/** The caller as the one who acts on the machinery; the same request again is the same act. */
export function byOf({ actor, envelope }: Caller): ActBy {
  const { unit } = actor;
  return { id: envelope.commandId, meta: { actor: actor.id, correlation: envelope.correlation, causation: envelope.commandId, ...(unit === undefined ? {} : { unit }) } };
}
