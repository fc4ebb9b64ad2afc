import { useLanguage } from '../language/texts.js';
import { useView } from '../server/views.js';
import { Instant, Position } from '../show/signs.js';

/** What happened at a position of the log: what it is called and when, leading to the event. */
export function EventLink({ position }: { readonly position: number }) {
  const { say } = useLanguage();
  const { data } = useView('GET /history/events/:position', { path: { position: String(position) } });
  return (
    <>
      <Position at={position}>{data ? say(data.change.title) : `#${position}`}</Position>
      {data && <div className="scores-note"><Instant at={data.change.recordedAt} position={position} dayOnly /></div>}
    </>
  );
}
