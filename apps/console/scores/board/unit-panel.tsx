import { Select } from 'antd';
import { To } from '../../frame/address.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure } from '../../show/signs.js';
import { EventLink } from '../event-link.js';
import { useUnitNames } from '../../show/unit-names.js';
import { plain, rounded } from '../decimals.js';
import { scoreTexts } from '../scores-texts.js';
import { lossesOf, standingsOf, unmeasured, type ScoreSheet } from '../sheet.js';
import { useTrend, type BoardAddress, type BoardLine } from './board-data.js';

const shownItems = 4;
const shownMoves = 6;
/** What is less than this many points ahead of the mean is no strength. */
const noticeable = 0.005;

/** Strengths, weaknesses and latest moves of one unit. */
export function UnitPanel({ path, lines, sheets, shown, choose, grade }: {
  readonly path: BoardAddress;
  readonly lines: readonly BoardLine[];
  readonly sheets: ReadonlyMap<string, ScoreSheet>;
  readonly shown: string;
  readonly choose: (unit: string) => void;
  readonly grade: (code: string | null) => string;
}) {
  const t = useTexts(scoreTexts);
  const unit = useUnitNames();
  const line = lines.find((one) => one.unit === shown);
  const sheet = sheets.get(shown);
  if (!line) return null;
  return (
    <section className="card" aria-label={t('panel')}>
      <div className="scores-panel-head">
        <h2>{t('panel')}</h2>
        <Select size="small" aria-label={t('unit')} value={shown} onChange={choose} options={lines.map((one) => ({ value: one.unit, label: unit(one.unit) }))} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} />
      </div>
      <p className="scores-panel-score">
        <strong><Figure value={line.published} /></strong> {grade(line.grade)} · {line.rank === null ? t('noRank') : t('rankText', { rank: line.rank })}
      </p>
      {sheet ? <Points sheet={sheet} all={[...sheets.values()]} /> : <p className="scores-hint">{t('reading')}</p>}
      <Moves path={path} unit={shown} grade={grade} />
      <p><To href={`/scores/${path.group}/${path.year}/${shown}`}>{t('full')}</To></p>
    </section>
  );
}

function Points({ sheet, all }: { readonly sheet: ScoreSheet; readonly all: readonly ScoreSheet[] }) {
  const t = useTexts(scoreTexts);
  const { say } = useLanguage();
  const strong = standingsOf(sheet, all).filter(({ ahead }) => ahead > noticeable).slice(0, shownItems);
  const weak = lossesOf(sheet).filter((loss) => !strong.some(({ node }) => node.code === loss.node?.code)).slice(0, shownItems);
  const missing = unmeasured(sheet).length;
  return (
    <>
      {all.length > 1 && (
        <>
          <h3>{t('strengths')} <small className="scores-hint">{t('strengthsHint')}</small></h3>
          {strong.length === 0 ? <p className="scores-hint">{t('noStrength')}</p> : <ul className="scores-points">{strong.map(({ node, ahead }) => <li key={node.code}><span>{say(node.title)}</span><span className="figure">{t('ahead', { points: ahead.toFixed(2) })}</span></li>)}</ul>}
        </>
      )}
      <h3>{t('weaknesses')} <small className="scores-hint">{t('weaknessesHint')}</small></h3>
      {weak.length === 0 ? <p className="scores-hint">{t('noWeakness')}</p> : <ul className="scores-points">{weak.map(({ key, title, points }) => <li key={key}><span>{say(title)}</span><span className="figure">{t('lost', { points: plain(rounded(points, 2)) })}</span></li>)}</ul>}
      {missing > 0 && <p className="scores-hint">○ {t('unmeasuredHere', { count: missing })}</p>}
    </>
  );
}

/** The latest moves of the score, each leading to the event that caused it. */
function Moves({ path, unit, grade }: { readonly path: BoardAddress; readonly unit: string; readonly grade: (code: string | null) => string }) {
  const t = useTexts(scoreTexts);
  const { data } = useTrend(path, unit);
  const points = data?.points.slice(-shownMoves).reverse() ?? [];
  if (points.length === 0) return null;
  return (
    <>
      <h3>{t('trend', { count: points.length })}</h3>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('trendAt')}</th><th scope="col" className="right">{t('score')}</th><th scope="col">{t('grade')}</th></tr></thead>
        <tbody>{points.map((point) => <tr key={point.position}><td><EventLink position={point.position} /></td><td className="right"><Figure value={point.published} /></td><td>{grade(point.grade)}</td></tr>)}</tbody>
      </table>
    </>
  );
}
