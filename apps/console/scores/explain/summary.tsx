import { useMemo } from 'react';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure } from '../../show/signs.js';
import { percent, plain, signed, sumOf } from '../decimals.js';
import { addendsOf, unmeasured, type Addend, type ScoreSheet } from '../sheet.js';
import { Wide } from '../../frame/wide.js';
import { explainTexts } from './explain-texts.js';
import { useFormula } from './formula.js';

/** The score, its grade, its rank, and how much of it is known. */
export function Headline({ sheet }: { readonly sheet: ScoreSheet }) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const { total, grade, rank, coverage, provisional } = sheet;
  const missing = unmeasured(sheet).length;
  return (
    <dl className="scores-headline">
      <div><dt>{t('score')}</dt><dd className="scores-big">{total.published === null ? <span className="missing">—</span> : <Figure value={total.published} />}</dd>{total.published === null && <dd>{t('noTotal', { why: say(total.formula) })}</dd>}</div>
      <div><dt>{t('grade')}</dt><dd className="scores-big">{grade.final ?? '—'}</dd></div>
      <div><dt>{t('rank')}</dt><dd>{rank.rank === null ? t('noRank') : t('rankOf', { rank: rank.rank, of: rank.of })}</dd></div>
      <div><dt>{t('coverage')}</dt><dd>{percent(coverage)}%{missing > 0 && ` · ${t('gaps', { count: missing })}`}</dd></div>
      <div><dt>{t('standing')}</dt><dd className={provisional ? 'scores-provisional' : undefined}>{provisional ? `◷ ${t('provisional')}` : t('firm')}</dd></div>
    </dl>
  );
}

/** A step with where its bar begins and ends. */
interface Bar extends Addend {
  readonly from: number;
  readonly to: number;
  readonly running: string;
}

function barsOf(sheet: ScoreSheet): readonly Bar[] {
  const taken: string[] = [];
  return addendsOf(sheet).map((step) => {
    const before = Number(sumOf(taken));
    if (step.points !== null) taken.push(step.points);
    const running = sumOf(taken);
    return { ...step, from: Math.min(before, Number(running)), to: Math.max(before, Number(running)), running };
  });
}

/** The steps from nothing to the published score, each as figure and bar; the figures add up to it exactly. */
export function Waterfall({ sheet }: { readonly sheet: ScoreSheet }) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const formula = useFormula();
  const bars = useMemo(() => barsOf(sheet), [sheet]);
  const { total } = sheet;
  if (bars.length === 0) return <p>{say(total.formula)}</p>;
  const width = Math.max(Number(total.scale), ...bars.map(({ to }) => to));
  const share = (value: number): string => `${(value / width) * 100}%`;
  const nameOf = (bar: Bar): string => (bar.title ? say(bar.title) : t(bar.key as '~bonus', { places: total.rounding.places }));
  return (
    <>
      <Wide>
        <table className="plain-table scores-waterfall">
          <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('points')}</th><th scope="col" className="scores-drawn">{t('drawn', { scale: plain(total.scale) })}</th><th scope="col" className="right">{t('running')}</th></tr></thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key}>
                <th scope="row">{nameOf(bar)}</th>
                <td className="right" title={bar.exact ?? undefined}>{bar.points === null ? <span className="missing">— {t('notCounted')}</span> : bar.title ? <Figure value={bar.points} /> : signed(bar.points)}</td>
                <td className="scores-drawn">{bar.points !== null && <span className={bar.points.startsWith('-') ? 'scores-step scores-step-down' : bar.title ? 'scores-step' : 'scores-step scores-step-more'} style={{ marginLeft: share(bar.from), width: share(bar.to - bar.from) }} />}</td>
                <td className="right"><Figure value={bar.running} /></td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('published')}</th>
              <td className="right" title={total.raw ?? undefined}><strong><Figure value={total.published} /></strong></td>
              <td className="scores-drawn"><span className="scores-step scores-step-total" style={{ width: share(Number(total.published)) }} /></td>
              <td className="right"><strong>= <Figure value={total.published} /></strong></td>
            </tr>
          </tfoot>
        </table>
      </Wide>
      <p className="scores-hint">{t('sumHint')}<span className="no-print">{t('sumExact')}</span> {formula(total.formula)}</p>
    </>
  );
}
