import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Holds what may be wider than the screen; reached by the keyboard when there is something to scroll. */
export function Scroll({ children, className = '' }: { readonly children: ReactNode; readonly className?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const look = () => box.current && setOver(box.current.scrollWidth > box.current.clientWidth || box.current.scrollHeight > box.current.clientHeight);
    const watch = new ResizeObserver(look);
    watch.observe(box.current!);
    if (box.current!.firstElementChild) watch.observe(box.current!.firstElementChild);
    return () => watch.disconnect();
  }, []);
  return <div ref={box} className={`scores-scroll ${className}`} {...(over ? { tabIndex: 0 } : {})}>{children}</div>;
}
