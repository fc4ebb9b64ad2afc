import { useEffect, useState } from 'react';
import { useAddress } from '../frame/address.js';

/** Width of the screen at which the wall's sizes are those of the desk, in pixels. */
const drawnFor = 1920;

/** Whether the cockpit hangs on a wall, how much larger it is drawn there, and how to enter and leave. */
export function useWall(): { readonly wall: boolean; readonly scale: number; readonly enter: () => void; readonly leave: () => void } {
  const { params, put } = useAddress();
  const wall = params.get('wall') === 'true';
  const [width, setWidth] = useState(globalThis.innerWidth);
  useEffect(() => {
    if (!wall) return;
    const told = () => setWidth(globalThis.innerWidth);
    const pressed = (event: KeyboardEvent) => event.key === 'Escape' && put({ wall: undefined });
    told();
    document.body.classList.add('cockpit-wall');
    window.addEventListener('resize', told);
    window.addEventListener('keydown', pressed);
    return () => {
      document.body.classList.remove('cockpit-wall');
      window.removeEventListener('resize', told);
      window.removeEventListener('keydown', pressed);
    };
  }, [wall, put]);
  return { wall, scale: wall ? Math.max(0.6, width / drawnFor) : 1, enter: () => put({ wall: 'true' }), leave: () => put({ wall: undefined }) };
}
