import { useMemo } from 'react';
import { Answer } from '../../frame/page-states.js';
import { DemoMark } from '../../print/demo-mark.js';
import { instantText } from '../../language/format.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { To } from '../../frame/address.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useCards } from '../indicators.js';
import '../scores.css';
import { Basis } from './basis.js';
import { useExplanation, type Explanation } from './explanation.js';
import { explainTexts } from './explain-texts.js';
import { Grading, Lines } from './lines.js';
import { Losses, Unmeasured } from './losses.js';
import { NodeTree } from './node-tree.js';
import type { ScoreSource } from './score-source.js';
import { Headline, Waterfall } from './summary.js';

/** Why a score is what it is: the sum, what was lost, every item with its formula and records, and what it was counted with. */
export function ScoreExplainer({ source, inPage = false }: { readonly source: ScoreSource; readonly inPage?: boolean }) {
  const view = useExplanation(source);
  return <Answer view={view}>{(explanation) => <Parts explanation={explanation} source={source} inPage={inPage} />}</Answer>;
}

function Parts({ explanation, source, inPage }: { readonly explanation: Explanation; readonly source: ScoreSource; readonly inPage: boolean }) {
  const t = useTexts(explainTexts);
  const { plan } = usePlanYear();
  const cards = useCards(plan);
  const { say, language } = useLanguage();
  const { sheet } = explanation;
  const grounds = useMemo(() => ({ at: new Map(explanation.grounds.map((ground) => [ground.position, ground])), checkpoint: explanation.checkpoint }), [explanation]);
  return (
    <>
      <div className="print-only"><p><DemoMark /> {t('paper', { scheme: say(sheet.scheme.title), version: sheet.scheme.version, position: t('knownAtPosition', { position: sheet.asKnownAt ?? '—' }), printed: instantText(new Date().toISOString(), language) })}</p></div>
      <Headline sheet={sheet} />
      {!inPage && source.kind === 'live' && <p><To href={`/scores/${source.group}/${source.year}/${source.unit}`}>{t('fullPage')}</To></p>}
      <section className="card"><h2>{t('sum')}</h2><Waterfall sheet={sheet} /></section>
      <section className="card"><h2>{t('losses')}</h2><Losses sheet={sheet} source={source} /><Unmeasured sheet={sheet} /></section>
      <section className="card"><h2>{t('tree')}</h2><NodeTree tree={sheet.tree} places={sheet.total.rounding.places + 2} grounds={grounds} cards={cards} /></section>
      <section className="card"><h2>{t('lines')}</h2><Lines lines={sheet.lines} /><h2>{t('grading')}</h2><Grading grade={sheet.grade} /></section>
      <section className="card"><h2>{t('basis')}</h2><Basis explanation={explanation} /></section>
    </>
  );
}
