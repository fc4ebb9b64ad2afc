import { texts, useTexts } from '../language/texts.js';
import { useUnitNames } from '../show/unit-names.js';
import { useSchemeNames } from './scheme.js';

const changeTexts = texts('assessment-changes', {
  unit: ['单位', 'Unit'],
  score: ['得分', 'Score'],
  grade: ['等次', 'Grade'],
  rank: ['名次', 'Rank'],
  up: ['升 {places} 位', 'up {places}'],
  down: ['降 {places} 位', 'down {places}'],
});

/** How a unit's result changes. */
export interface Change {
  readonly unit: string;
  readonly scoreFrom: string | null;
  readonly scoreTo: string | null;
  readonly gradeFrom: string | null;
  readonly gradeTo: string | null;
  readonly rankFrom: number | null;
  readonly rankTo: number | null;
}

/** Old struck through beside new; one value where nothing changes. */
export function FromTo({ from, to }: { readonly from: string | number | null; readonly to: string | number | null }) {
  if (from === to) return <>{to ?? '—'}</>;
  return <><del>{from ?? '—'}</del> → <ins>{to ?? '—'}</ins></>;
}

/** A change of rank in words: shape and word, not colour alone. */
export function RankMove({ from, to }: { readonly from: number | null; readonly to: number | null }) {
  const t = useTexts(changeTexts);
  if (from === null || to === null || from === to) return null;
  return <small>{from > to ? `▲ ${t('up', { places: from - to })}` : `▼ ${t('down', { places: to - from })}`}</small>;
}

/** Units with their score, grade and rank before and after. */
export function ChangesTable({ rows, scheme }: { readonly rows: readonly Change[]; readonly scheme: string | undefined }) {
  const t = useTexts(changeTexts);
  const name = useUnitNames();
  const names = useSchemeNames(scheme);
  return (
    <div className="assessment-effect-table">
      <table className="plain-table">
        <thead><tr><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('score')}</th><th scope="col">{t('grade')}</th><th scope="col" className="right">{t('rank')}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unit}>
              <th scope="row">{name(row.unit)}</th>
              <td className="right"><FromTo from={row.scoreFrom} to={row.scoreTo} /></td>
              <td>{row.gradeFrom === row.gradeTo ? names.grade(row.gradeTo) : <FromTo from={names.grade(row.gradeFrom)} to={names.grade(row.gradeTo)} />}</td>
              <td className="right"><FromTo from={row.rankFrom} to={row.rankTo} /> <RankMove from={row.rankFrom} to={row.rankTo} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
