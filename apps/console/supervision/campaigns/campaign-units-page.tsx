import { unitStageWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { useTexts } from '../../language/texts.js';
import type { Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import { optionsOf } from '../../show/facts.js';
import { campaignTexts } from './campaign-texts.js';
import { usePartColumns } from './unit-list-columns.js';
import './campaigns.css';

const filters: readonly Filter[] = [
  { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
  { field: 'stage', title: { zh: '进展', en: 'Stage' }, kind: 'choice', options: optionsOf(unitStageWords), pinned: true },
  { field: 'year', title: { zh: '年度', en: 'Year' }, kind: 'text', pinned: true },
];

/** What campaigns came to, unit by unit. */
export default function CampaignUnitsPage() {
  const t = useTexts(campaignTexts);
  const { unit, campaign, type, year, stage, drawn, visits, fedBack, objectBy, objection } = usePartColumns();
  return (
    <>
      <p className="no-print"><To href="/supervision/campaigns">{t('list')}</To></p>
      <div className="page-head"><h1>{t('unitsOf')}</h1></div>
      <ServerList route="GET /campaign-units" name="campaign-units" title={{ zh: '各单位受督查情况', en: 'What came of it, unit by unit' }} columns={[unit, campaign, type, year, stage, drawn, visits, fedBack, objectBy, objection]} filters={filters} rowKey={(row) => `${row.campaign}.${row.unit}`} open={(row) => `/supervision/campaigns/${row.campaign}/units/${row.unit}`} subject={(row) => ({ kind: 'campaign', key: row.campaign })} empty={t('noneForUnit')} />
    </>
  );
}
