import { Button } from 'antd';
import { useState } from 'react';
import { dossierStatusWords } from '../../words/cadre-words.js';
import { useMoment } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { usePerson } from '../frame/person.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { save } from '../lists/files.js';
import { ask, type ReplyOf } from '../server/ask.js';
import { toldOf } from '../server/problems.js';
import { usePermissions, useRefresh, useView } from '../server/views.js';
import { useWord } from '../show/facts.js';
import { Instant } from '../show/signs.js';
import { cadreTexts } from './cadre-texts.js';

type State = ReplyOf<'GET /cadre-review/feed-state'>;

/** How many dossiers stand where, and how far each receiver has come. */
export function FeedState() {
  const t = useTexts(cadreTexts);
  const { may } = usePermissions();
  const view = useView('GET /cadre-review/feed-state', {});
  return (
    <section className="card">
      <h2>{t('state')}</h2>
      <Answer view={view}>{(state) => <><Counts counts={state.counts} /><Receivers state={state} />{may('GET /cadre-review/feed') && <Take state={state} />}</>}</Answer>
    </section>
  );
}

function Counts({ counts }: { readonly counts: State['counts'] }) {
  const word = useWord();
  const shown = Object.keys(dossierStatusWords).filter((status) => counts[status]);
  return <dl className="cadre-counts">{shown.map((status) => <div key={status}><dt>{word(dossierStatusWords, status)}</dt><dd>{counts[status]}</dd></div>)}</dl>;
}

function Receivers({ state }: { readonly state: State }) {
  const t = useTexts(cadreTexts);
  // Dossiers go out by other ways too: where some have, an empty list of receivers does not say that nobody has them.
  if (state.receivers.length === 0) return ['dispatched', 'acknowledged', 'rejected'].some((status) => state.counts[status]) ? null : <p className="missing">{t('stateNone')}</p>;
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('receiver')}</th><th scope="col" className="right">{t('takenTo')}</th><th scope="col" className="right">{t('offeredTo')}</th><th scope="col">{t('lastAsked')}</th></tr></thead>
      <tbody>{state.receivers.map(({ receiver, takenTo, offeredTo, at }) => <tr key={receiver}><th scope="row">{receiver}</th><td className="right">{takenTo}</td><td className="right">{offeredTo}</td><td><Instant at={at} /></td></tr>)}</tbody>
    </table>
  );
}

const pageSize = 100;

/** Everything after a cursor, and the cursor that confirms it was received. */
async function takenAfter(after: string): Promise<{ readonly events: readonly unknown[]; readonly next: string }> {
  const events: unknown[] = [];
  for (let next = after; ; ) {
    const page = await ask('GET /cadre-review/feed', { query: { after: next, limit: pageSize } });
    events.push(...page.events);
    next = page.next;
    if (!page.more) return { events, next };
  }
}

/** Take what waits as a file; asking on from its end tells the sender that it arrived. */
function Take({ state }: { readonly state: State }) {
  const t = useTexts(cadreTexts);
  const { say } = useLanguage();
  const { at } = useMoment();
  const person = usePerson();
  const refresh = useRefresh();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const mine = state.receivers.find(({ receiver }) => receiver === person?.user);
  const take = async () => {
    setBusy(true);
    try {
      const { events, next } = await takenAfter(String(mine?.takenTo ?? 0));
      const file = `dossiers-${next}.json`;
      if (events.length > 0) {
        save(new Blob([JSON.stringify(events, null, 2)], { type: 'application/json' }), file);
        await ask('GET /cadre-review/feed', { query: { after: next, limit: 1 } });
      }
      setTold(events.length === 0 ? t('tookNone') : t('took', { count: events.length, file }));
      refresh();
    } catch (error) {
      const { text } = toldOf(error);
      setTold(`${say(text.title)} ${say(text.remedy)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="cadre-take no-print">
      <Button type="primary" disabled={at !== undefined} loading={busy} onClick={() => void take()}>{t(busy ? 'taking' : 'take')}</Button>
      <p className="cadre-soft">{t('takeHint')}</p>
      <p role="status">{told}</p>
    </div>
  );
}
