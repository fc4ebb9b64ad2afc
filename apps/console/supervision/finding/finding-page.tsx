import '../findings.css';
import './finding.css';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Severity, Status } from '../finding-signs.js';
import { ActsBar } from './acts-bar.js';
import { DeadlinesPart } from './deadlines-part.js';
import { EffectsPart } from './effects-part.js';
import { EscalationPart } from './escalation-part.js';
import type { FindingPage as Finding, IssuedFinding } from './finding-data.js';
import { FindingFacts, FindingPath } from './finding-facts.js';
import { findingTexts } from './finding-texts.js';
import { OrderPart } from './order-part.js';
import { FollowUpPart, ListingPart, PlanPart, ProgressPart, SupportPart } from './record-parts.js';
import { ChecksPart } from './checks-part.js';
import { ContestsPart } from './contests-part.js';
import { Timeline } from './timeline.js';

/** One finding: what was ordered, what became of it, and what can be done next. A draft shows its content only. */
export default function FindingPage({ finding }: { readonly finding: string }) {
  const view = useView('GET /findings/:finding', { path: { finding } });
  usePageSubject({ kind: 'finding', key: finding });
  return <Answer view={view}>{(page) => (page.line ? <Issued page={page as IssuedFinding} /> : <Draft page={page} />)}</Answer>;
}

function Issued({ page }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const { line, finding } = page;
  return (
    <article className="finding">
      <div className="page-head">
        <h1>{line.title}</h1>
        <span className="finding-number">{line.number}</span>
        <Severity severity={line.severity} />
        <Status line={line} />
        <span className="bar-space" />
        <TraceButton subject={{ kind: 'finding', key: finding }} />
        <To href={`/supervision/findings/${finding}/order`}>{t('print')}</To>
        <To href="/supervision/ledger">{t('ledger')}</To>
      </div>
      <FindingFacts page={page} />
      <FindingPath page={page} />
      <div className="columns">
        <div>
          <OrderPart page={page} />
          <ContestsPart page={page} />
          <PlanPart page={page} />
          <ProgressPart page={page} />
          <SupportPart page={page} />
          <ChecksPart page={page} />
          <FollowUpPart page={page} />
        </div>
        <div>
          <DeadlinesPart page={page} />
          <EscalationPart page={page} />
          <ListingPart page={page} />
          <EffectsPart page={page} />
          <Timeline finding={finding} />
        </div>
      </div>
      <ActsBar page={page} />
    </article>
  );
}

function Draft({ page }: { readonly page: Finding }) {
  const t = useTexts(findingTexts);
  return (
    <article className="finding">
      <div className="page-head">
        <h1>{t('draftTitle', { title: page.content.title })}</h1>
        <Severity severity={page.content.severity} />
        <span className="bar-space" />
        <TraceButton subject={{ kind: 'finding', key: page.finding }} />
      </div>
      {page.status === 'discarded' && <p className="card">{t('discarded')}</p>}
      <OrderPart page={page} />
      <Timeline finding={page.finding} />
      <ActsBar page={page} />
    </article>
  );
}
