import { stepWords } from '../../../words/escalation-words.js';
import { Wide } from '../../frame/wide.js';
import { levelWords } from '../../../words/supervision-words.js';
import { To, useMoment } from '../../frame/address.js';
import { useTexts } from '../../language/texts.js';
import { Instant, Position } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';
import { stepsOf } from './escalation-steps.js';
import type { IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Part } from './part.js';

/** The instant of a moment looked from, where it says one: an instant, or the end of a day in the city. */
function momentOf(at: string | undefined): string | undefined {
  if (at === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return new Date(`${at}T23:59:59.999+08:00`).toISOString();
  return at.includes('T') && !Number.isNaN(Date.parse(at)) ? new Date(at).toISOString() : undefined;
}

/** Which levels were raised, and when the next ones will be unless the matter is settled before. */
export function EscalationPart({ page }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const word = useWord();
  const { at } = useMoment();
  const steps = stepsOf(page, momentOf(at) ?? new Date().toISOString());
  return (
    <Part title={t('escalation')} note={page.deadline && <To href="/supervision/escalation-policy">{t('policy', { version: page.deadline.policy.version })}</To>}>
      {steps.length === 0 ? <p className="missing">{t('noSteps')}</p> : (
        <Wide label={t('escalation')}><table className="plain-table">
          <thead><tr><th scope="col">{t('level')}</th><th scope="col">{t('when')}</th><th scope="col">{t('because')}</th><th scope="col">{t('state')}</th></tr></thead>
          <tbody>
            {steps.map(({ level, at: when, trigger, raised, state }) => (
              <tr key={`${level}${when}`} className={state !== 'raised' ? 'finding-coming' : ''}>
                <th scope="row">{word(levelWords, level)}</th>
                <td className="finding-nowrap"><Instant at={when} dayOnly /></td>
                <td>{trigger === 'by-hand' ? t('byHand', { reason: raised?.reason ?? '' }) : word(stepWords, trigger)}</td>
                <td>{raised ? <Position at={raised.position}>{t('raised')}</Position> : t(state)}</td>
              </tr>
            ))}
          </tbody>
        </table></Wide>
      )}
    </Part>
  );
}
