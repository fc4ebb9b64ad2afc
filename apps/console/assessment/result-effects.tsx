import { Answer } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { ChangesTable } from './changes-table.js';
import { effectTexts } from './round-texts.js';
import { useSchemeNames } from './scheme.js';
import type { Round } from './steps.js';

/** Who gets which grade by the results that are about to be notified, confirmed or published. */
export function GradeCounts({ round }: { readonly round: Round }) {
  const t = useTexts(effectTexts);
  const names = useSchemeNames(round.scheme.id);
  const unit = useUnitNames();
  const view = useView('GET /rounds/:round/results', { path: { round: round.round } });
  return (
    <Answer view={view}>
      {({ groups }) => (
        <>
          {groups.map(({ group, lines }) => {
            const grades = [...new Set(lines.map(({ grade }) => grade))].sort();
            const vetoed = lines.filter((line) => line.vetoed).length;
            return (
              <div key={group}>
                <strong>{names.group(group)}</strong>
                <ul className="assessment-list">
                  {grades.map((grade) => {
                    const those = lines.filter((line) => line.grade === grade);
                    return <li key={grade ?? ''}>{t('gradeCount', { grade: names.grade(grade), count: those.length, units: those.map((line) => unit(line.unit)).join(mark.and) })}</li>;
                  })}
                  {vetoed > 0 && <li className="late">{t('vetoed', { count: vetoed })}</li>}
                </ul>
              </div>
            );
          })}
        </>
      )}
    </Answer>
  );
}

/** Whom a correction of published results moves. */
export function CorrectionEffect({ round }: { readonly round: Round }) {
  const t = useTexts(effectTexts);
  const published = round.publications.at(-1)!.run;
  const view = useView('GET /rounds/:round/comparison', { path: { round: round.round }, query: { from: published, to: round.run, limit: 500 } });
  return (
    <>
      <p>{t('correct', { run: round.run, published })}</p>
      <Answer view={view}>
        {({ items }) => {
          const moved = items.filter(({ delta, grade, rank }) => (delta !== null && Number(delta) !== 0) || grade.from !== grade.to || rank.from !== rank.to);
          if (moved.length === 0) return <p>{t('noChange')}</p>;
          return <ChangesTable scheme={round.scheme.id} rows={moved.map(({ unit, score, grade, rank }) => ({ unit, scoreFrom: score.from, scoreTo: score.to, gradeFrom: grade.from, gradeTo: grade.to, rankFrom: rank.from, rankTo: rank.to }))} />;
        }}
      </Answer>
    </>
  );
}
