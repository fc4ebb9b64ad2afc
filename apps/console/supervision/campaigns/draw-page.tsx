import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Fact, Facts } from '../../show/facts.js';
import { Light, Units } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { campaignTexts } from './campaign-texts.js';
import { DrawnTable } from './draw-card.js';
import './campaigns.css';

type Proof = ReplyOf<'GET /campaigns/:campaign/draw/proof'>;

/** The draw made again from the log, held against what was recorded; with all that is needed to do it oneself. */
export default function DrawPage({ campaign }: { readonly campaign: string }) {
  usePageSubject({ kind: 'campaign', key: campaign });
  const t = useTexts(campaignTexts);
  const { say } = useLanguage();
  const view = useView('GET /campaigns/:campaign/draw/proof', { path: { campaign } });
  return (
    <>
      <p className="no-print"><To href={`/supervision/campaigns/${campaign}`}>{t('campaign')}</To></p>
      <div className="page-head"><h1>{t('proof')}</h1><span className="hint">{t('proofHint')}</span><TraceButton subject={{ kind: 'campaign', key: campaign }} /></div>
      <Answer view={view}>
        {(proof) => (
          <>
            {[...proof.draws].reverse().map((draw) => <DrawProof key={draw.draw} draw={draw} />)}
            {proof.draws.length === 0 && <p className="missing">{t('noDraw')}</p>}
            <Stray visits={proof.strayVisits} />
            <section className="card"><h2>{t('steps')}</h2><p>{t('algorithm')} <code>{proof.algorithm}</code></p><p>{say(proof.steps)}</p></section>
          </>
        )}
      </Answer>
    </>
  );
}

function Verdict({ fits }: { readonly fits: boolean | null }) {
  const t = useTexts(campaignTexts);
  if (fits === null) return <Light colour="grey" word={t('unknownYet')} />;
  return <Light colour={fits ? 'green' : 'red'} word={t(fits ? 'agrees' : 'differs')} />;
}

function DrawProof({ draw }: { readonly draw: Proof['draws'][number] }) {
  const t = useTexts(campaignTexts);
  const name = useUnitNames();
  const { basis, recorded, redrawn } = draw;
  return (
    <section className="card">
      <h2>{t('drawNo', { draw: draw.draw })} · {t(draw.inForce ? 'inForce' : 'replaced')}</h2>
      <Facts>
        <Fact label={t('same')}><strong><Verdict fits={draw.same} /></strong></Fact>
        <Fact label={t('seedFits')}><Verdict fits={draw.seedFits} /></Fact>
        <Fact label={t('seedHash')}><code>{draw.seedHash}</code></Fact>
        <Fact label={t('seed')}>{draw.seed ? <code>{draw.seed}</code> : t('unknownYet')}</Fact>
        <Fact label={t('draw')}>{t('drawCount', { units: basis.units.length, count: basis.count, team: basis.teamSize })}</Fact>
        <Fact label={t('candidates')}><Units codes={basis.units} /></Fact>
        <Fact label={t('candidatePeople')}>{basis.inspectors.map(({ user, recused }) => <div key={user}>{user}{recused.length > 0 && <> · {t('recusedFor', { units: recused.map(name).join(mark.and) })}</>}</div>)}</Fact>
      </Facts>
      <div className="cards">
        {recorded && <div><h3>{t('recorded')}</h3><DrawnTable drawn={recorded} /></div>}
        {redrawn && <div><h3>{t('redrawn')}</h3><DrawnTable drawn={redrawn} /></div>}
      </div>
    </section>
  );
}

function Stray({ visits }: { readonly visits: Proof['strayVisits'] }) {
  const t = useTexts(campaignTexts);
  const name = useUnitNames();
  if (visits === null) return null;
  return <p>{visits.length === 0 ? t('noStray') : <strong className="late">{t('stray')} {visits.map(({ visit, unit }) => t('strayVisit', { unit: name(unit), visit })).join(mark.and)}</strong>}</p>;
}
