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
    const look = () => box.current && setOver(box.current.scrollWidth > box.current.clientWidth || box.current.scrollHeight > box.current.clientHeight);
    const watch = new ResizeObserver(look);
    watch.observe(box.current!);
    for (const child of box.current!.children) watch.observe(child);
    return () => watch.disconnect();
  }, []);
  const named = label !== undefined || labelledBy !== undefined;
  return <div ref={box} className={tall ? 'wide wide-tall' : 'wide'} {...(over ? { tabIndex: 0, ...(named ? { role: 'region', 'aria-label': label, 'aria-labelledby': labelledBy } : {}) } : {})}>{children}</div>;
}
