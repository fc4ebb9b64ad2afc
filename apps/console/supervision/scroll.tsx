import type { ReactNode } from 'react';

/** A table that is wider than a phone scrolls by itself, also by the arrow keys. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <div className="finding-scroll" role="region" aria-label={label} tabIndex={0}>{children}</div>;
}
