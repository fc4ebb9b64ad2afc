import { dayKindWords, severityWords } from '../../../words/supervision-words.js';
import { Wide } from '../../frame/wide.js';
import { dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Instant, Unit } from '../../show/signs.js';
import { FindingLink } from '../campaigns/finding-link.js';
import { PersonName } from '../persons.js';
import type { MatterReply } from './matter-forms.js';
import { Timeliness } from './matter-status.js';
import { matterTexts } from './matter-texts.js';

/** How fast an incident was told of, against the limits. */
export function Incident({ incident: { occurredAt, phonedAt, timeliness } }: { readonly incident: NonNullable<MatterReply['incident']> }) {
  const t = useTexts(matterTexts);
  return (
    <section className="card">
      <h2>{t('incident')}</h2>
      <Facts><Fact label={t('occurredAt')}><Instant at={occurredAt} /></Fact></Facts>
      <Wide label={t('incident')}><table className="plain-table">
        <thead><tr><td /><th scope="col">{t('limit')}</th><th scope="col">{t('actual')}</th><th scope="col">{t('judged')}</th></tr></thead>
        <tbody>
          <tr><th scope="row">{t('phoned')}</th><td><Instant at={timeliness.phoneDueAt} /></td><td><Instant at={phonedAt} /></td><td><Timeliness timeliness={timeliness.phone} /></td></tr>
          <tr><th scope="row">{t('written')}</th><td><Instant at={timeliness.writtenDueAt} /></td><td><Instant at={timeliness.writtenAt} /></td><td><Timeliness timeliness={timeliness.written} /></td></tr>
        </tbody>
      </table></Wide>
    </section>
  );
}

/** What the leadership instructed, and the findings that came of it. */
export function Instructions({ data: { instructions } }: { readonly data: MatterReply }) {
  const t = useTexts(matterTexts);
  const word = useWord();
  const { language } = useLanguage();
  return (
    <section className="card">
      <h2>{t('instructions')}</h2>
      {instructions.length === 0 && <p className="missing">{t('noInstructions')}</p>}
      {instructions.map(({ instruction, leader, by, at, text, finding }) => (
        <article key={instruction} className="campaigns-visit">
          <h3><Instant at={at} /> · {leader ? <PersonName person={leader} /> : by}</h3>
          <p><strong>{text}</strong></p>
          {finding && (
            <Facts>
              <Fact label={t('becameFinding')}><FindingLink finding={finding.finding} /></Fact>
              <Fact label={t('findingFor')}><Unit code={finding.unit} /></Fact>
              <Fact label={t('requirement')}>{finding.requirement}</Fact>
              <Fact label={t('severity')}>{word(severityWords, finding.severity)}</Fact>
              <Fact label={t('due')}>{'on' in finding.due ? t('dueOn', { day: dayText(finding.due.on, language) }) : t('dueIn', { days: finding.due.days, kind: word(dayKindWords, finding.due.kind) })}</Fact>
            </Facts>
          )}
        </article>
      ))}
    </section>
  );
}
