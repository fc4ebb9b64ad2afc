import { severityWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions } from '../../server/views.js';
import { Figure, Light } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { useWord } from '../../show/facts.js';
import { plain, rounded } from '../decimals.js';
import { lossesOf, unmeasured, type Loss, type ScoreSheet } from '../sheet.js';
import { Wide } from '../../frame/wide.js';
import { explainTexts } from './explain-texts.js';
import { useFormula } from './formula.js';
import type { ScoreSource } from './score-source.js';

const places = 4;

function Why({ loss }: { readonly loss: Loss }) {
  const { say } = useLanguage();
  const formula = useFormula();
  const word = useWord();
  const { node, line } = loss;
  if (line) return <>{line.document ?? line.matter}{line.detail && ` · ${word(severityWords, line.detail)}`}</>;
  const leaf = node?.leaf;
  return <>{leaf?.reason && <strong>{say(leaf.reason)}{mark.semicolon}</strong>}{node?.formula ? formula(node.formula) : leaf && say(leaf.treatment)}</>;
}

/** Where points were lost and what each would bring, the most first. */
export function Losses({ sheet, source }: { readonly sheet: ScoreSheet; readonly source: ScoreSource }) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const losses = lossesOf(sheet);
  if (losses.length === 0) return <p>{t('noLoss')}</p>;
  const trial = (loss: Loss) =>
    source.kind === 'live' && may('POST /what-if') && loss.node?.leaf && (
      <span className="scores-try"> · <To href={`/scores/what-if?group=${source.group}&year=${source.year}&values=${source.unit}.${loss.node.leaf.indicator}:`} aria-label={t('tryLabel', { item: say(loss.title) })}>{t('try')}</To></span>
    );
  return (
    <Wide>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('lossItem')}</th><th scope="col" className="right">{t('lossPoints')}</th><th scope="col">{t('lossWhy')}</th><th scope="col">{t('lossBring')}</th></tr></thead>
        <tbody>
          {losses.map((loss) => (
            <tr key={loss.key}>
              <th scope="row">{say(loss.title)}</th>
              <td className="right" title={loss.points}><Figure value={plain(rounded(loss.points, places))} /></td>
              <td><Why loss={loss} /></td>
              <td>{loss.line ? <span className="scores-hint">{t('bringDeduction')}</span> : t('bring', { points: plain(rounded(loss.points, places)) })}{trial(loss)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** What was not measured: shown with its reason, never as a zero. */
export function Unmeasured({ sheet }: { readonly sheet: ScoreSheet }) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const leaves = unmeasured(sheet);
  if (leaves.length === 0) return null;
  return (
    <>
      <h3>{t('missing')}</h3>
      <Wide>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('missingWeight')}</th><th scope="col">{t('missingWhy')}</th></tr></thead>
          <tbody>
            {leaves.map(({ code, title, weight, leaf }) => (
              <tr key={code}><th scope="row">{say(title)}</th><td className="right"><Figure value={plain(weight)} /></td><td>{leaf && <Light colour="grey" word={`${leaf.reason ? say(leaf.reason) : ''} · ${say(leaf.treatment)}`} />}</td></tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
