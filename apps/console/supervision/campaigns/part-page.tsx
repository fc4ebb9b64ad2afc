import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { useUnitNames } from '../../show/unit-names.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { useVisitForm } from './campaign-forms.js';
import { campaignTexts } from './campaign-texts.js';
import { PartBody } from './part-body.js';
import type { CampaignReply } from './plan-form.js';
import { UnitStage } from './signs.js';
import './campaigns.css';

/** What a campaign came to for one unit. */
export default function PartPage({ campaign, unit }: { readonly campaign: string; readonly unit: string }) {
  usePageSubject({ kind: 'campaign', key: campaign });
  const t = useTexts(campaignTexts);
  const name = useUnitNames();
  const view = useView('GET /campaigns/:campaign', { path: { campaign } });
  const part = view.data?.parts.find((one) => one.unit === unit);
  return (
    <>
      <p className="no-print"><To href={`/supervision/campaigns/${campaign}`}>{view.data?.title ?? t('campaign')}</To></p>
      <div className="page-head">
        <h1>{t('part', { unit: name(unit) })}</h1>
        {part && <UnitStage stage={part.stage} />}
        <TraceButton subject={{ kind: 'campaign', key: campaign }} />
        {part?.fedBackAt && <To href={`/supervision/campaigns/${campaign}/units/${unit}/letter`}>{t('partPaper')}</To>}
      </div>
      <Answer view={view}>{(data) => (part ? <><Record data={data} unit={unit} /><PartBody part={part} /></> : <Nothing>{t('noSuchPart')}</Nothing>)}</Answer>
    </>
  );
}

function Record({ data, unit }: { readonly data: CampaignReply; readonly unit: string }) {
  const { may } = usePermissions();
  const form = useVisitForm(data, unit);
  if (data.status !== 'started' || !may('POST /campaigns/:campaign/visits/:visit')) return null;
  return <p className="no-print"><ActButton form={form} type="primary" /></p>;
}
