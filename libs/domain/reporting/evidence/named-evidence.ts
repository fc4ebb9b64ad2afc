import type { Json } from '#engine/kernel';
import { EvidenceDamaged, isAddress, type EvidenceStore } from './evidence-store.js';

/** Addresses of the files that a fact names, wherever in its data a reference stands. */
export function addressesIn(data: Json): readonly string[] {
  const found = new Set<string>();
  const look = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      const { sha256 } = value as { readonly sha256?: Json };
      if (typeof sha256 === 'string' && isAddress(sha256)) found.add(sha256);
      Object.values(value as Record<string, Json>).forEach(look);
    }
  };
  look(data);
  return [...found];
}

/** Whether a file is there, with the bytes of its address. Reads the whole file. */
export async function standingOf(store: Pick<EvidenceStore, 'read'>, sha256: string): Promise<'there' | 'missing' | 'damaged'> {
  try {
    return (await store.read(sha256)) ? 'there' : 'missing';
  } catch (error) {
    if (error instanceof EvidenceDamaged) return 'damaged';
    throw error;
  }
}
