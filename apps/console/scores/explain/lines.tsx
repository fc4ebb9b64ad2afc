import { severityWords } from '../../../words/supervision-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { EventLink } from '../event-link.js';
import { Figure, Position } from '../../show/signs.js';
import type { ScoreSheet } from '../sheet.js';
import { Wide } from '../../frame/wide.js';
import { explainTexts } from './explain-texts.js';
import { useFormula } from './formula.js';

/** What a line is about: an order by its number, which its code says less clearly. */
export const matterOf = ({ matter, document }: Pick<ScoreSheet['lines'][number], 'matter' | 'document'>): string => (document && /^[a-z0-9-]+$/.test(matter) ? document : matter);

/** Bonuses, deductions and adjustments: what each rule gives, what counted and why not all of it. */
export function Lines({ lines }: Pick<ScoreSheet, 'lines'>) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const word = useWord();
  if (lines.length === 0) return <p>{t('noLines')}</p>;
  const kind = (code: string): string => (`kind-${code}` in explainTexts.table ? t(`kind-${code}` as 'kind-bonus') : code);
  return (
    <Wide>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('lineKind')}</th><th scope="col">{t('lineRule')}</th><th scope="col">{t('lineMatter')}</th><th scope="col" className="right">{t('linePoints')}</th><th scope="col" className="right">{t('lineCounted')}</th><th scope="col">{t('lineOutcome')}</th><th scope="col">{t('lineRecord')}</th></tr></thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <td>{kind(line.kind)}</td><th scope="row">{say(line.title)}</th>
              <td>{matterOf(line)}{line.detail && <div className="scores-note">{word(severityWords, line.detail)}</div>}{line.document && line.document !== matterOf(line) && <div className="scores-note">{t('document', { document: line.document })}</div>}</td>
              <td className="right"><Figure value={line.points} /></td><td className="right"><strong><Figure value={line.counted} /></strong></td><td>{say(line.outcome)}</td>
              <td>{line.position === undefined ? '—' : <EventLink position={line.position} />}{line.lifted?.position !== undefined && <EventLink position={line.lifted.position} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** How the grade follows from the score: bands, vetoes, quota. */
export function Grading({ grade }: Pick<ScoreSheet, 'grade'>) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const formula = useFormula();
  return (
    <>
      <p>{formula(grade.formula)}</p>
      {grade.vetoes.map((veto) => <p key={veto.rule}>{t('vetoLine', { title: say(veto.title), matter: veto.matter })} {veto.document} {veto.position !== undefined && <Position at={veto.position} />}</p>)}
    </>
  );
}
