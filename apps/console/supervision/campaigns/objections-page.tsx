import { objectionStateWords } from '../../../words/supervision-words.js';
import { useTexts } from '../../language/texts.js';
import type { Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import { optionsOf } from '../../show/facts.js';
import { campaignTexts } from './campaign-texts.js';
import { usePartColumns } from './unit-list-columns.js';
import './campaigns.css';

const filters: readonly Filter[] = [
  { field: 'state', title: { zh: '状态（默认待决定）', en: 'State (to decide unless chosen)' }, kind: 'choice', options: optionsOf(objectionStateWords), pinned: true },
  { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
];

/** The docket of objections to conclusions, by the time they are due. */
export default function ObjectionsPage() {
  const t = useTexts(campaignTexts);
  const { unit, campaign, raised, decideBy, reason, decision, decided } = usePartColumns();
  return (
    <>
      <div className="page-head"><h1>{t('objections')}</h1><span className="hint">{t('objectionsHint')}</span></div>
      <ServerList route="GET /campaign-objections" name="campaign-objections" title={{ zh: '异议复核', en: 'Objections' }} columns={[unit, campaign, raised, decideBy, reason, decision, decided]} filters={filters} rowKey={(row) => `${row.campaign}.${row.unit}`} open={(row) => `/supervision/campaigns/${row.campaign}/units/${row.unit}`} subject={(row) => ({ kind: 'campaign', key: row.campaign })} empty={t('noObjections')} />
    </>
  );
}
