import type { ReactNode } from 'react';
import './wide.css';

/** What may be wider than the screen: it scrolls by itself, also by keyboard. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <div className="audit-wide" role="region" aria-label={label} tabIndex={0}>{children}</div>;
}
