import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { isZero, rounded, signed } from '../decimals.js';
import { Wide } from '../../frame/wide.js';
import type { UnitShift } from './simulations.js';
import { reasonsOf } from './reasons.js';
import { simulateTexts } from './simulate-texts.js';

const places = 2;

function Move({ gained }: { readonly gained: number | null }) {
  const t = useTexts(simulateTexts);
  if (gained === null) return <span className="missing">—</span>;
  if (gained === 0) return <span className="scores-same">— {t('same')}</span>;
  return gained > 0 ? <span className="scores-up"><span aria-hidden="true">▲</span> {t('up', { count: gained })}</span> : <span className="scores-down"><span aria-hidden="true">▼</span> {t('down', { count: -gained })}</span>;
}

/** How many units change rank, and how many grade. */
export function ShiftSummary({ units }: { readonly units: readonly UnitShift[] }) {
  const t = useTexts(simulateTexts);
  const moved = units.filter(({ rankShift }) => rankShift !== null && rankShift !== 0).length;
  const graded = units.filter(({ gradeChanged }) => gradeChanged).length;
  const same = units.every(({ shift }) => shift !== null && isZero(shift));
  return <p aria-live="polite"><strong>{same ? t('unchanged') : t('summary', { moved, graded })}</strong></p>;
}

/** What moved a unit: its own items first, or that others did. */
function Why({ shift }: { readonly shift: UnitShift }) {
  const t = useTexts(simulateTexts);
  const { say } = useLanguage();
  const { named, rest, othersMoved } = reasonsOf(shift, places);
  return (
    <>
      {named.map((mover) => <div key={mover.node}>{say(mover.title)} {signed(rounded(mover.shift, places))}</div>)}
      {rest !== undefined && <div>{t('rest')} {signed(rest)}</div>}
      {othersMoved && t('others')}
    </>
  );
}

/** Old and new side by side, in the order of the new ranks. */
export function ShiftTable({ units }: { readonly units: readonly UnitShift[] }) {
  const t = useTexts(simulateTexts);
  const nameOf = useUnitNames();
  const inOrder = [...units].sort((a, b) => (a.after?.rank ?? Infinity) - (b.after?.rank ?? Infinity) || (a.before?.rank ?? Infinity) - (b.before?.rank ?? Infinity));
  const marked = units.some(({ rankShift, gradeChanged }) => rankShift || gradeChanged);
  return (
    <Wide>
      {marked && <p className="scores-hint scores-key"><span className="scores-swatch" aria-hidden="true" /> {t('key')}</p>}
      <table className="plain-table scores-shifts">
        <thead className="scores-heads">
          <tr>
            <th scope="col" className="right">{t('rankAfter')}</th><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('rankBefore')}</th><th scope="col">{t('move')}</th>
            <th scope="col" className="right">{t('scoreBefore')}</th><th scope="col" className="right">{t('scoreAfter')}</th><th scope="col" className="right">{t('shift')}</th>
            <th scope="col">{t('grade')}</th><th scope="col">{t('movers')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map((one) => { const { unit, before, after, shift, rankShift, gradeChanged } = one; return (
            <tr key={unit} className={rankShift || gradeChanged ? 'scores-shifted' : undefined}>
              <td className="right"><strong>{after?.rank ?? '—'}</strong></td>
              <th scope="row">{nameOf(unit)}</th>
              <td className="right">{before?.rank ?? '—'}</td>
              <td><Move gained={rankShift} /></td>
              <td className="right"><Figure value={before?.published} /></td>
              <td className="right"><strong><Figure value={after?.published} /></strong></td>
              <td className="right">{shift === null ? '—' : signed(rounded(shift, places))}</td>
              <td>{gradeChanged ? <>{before?.grade ?? '—'} → <strong>{after?.grade ?? '—'}</strong></> : (after?.grade ?? '—')}</td>
              <td className="scores-note"><Why shift={one} /></td>
            </tr>
          ); })}
        </tbody>
      </table>
    </Wide>
  );
}
