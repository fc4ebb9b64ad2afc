import { campaignTypeWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { useWord } from '../../show/facts.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { useCampaignForms, useConcludeForm, useVisitForm } from './campaign-forms.js';
import { campaignTexts } from './campaign-texts.js';
import { DrawCard } from './draw-card.js';
import { PartBody } from './part-body.js';
import { PartsTable } from './parts-table.js';
import { PlanCard, TeamCard } from './plan-card.js';
import { useReviseForm, type CampaignReply } from './plan-form.js';
import { CampaignStatus } from './signs.js';
import './campaigns.css';

/** One campaign: its plan, its team, what was drawn, and what it came to unit by unit. */
export default function CampaignPage({ campaign }: { readonly campaign: string }) {
  usePageSubject({ kind: 'campaign', key: campaign });
  const t = useTexts(campaignTexts);
  const view = useView('GET /campaigns/:campaign', { path: { campaign } });
  return (
    <>
      <p className="no-print"><To href="/supervision/campaigns">{t('list')}</To></p>
      {view.data === undefined && <h1 className="sr-only">{t('campaign')}</h1>}
      <Answer view={view}>{(data) => <Loaded data={data} />}</Answer>
    </>
  );
}

function Loaded({ data }: { readonly data: CampaignReply }) {
  const word = useWord();
  const { may } = usePermissions();
  const t = useTexts(campaignTexts);
  const runs = may('POST /campaigns/:campaign/start');
  const [only] = data.parts;
  return (
    <>
      <div className="page-head">
        <h1>{data.title}</h1>
        <span>{word(campaignTypeWords, data.type)}</span>
        <CampaignStatus status={data.status} />
        {data.unannounced && <span className="campaigns-mark">{t('unannounced')}</span>}
        <TraceButton subject={{ kind: 'campaign', key: data.campaign }} />
      </div>
      {runs && <Acts data={data} />}
      <div className="columns">
        <div>
          {data.summary && <section className="card"><h2>{t('summary')}</h2><p>{data.summary}</p></section>}
          {only && data.parts.length === 1 && !runs ? <PartBody part={only} /> : <PartsTable campaign={data} />}
          {may('GET /findings') && <p className="no-print"><To href={`/supervision/findings?campaign=${data.campaign}`}>{t('findings')}</To></p>}
        </div>
        <div>
          <PlanCard campaign={data} />
          <TeamCard campaign={data} />
          {(runs || data.draws.length > 0) && <DrawCard campaign={data} />}
        </div>
      </div>
    </>
  );
}

/** The acts that the campaign's state has room for; the server decides about each. */
function Acts({ data }: { readonly data: CampaignReply }) {
  const { start, draw, unseal, cancel } = useCampaignForms(data);
  const revise = useReviseForm(data);
  const visit = useVisitForm(data);
  const conclude = useConcludeForm(data);
  const { status, draws, inForce, parts } = data;
  const current = draws.find((one) => one.draw === inForce);
  const sealed = current !== undefined && current.drawn === null;
  const visited = parts.some(({ visits }) => visits.length > 0);
  const [planned, started] = [status === 'planned', status === 'started'];
  if (!planned && !started && !sealed) return null;
  return (
    <div className="campaigns-acts no-print">
      {planned && <ActButton form={start} type="primary" />}
      {started && <ActButton form={visit} type={visited ? 'default' : 'primary'} />}
      {(planned || (started && !visited)) && <ActButton form={draw} />}
      {sealed && !planned && <ActButton form={unseal} />}
      {started && <ActButton form={conclude} type={visited ? 'primary' : 'default'} />}
      {planned && <ActButton form={revise} />}
      {(planned || started) && <ActButton form={cancel} />}
    </div>
  );
}
