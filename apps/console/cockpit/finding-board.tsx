import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import { usePermissions } from '../server/views.js';
import { Figure } from '../show/signs.js';
import { useFindingCounts } from './city-data.js';
import { cockpitTexts } from './cockpit-texts.js';
import { ShortUnit } from './short-unit.js';
import { useWall } from './wall.js';
import { Wide } from '../frame/wide.js';

interface Counts {
  readonly issued: number;
  readonly open: number;
  readonly overdue: number;
  readonly closed: number;
  readonly closingRate: { readonly value: string | null };
  readonly onTimeRate: { readonly value: string | null };
}

function Cells({ counts }: { readonly counts: Counts }) {
  const { issued, open, overdue, closed, closingRate, onTimeRate } = counts;
  return (
    <>
      <td className="right">{issued}</td><td className="right">{open}</td><td className={overdue > 0 ? 'right late' : 'right'}>{overdue}</td><td className="right">{closed}</td>
      <td className="right"><Figure value={closingRate.value} /></td><td className="right"><Figure value={onTimeRate.value} /></td>
    </>
  );
}

/** Findings by unit: how many, how many late, how many closed and in time. */
export function FindingBoard() {
  const t = useTexts(cockpitTexts);
  const { may } = usePermissions();
  const { wall } = useWall();
  const view = useFindingCounts();
  if (!may('GET /supervision/board')) return null;
  return (
    <section className="card cockpit-board" aria-labelledby="cockpit-board">
      <div className="cockpit-card-head"><h2 id="cockpit-board">{t('board')}</h2><To href="/supervision/board">{t('findings')} <span aria-hidden="true">›</span></To></div>
      <Answer view={view}>
        {({ items, total }) => (
          <Wide labelledBy="cockpit-board">
            <table className="plain-table">
              <thead><tr><th scope="col">{t('unit')}</th>{(['issued', 'open', 'overdue', 'closed', 'closingRate', 'onTime'] as const).map((key) => <th key={key} scope="col" className="right">{t(key)}</th>)}</tr></thead>
              <tbody>
                <tr className="cockpit-total"><th scope="row">{t('total')}</th><Cells counts={total} /></tr>
                {items.filter(({ overdue }) => !wall || overdue > 0).sort((a, b) => b.overdue - a.overdue || b.open - a.open || b.issued - a.issued).map((counts) => <tr key={counts.value}><th scope="row"><ShortUnit code={counts.value} /></th><Cells counts={counts} /></tr>)}
              </tbody>
            </table>
          </Wide>
        )}
      </Answer>
    </section>
  );
}
