import type { EventCatalogue, RecordedEvent } from '#engine/kernel';

/** Which events this program understands: types and newest schema versions. */
export class EventKnowledge {
  private readonly versions = new Map<string, number>();

  constructor(catalogues: readonly EventCatalogue[]) {
    for (const catalogue of catalogues) for (const [type, { version }] of Object.entries(catalogue)) this.versions.set(type, version);
  }

  /** Why a projection must not fold an event, or `undefined` when it may. */
  problem({ type, schema }: RecordedEvent): string | undefined {
    const known = this.versions.get(type);
    if (known === undefined) return `event type ${type} is not known to this version of the program`;
    if (schema > known) return `${type} has schema version ${schema}, this program knows up to ${known}`;
    return undefined;
  }
}

/** Whether a type begins with one of the prefixes. */
export const covered = (type: string, prefixes: readonly string[]): boolean => prefixes.some((prefix) => type.startsWith(prefix));
