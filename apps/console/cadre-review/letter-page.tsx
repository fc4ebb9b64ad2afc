import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { Paper } from '../print/paper.js';
import type { ReplyOf } from '../server/ask.js';
import { useView } from '../server/views.js';
import { cadreTexts } from './cadre-texts.js';
import './cadre-review.css';

type LetterReply = ReplyOf<'GET /cadre-review/dossiers/:round/:unit/:version/letter'>;

/** The covering letter on A4, in the form of an official letter. */
export default function LetterPage({ round, unit, version }: { readonly round: string; readonly unit: string; readonly version: string }) {
  const t = useTexts(cadreTexts);
  const view = useView('GET /cadre-review/dossiers/:round/:unit/:version/letter', { path: { round, unit, version } });
  return (
    <>
      <p className="no-print"><To href={`/cadre-review/dossiers/${round}/${unit}/${version}`}>{t('dossier')}</To></p>
      {view.data === undefined && <h1 className="sr-only">{t('letter')}</h1>}
      <Answer view={view}>{(letter) => <Letter letter={letter} />}</Answer>
    </>
  );
}

function Letter({ letter }: { readonly letter: LetterReply }) {
  const t = useTexts(cadreTexts);
  const { say, language } = useLanguage();
  return (
    <Paper label={say(letter.title)}>
      <div className="cadre-letter">
        <p className="cadre-letter-mark">{say(letter.mark)}</p>
        <p className="cadre-letter-from">{say(letter.from)}</p>
        <hr />
        <p className="cadre-letter-number">{letter.number}</p>
        <h1>{say(letter.title)}</h1>
        <p>{t('paperTo', { to: say(letter.to) })}</p>
        {letter.paragraphs.map((paragraph) => <p key={paragraph.en} className="cadre-letter-text">{say(paragraph)}</p>)}
        <p className="cadre-letter-text">{t('paperAttachments')}{letter.attachments.map((one, index) => <span key={one.en}>{index + 1}. {say(one)} </span>)}</p>
        <div className="cadre-letter-foot"><p>{say(letter.from)}</p><p>{t('paperSeal')}</p><p>{dayText(say(letter.date), language)}</p></div>
        <div className="cadre-letter-receipt"><h2>{t('paperReceipt')}</h2><p>{t('paperReceived')}</p></div>
      </div>
    </Paper>
  );
}
