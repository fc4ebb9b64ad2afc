import type { JsonObject, RecordedEvent } from '#engine/kernel';

/** A fact that a sheet names: by its position and, where it says so, by its id. */
export interface Citation {
  readonly position: number;
  readonly eventId?: string;
}

/** Every fact that a sheet names anywhere, each once, in log order. */
export function citationsOf(sheet: JsonObject): readonly Citation[] {
  const found = new Map<number, Citation>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    const { position, eventId } = value as { position?: unknown; eventId?: unknown };
    if (typeof position === 'number') found.set(position, { ...found.get(position), position, ...(typeof eventId === 'string' ? { eventId } : {}) });
    Object.values(value).forEach(look);
  };
  look(sheet);
  return [...found.values()].sort((a, b) => a.position - b.position);
}

/** SHA-256 of every file that a fact names as its evidence, in its order. */
export function evidenceOf(data: JsonObject): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown, isEvidence: boolean): void => {
    if (typeof value === 'string' && isEvidence && /^[0-9a-f]{64}$/.test(value)) found.add(value);
    if (Array.isArray(value)) return value.forEach((one) => look(one, isEvidence));
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) look(part, name === 'evidence' || (isEvidence && name === 'sha256'));
  };
  look(data, false);
  return [...found];
}

/** Fields by which a fact says what it is about, at its top or in the thing it carries. */
const identifying = ['period', 'indicator', 'unit', 'year', 'no', 'finding', 'entry', 'adjustment', 'request', 'claim', 'check', 'matter', 'version', 'run', 'node'] as const;
const carried = ['target', 'card', 'content'] as const;

function identityOf(data: JsonObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of [data, ...carried.map((name) => data[name])]) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) continue;
    for (const name of identifying) {
      const value = (part as JsonObject)[name];
      if (!found.has(name) && (typeof value === 'string' || typeof value === 'number' || value === null)) found.set(name, String(value));
    }
  }
  return found;
}

/**
 * Facts of the same stream about the same thing: what was said before, and what was corrected after. The same thing is what every
 * identifying field that both facts have agrees on; at least one is needed.
 */
export function sameMatter(event: RecordedEvent, stream: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const own = identityOf(event.data);
  return stream.filter((other) => {
    if (other.position === event.position) return false;
    const shared = [...identityOf(other.data)].filter(([name]) => own.has(name));
    return shared.length > 0 && shared.every(([name, value]) => own.get(name) === value);
  });
}
