import { useEffect, useState } from 'react';
import type { SeenChange } from '../scores/board/board-data.js';

const flashMs = 2_500;

/** Units whose line changed a moment ago. */
export function useFlashing(changes: readonly SeenChange[]): ReadonlySet<string> {
  const [flashing, setFlashing] = useState<ReadonlySet<string>>(new Set());
  const newest = changes[0]?.position;
  useEffect(() => {
    if (newest === undefined) return;
    setFlashing(new Set(changes.filter(({ position }) => position === newest).map(({ unit }) => unit)));
    const timer = setTimeout(() => setFlashing(new Set()), flashMs);
    return () => clearTimeout(timer);
  }, [newest]);
  return flashing;
}
