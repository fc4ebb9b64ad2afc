import { dayText, cityTime } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { Paper } from '../../print/paper.js';
import type { ReplyOf } from '../../server/ask.js';
import { Position } from '../../show/signs.js';
import { cardTexts, useCardText, type CardField } from './card-lines.js';

const paperTexts = texts('plan-card-paper', {
  title: ['指标口径卡', 'Definition card of an indicator'],
  version: ['第 {version} 版', 'Version {version}'],
  document: ['批准文号', 'Approved by'],
  recorded: ['记入日志', 'Recorded'],
  seal: ['制卡单位（盖章）：', 'Issued by (seal): '],
  date: ['日期：', 'Date: '],
  original: ['随方案印发', 'adopted with the plan'],
  position: ['第 {position} 条', 'position {position}'],
});

export type Indicator = ReplyOf<'GET /plans/:plan/indicators/:indicator'>;

/** Rows of the card: one field across the sheet, or two side by side. */
const layout: readonly (readonly CardField[])[] = [
  ['name'], ['code', 'kind'], ['measure', 'direction'], ['measurementUnit', 'decimals'], ['frequency', 'accumulation'], ['releaseLagDays', 'range'],
  ['reportedBy'], ['verifier', 'evidenceRequired'], ['baseline', 'needsThreshold'], ['dataSource'], ['definition'], ['formula'], ['sourceQuote'], ['notes'],
];

/** The definition card as an official sheet: what the number means, who reports and who verifies it. */
export function CardPaper({ indicator }: { readonly indicator: Indicator }) {
  const t = useTexts(paperTexts);
  const c = useTexts(cardTexts);
  const { say, language } = useLanguage();
  const text = useCardText();
  const version = indicator.versions.find((one) => one.version === indicator.version);
  return (
    <Paper label={`${t('title')} ${say(indicator.card.name)}`}>
      <p className="plan-card-number">{indicator.card.code} · {t('version', { version: indicator.version })}</p>
      <h2 className="plan-card-title">{t('title')}</h2>
      <table className="plain-table plan-card">
        <tbody>
          {layout.map((fields) => (
            <tr key={fields[0]}>
              {fields.map((field) => [
                <th key={`${field}-head`} scope="row">{c(field)}</th>,
                <td key={field} colSpan={fields.length === 1 ? 3 : 1} {...(field === 'sourceQuote' ? { lang: 'zh-CN' } : {})}>{(field === 'sourceQuote' ? `“${text(indicator.card, field)}”` : text(indicator.card, field)) || '—'}</td>,
              ])}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('document')}</th>
            <td>{version?.document ?? t('original')}</td>
            <th scope="row">{t('recorded')}</th>
            <td>{version && <>{dayText(cityTime(version.recordedAt).date, language)} · <Position at={version.position}>{t('position', { position: version.position })}</Position></>}</td>
          </tr>
        </tbody>
      </table>
      <div className="plan-card-seal"><span>{t('seal')}</span><span>{t('date')}</span></div>
    </Paper>
  );
}
