import { effectWords, severityWords } from '../../../words/supervision-words.js';
import { Wide } from '../../frame/wide.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Instant, Position } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';
import { latest, type IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Fields, Files, Part, Signed } from './part.js';

/** What a finding means for the unit's score, what was lifted, and the reviews. */
export function EffectsPart({ page: { effects, record: { reviews } } }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const { say } = useLanguage();
  const word = useWord();
  if (!effects) return null;
  const last = latest(reviews);
  const contested = new Set(last?.type === 'supervision.EffectContested' ? (last.details['effects'] as string[]) : []);
  const shown = [...effects.effects.map((effect) => ({ ...effect, lifted: undefined })), ...effects.lifted];
  return (
    <Part title={t('effects')} note={t('effectsHint')}>
      {shown.length === 0 ? <p className="missing">{t('noEffects')}</p> : (
        <Wide label={t('effects')}><table className="plain-table">
          <thead><tr><th scope="col">{t('because')}</th><th scope="col">{t('severity')}</th><th scope="col">{t('since')}</th><th scope="col">{t('state')}</th></tr></thead>
          <tbody>
            {shown.map(({ kind, severity, since, lifted }) => (
              <tr key={kind}>
                <th scope="row">{lifted ? <del>{word(effectWords, kind)}</del> : word(effectWords, kind)}</th><td>{word(severityWords, severity)}</td>
                <td><Instant at={since.at} dayOnly /> <Position at={since.position} /></td>
                <td>{lifted ? t('lifted', { reason: lifted.reason, authority: lifted.authority }) : contested.has(kind) ? t('contested') : t('standing')}</td>
              </tr>
            ))}
          </tbody>
        </table></Wide>
      )}
      {reviews.length > 0 && <h3>{t('reviews')}</h3>}
      {reviews.map((entry) => (
        <div key={entry.id} className="finding-entry">
          <p><strong>{say(entry.title)}</strong> {(entry.details['effects'] as string[]).map((kind) => word(effectWords, kind)).join(t('and'))}</p>
          <Fields fields={[[t('reason'), entry.reason], [t('document'), entry.authority], [t('evidence'), 'evidence' in entry.details ? <Files entry={entry} /> : undefined]]} />
          <Signed entry={entry} />
        </div>
      ))}
    </Part>
  );
}
