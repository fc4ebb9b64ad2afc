import { Button } from 'antd';
import { useState } from 'react';
import { To, useMoment } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { usePerson } from '../../frame/person.js';
import { instantText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Instant, Unit } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { campaignTexts } from './campaign-texts.js';
import type { CampaignReply } from './plan-form.js';

type Draw = CampaignReply['draws'][number];
export type DrawnUnits = readonly { readonly unit: string; readonly inspectors: readonly string[] }[];

/** What was drawn: units and inspectors, every draw with why it was made again. */
export function DrawCard({ campaign }: { readonly campaign: CampaignReply }) {
  const t = useTexts(campaignTexts);
  const { draws } = campaign;
  return (
    <section className="card">
      <h2>{t('draw')}</h2>
      {draws.length === 0 && <p className="missing">{t('noDraw')}</p>}
      {[...draws].reverse().map((draw) => <DrawPart key={draw.draw} draw={draw} campaign={campaign} />)}
      {draws.length > 0 && <p><To href={`/supervision/campaigns/${campaign.campaign}/draw`}>{t('proof')}</To></p>}
    </section>
  );
}

function DrawPart({ draw, campaign }: { readonly draw: Draw; readonly campaign: CampaignReply }) {
  const t = useTexts(campaignTexts);
  const { language } = useLanguage();
  const { basis, drawn, reason, unsealedAt } = draw;
  const holds = draw.draw === campaign.inForce;
  return (
    <div className={holds ? undefined : 'campaigns-replaced'}>
      <h3>{t('drawNo', { draw: draw.draw })} · {t(holds ? 'inForce' : 'replaced')}</h3>
      <p><Instant at={draw.drawnAt} /> · {draw.drawnBy} · {t('drawCount', { units: basis.units.length, count: basis.count, team: basis.teamSize })}{unsealedAt && <> · {t('unsealedAt', { at: instantText(unsealedAt, language) })}</>}</p>
      {reason && <p>{t('drawReason', { reason })}</p>}
      {drawn && holds && <DrawnTable drawn={drawn} />}
      {!drawn && holds && <Sealed campaign={campaign} />}
    </div>
  );
}

/** Units with the inspectors drawn for them, in the order they were drawn. */
export function DrawnTable({ drawn }: { readonly drawn: DrawnUnits }) {
  const t = useTexts(campaignTexts);
  return (
    <table className="plain-table">
      <thead><tr><th scope="col">{t('unit')}</th><th scope="col">{t('inspectors')}</th></tr></thead>
      <tbody>{drawn.map(({ unit, inspectors }) => <tr key={unit}><th scope="row"><Unit code={unit} /></th><td>{inspectors.join(mark.and)}</td></tr>)}</tbody>
    </table>
  );
}

/** A sealed sample: a member of the team reads where to go only by asking for it, as each reading is logged. */
function Sealed({ campaign }: { readonly campaign: CampaignReply }) {
  const t = useTexts(campaignTexts);
  const person = usePerson();
  const { at } = useMoment();
  const [asked, setAsked] = useState(false);
  const member = campaign.team.some(({ user }) => user === person?.user);
  return (
    <>
      <p>{t('sealed')}</p>
      {member && at === undefined && !asked && <Button size="small" onClick={() => setAsked(true)}>{t('seeList')}</Button>}
      {asked && <SealedList campaign={campaign.campaign} />}
    </>
  );
}

function SealedList({ campaign }: { readonly campaign: string }) {
  const t = useTexts(campaignTexts);
  const view = useView('GET /campaigns/:campaign/draw', { path: { campaign } }, { now: true });
  return <Answer view={view}>{({ units, complete }) => <><DrawnTable drawn={units} /><p className="missing">{!complete && t('listPart')} {t('seeListLogged')}</p></>}</Answer>;
}
