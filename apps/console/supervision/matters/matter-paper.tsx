import { matterOutcomeWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { Paper } from '../../print/paper.js';
import { useView } from '../../server/views.js';
import { useWord } from '../../show/facts.js';
import { Instant, Unit } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import '../campaigns/campaigns.css';
import { PersonName } from '../persons.js';
import type { MatterReply } from './matter-forms.js';
import { matterTexts } from './matter-texts.js';

/** A matter as a document on A4, with what was instructed. */
export default function MatterPaper({ matter }: { readonly matter: string }) {
  const t = useTexts(matterTexts);
  const view = useView('GET /matters/:matter', { path: { matter } });
  return (
    <>
      <p className="no-print"><To href={`/supervision/matters/${matter}`}>{t('matter')}</To></p>
      {view.data === undefined && <h1 className="sr-only">{t('matter')}</h1>}
      <Answer view={view}>{(data) => <OnPaper data={data} />}</Answer>
    </>
  );
}

function OnPaper({ data }: { readonly data: MatterReply }) {
  const t = useTexts(matterTexts);
  const word = useWord();
  const request = data.kind === 'request';
  return (
    <Paper label={data.title}>
      <p className="campaigns-paper-number">{data.documents[0] ?? t('paperNumber', { code: data.matter })}{data.signer && <><br />{t('paperSigner')}<PersonName person={data.signer} /></>}</p>
      <h1>{data.title}</h1>
      <p>{t('paperTo')}</p>
      <p className="campaigns-paper-text">{data.content}</p>
      {data.decisionSought && <p className="campaigns-paper-text">{data.decisionSought}</p>}
      {data.supplements.map(({ at, content }) => <p key={at} className="campaigns-paper-text">{t('supplements')}{mark.open}<Instant at={at} dayOnly />{mark.close}{mark.colon}{content}</p>)}
      <p className="campaigns-paper-text">{t(request ? 'paperClosing' : 'paperClosingReport')}</p>
      <div className="campaigns-paper-foot"><p><Unit code={data.unit} /></p><p>{t('paperSeal')}</p><p><Instant at={data.firstReportedAt} dayOnly /></p></div>
      {data.instructions.length > 0 && (
        <div className="campaigns-paper-receipt">
          <h2>{t('paperInstruction')}</h2>
          {data.instructions.map(({ instruction, text, at, leader, by }) => <p key={instruction} className="campaigns-paper-text">{text}{mark.open}{leader ? <PersonName person={leader} /> : by}{mark.comma}<Instant at={at} dayOnly />{mark.close}</p>)}
        </div>
      )}
      {data.outcome && <p className="campaigns-paper-text">{t('outcome')}{mark.colon}{word(matterOutcomeWords, data.outcome)}{data.opinion && `${mark.semicolon}${data.opinion}`}{data.document && ` ${data.document}`}</p>}
    </Paper>
  );
}
