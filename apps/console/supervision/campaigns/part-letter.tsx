import { To } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { cityTime, dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Paper } from '../../print/paper.js';
import { useView } from '../../server/views.js';
import { Instant } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { campaignTexts } from './campaign-texts.js';
import type { Part } from './part-forms.js';
import './campaigns.css';

/** The conclusion about a unit as a document on A4. */
export default function PartLetter({ campaign, unit }: { readonly campaign: string; readonly unit: string }) {
  const t = useTexts(campaignTexts);
  const name = useUnitNames();
  const view = useView('GET /campaigns/:campaign', { path: { campaign } });
  return (
    <>
      <p className="no-print"><To href={`/supervision/campaigns/${campaign}/units/${unit}`}>{t('part', { unit: name(unit) })}</To></p>
      {view.data === undefined && <h1 className="sr-only">{t('paperTitle')}</h1>}
      <Answer view={view}>{({ parts }) => {
        const part = parts.find((one) => one.unit === unit);
        return part?.conclusion ? <Letter part={part} /> : <><h1>{t('paperTitle')}</h1><Nothing>{t('noSuchPart')}</Nothing></>;
      }}</Answer>
    </>
  );
}

/** Quotes within quotes: ‘ ’ inside of “ ”. */
const innerQuotes = (title: string): string => title.replace(/“/g, '‘').replace(/”/g, '’');

function Letter({ part }: { readonly part: Part }) {
  const t = useTexts(campaignTexts);
  const { language } = useLanguage();
  const name = useUnitNames();
  const { conclusion, feedbackDocument, objectBy, planItem, title } = part;
  return (
    <Paper label={t('paperTitle')}>
      <p className="campaigns-paper-number">{t('paperNumber')}{feedbackDocument ?? '＿＿＿＿＿＿'}</p>
      <h1>{t('paperTitle')}</h1>
      <p>{t('paperTo', { unit: name(part.unit) })}</p>
      <p className="campaigns-paper-text">{t('paperIntro', { planItem, title: innerQuotes(title) })}</p>
      <h2>{t('facts')}</h2>
      <p className="campaigns-paper-text">{conclusion!.facts}</p>
      <h2>{t('conclusion')}</h2>
      <p className="campaigns-paper-text">{conclusion!.conclusion}</p>
      <h2>{t('evidence')}</h2>
      <ol>{conclusion!.evidence.map(({ sha256, name: file }) => <li key={sha256}>{file}<br /><small>SHA-256 {sha256}</small></li>)}</ol>
      {objectBy && <p className="campaigns-paper-text">{t('paperRights', { day: dayText(cityTime(objectBy).date, language) })}</p>}
      <div className="campaigns-paper-foot">
        <p>{t('paperSigned')}</p>
        <p>{t('paperSeal')}</p>
        <p>{t('paperDate')}<Instant at={part.fedBackAt} dayOnly /></p>
      </div>
      <p className="campaigns-paper-receipt">{t('paperReceived')}</p>
    </Paper>
  );
}
