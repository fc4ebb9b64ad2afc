import { useEffect, useRef, useState, type ReactNode } from 'react';

interface WideProps {
  /** What the region is called, where no heading names it. */
  readonly label?: string;
  /** Id of the heading that names it. */
  readonly labelledBy?: string;
  /** Scrolls down too, instead of growing. */
  readonly tall?: boolean;
  readonly children: ReactNode;
}

/** Holds what may be wider than the screen; a region the keyboard reaches as long as there is something to scroll. */
export function Wide({ label, labelledBy, tall = false, children }: WideProps) {
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const held = box.current!;
    const look = () => setOver(held.scrollWidth > held.clientWidth || held.scrollHeight > held.clientHeight);
    const watch = new ResizeObserver(look);
    const follow = () => {
      watch.disconnect();
      for (const one of [held, ...held.children]) watch.observe(one);
      look();
    };
    // What it holds may be exchanged: a table that comes later is watched like the first.
    const changes = new MutationObserver(follow);
    changes.observe(held, { childList: true });
    follow();
    return () => {
      changes.disconnect();
      watch.disconnect();
    };
  }, []);
  const named = label !== undefined || labelledBy !== undefined;
  return <div ref={box} className={tall ? 'wide wide-tall' : 'wide'} {...(over ? { tabIndex: 0, ...(named ? { role: 'region', 'aria-label': label, 'aria-labelledby': labelledBy } : {}) } : {})}>{children}</div>;
}
