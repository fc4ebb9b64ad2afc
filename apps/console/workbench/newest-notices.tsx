import { To } from '../frame/address.js';
import { Told } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { act } from '../server/ask.js';
import { queryClient, useView } from '../server/views.js';
import { Instant } from '../show/signs.js';
import { consoleAddress } from './console-address.js';
import { workbenchTexts } from './workbench-texts.js';

/** Opening a notice reads it. The way to the page does not wait for that. */
export async function noteRead(id: string): Promise<void> {
  await act('POST /notices/:id/read', { path: { id } }).catch(() => undefined);
  await queryClient.invalidateQueries({ predicate: ({ queryKey: [route] }) => route === 'GET /notices' });
}

/** The newest unread notices, beside the work. */
export function NewestNotices() {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const view = useView('GET /notices', { query: { unread: 'true', limit: 6 } }, { now: true });
  return (
    <section className="card" aria-labelledby="workbench-notices">
      <h2 id="workbench-notices">{t('newest')}</h2>
      {view.problem && <Told problem={view.problem} again={view.again} />}
      {view.data?.items.length === 0 && <p className="workbench-empty">{t('noNotices')}</p>}
      <ol className="workbench-notices">
        {view.data?.items.map(({ id, title, text, link, at, urgency }) => (
          <li key={id}>
            <p>{urgency === 'urgent' && <strong className="workbench-urgent">{t('urgent')}</strong>}<To href={consoleAddress(link)} onClick={() => void noteRead(id)}>{say(title)}</To></p>
            <p className="workbench-line-more"><span className="workbench-note">{say(text)}</span></p>
            <p className="workbench-line-more"><Instant at={at} /></p>
          </li>
        ))}
      </ol>
      <p className="workbench-more"><To href="/notices">{t('allNotices')} <span aria-hidden="true">›</span></To></p>
    </section>
  );
}
