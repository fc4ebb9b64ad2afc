import { campaignMeansWords, campaignStatusWords, campaignTypeWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useTexts } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { Day, Units } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { campaignTexts } from './campaign-texts.js';
import { useKeptCode } from './new-code.js';
import { usePlanForm } from './plan-form.js';
import { CampaignStatus } from './signs.js';
import './campaigns.css';

type Campaign = ItemOf<'GET /campaigns'>;

const filters: readonly Filter[] = [
  { field: 'status', title: { zh: '状态', en: 'Status' }, kind: 'choice', options: optionsOf(campaignStatusWords), pinned: true },
  { field: 'type', title: { zh: '类型', en: 'Type' }, kind: 'choice', options: optionsOf(campaignTypeWords), pinned: true },
  { field: 'year', title: { zh: '年度', en: 'Year' }, kind: 'text', pinned: true },
  { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit' },
  { field: 'planItem', title: { zh: '年度计划编号', en: 'Item of the yearly plan' }, kind: 'text' },
];

function useColumns(): readonly Column<Campaign>[] {
  const t = useTexts(campaignTexts);
  const word = useWord();
  const name = useUnitNames();
  return [
    { key: 'title', title: { zh: '名称', en: 'Title' }, text: ({ title }) => title, cell: ({ campaign, title }) => <To href={`/supervision/campaigns/${campaign}`}>{title}</To>, width: 250, frozen: 'left', always: true },
    { key: 'type', title: { zh: '类型', en: 'Type' }, text: ({ type }) => word(campaignTypeWords, type), width: 90 },
    { key: 'status', title: { zh: '状态', en: 'Status' }, text: ({ status }) => word(campaignStatusWords, status), cell: ({ status }) => <CampaignStatus status={status} />, width: 120 },
    { key: 'planItem', title: { zh: '年度计划编号', en: 'Item of the yearly plan' }, text: ({ planItem }) => planItem, width: 170 },
    { key: 'from', title: { zh: '开始', en: 'From' }, text: ({ from }) => from, cell: ({ from }) => <Day date={from} />, width: 112 },
    { key: 'to', title: { zh: '结束', en: 'To' }, text: ({ to }) => to, cell: ({ to }) => <Day date={to} />, width: 112 },
    { key: 'units', title: { zh: '督查单位', en: 'Units' }, text: ({ units }) => units.map(name).join(mark.and), cell: ({ units }) => (units.length > 4 ? t('unitCount', { units: units.slice(0, 3).map(name).join(mark.and), count: units.length }) : <Units codes={units} />), width: 220 },
    { key: 'unannounced', title: { zh: '暗访', en: 'Unannounced' }, text: ({ unannounced }) => t(unannounced ? 'unannounced' : 'announced'), width: 100 },
    { key: 'leader', title: { zh: '组长', en: 'Leader' }, text: ({ team }) => team.find(({ leader }) => leader)?.user, width: 120 },
    { key: 'means', title: { zh: '督查方式', en: 'Means' }, text: ({ means }) => means.map((one) => word(campaignMeansWords, one)).join(mark.and), width: 180, hidden: true },
    { key: 'code', title: { zh: '编号', en: 'Code' }, text: ({ campaign }) => campaign, width: 140, hidden: true },
  ];
}

/** All campaigns; here one is planned. */
export default function CampaignsPage() {
  const t = useTexts(campaignTexts);
  const { may } = usePermissions();
  const plans = may('POST /campaigns/:campaign');
  return (
    <>
      <div className="page-head">
        <h1>{t('list')}</h1><span className="hint">{t(plans ? 'listHint' : 'unitHint')}</span>
        <span className="bar-space" />
        <To href="/supervision/campaign-units">{t('unitsOf')}</To>
        {plans && <Plan />}
      </div>
      <ServerList route="GET /campaigns" name="campaigns" title={{ zh: '督查活动', en: 'Campaigns' }} columns={useColumns()} filters={filters} rowKey={({ campaign }) => campaign} open={({ campaign }) => `/supervision/campaigns/${campaign}`} subject={({ campaign }) => ({ kind: 'campaign', key: campaign })} empty={t(plans ? 'noCampaigns' : 'noneForUnit')} />
    </>
  );
}

function Plan() {
  const { plan } = usePlanYear();
  const { go } = useAddress();
  const { data: known } = useView('GET /campaigns', { query: { limit: 100 } }, { now: true });
  const { code, used } = useKeptCode('campaign', 'c', (known?.items ?? []).map(({ campaign }) => campaign));
  const form = usePlanForm(code, () => (used(), go(`/supervision/campaigns/${code}`)));
  return plan === '' ? null : <ActButton form={form} type="primary" />;
}
