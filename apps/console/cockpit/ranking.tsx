import { To, useMoment } from '../frame/address.js';
import { useMomentText } from '../frame/moment.js';
import { Answer } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { Viewed } from '../server/views.js';
import { useBoardAt, type Board, type BoardAddress, type BoardLine, type SeenChange } from '../scores/board/board-data.js';
import { useCompared } from '../scores/board/compare.js';
import { percent } from '../scores/decimals.js';
import { Figure } from '../show/signs.js';
import { cockpitTexts } from './cockpit-texts.js';
import { useFlashing } from './flashing.js';
import { ShortUnit } from './short-unit.js';
import { Wide } from '../frame/wide.js';

/** Places gained since then, as sign and number; the words for readers of the screen. */
export function RankChange({ line, before }: { readonly line: Pick<BoardLine, 'rank'>; readonly before: Pick<BoardLine, 'rank'> | undefined }) {
  const t = useTexts(cockpitTexts);
  if (line.rank === null) return <span className="missing">—</span>;
  if (!before || before.rank === null) return <span className="missing">{t('newcomer')}</span>;
  const gained = before.rank - line.rank;
  if (gained === 0) return <span className="cockpit-same">{t('same')}</span>;
  const text = gained > 0 ? t('up', { count: gained }) : t('down', { count: -gained });
  return <span className={gained > 0 ? 'cockpit-up' : 'cockpit-down'}><span aria-hidden="true">{gained > 0 ? '↑' : '↓'}</span> {text}</span>;
}

function Row({ line, before, compared, flash, picked, pick }: { readonly line: BoardLine; readonly before: BoardLine | undefined; readonly compared: boolean; readonly flash: boolean; readonly picked: boolean; readonly pick: ((unit: string) => void) | undefined }) {
  const t = useTexts(cockpitTexts);
  return (
    <tr className={flash ? 'flash' : picked ? 'cockpit-picked' : undefined} onMouseEnter={() => pick?.(line.unit)} onFocus={() => pick?.(line.unit)}>
      <td className="right">{line.rank ?? '—'}</td>
      <th scope="row"><ShortUnit code={line.unit} /></th>
      <td className="right"><strong><Figure value={line.published} /></strong></td>
      <td>{line.grade ?? '—'}{line.vetoed && <small> {t('vetoed')}</small>}</td>
      {compared && <td><RankChange line={line} before={before} /></td>}
      <td className="right" title={t('coverageOf', { percent: percent(line.coverage) })}>{percent(line.coverage, 0)}%</td>
    </tr>
  );
}

/** Scores and ranks of a group, with the change since a moment, and how much of the data is there. */
export function Ranking({ path, title, view, changes, picked, pick }: {
  readonly path: BoardAddress;
  readonly title: string;
  readonly view: Viewed<Board>;
  readonly changes: readonly SeenChange[];
  readonly picked?: string | undefined;
  readonly pick?: (unit: string) => void;
}) {
  const t = useTexts(cockpitTexts);
  const { at } = useMoment();
  const compared = useCompared();
  const momentText = useMomentText();
  const { language } = useLanguage();
  const then = useBoardAt(path, compared).data;
  const flashing = useFlashing(changes);
  const compares = at === undefined && then !== null;
  const id = `cockpit-ranking-${path.group}`;
  return (
    <section className="card cockpit-ranking" aria-labelledby={id}>
      <div className="cockpit-card-head"><h2 id={id}>{t('ranking', { group: title })}</h2><To href={`/scores/${path.group}/${path.year}`}>{t('fullBoard')} <span aria-hidden="true">›</span></To></div>
      <Answer view={view}>
        {({ lines }) => (
          <Wide labelledBy={id}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col" className="right">{t('rank')}</th><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('score')}</th><th scope="col">{t('grade')}</th>
                  {compares && <th scope="col" title={t('changeSince', { moment: momentText(compared) })}>{language === 'zh' ? t('change', { moment: momentText(compared) }) : t('changeShort')}</th>}<th scope="col" className="right">{t('coverage')}</th>
                </tr>
              </thead>
              <tbody>{lines.map((line) => <Row key={line.unit} line={line} before={then?.lines.find(({ unit }) => unit === line.unit)} compared={compares} flash={flashing.has(line.unit)} picked={picked === line.unit} pick={pick} />)}</tbody>
            </table>
          </Wide>
        )}
      </Answer>
    </section>
  );
}
