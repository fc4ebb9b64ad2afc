import { rewardLevelWords, rewardOriginWords, rewardStatusWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { cityTime } from '../../language/format.js';
import { useTexts } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { Instant, Missing, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { useNewCode } from '../campaigns/new-code.js';
import { useNominateForm } from './reward-forms.js';
import { RewardStatus } from './reward-status.js';
import { rewardTexts } from './reward-texts.js';

type Reward = ItemOf<'GET /rewards'>;

const filters: readonly Filter[] = [
  { field: 'status', title: { zh: '状态', en: 'Status' }, kind: 'choice', options: optionsOf(rewardStatusWords), pinned: true },
  { field: 'level', title: { zh: '级别', en: 'Level' }, kind: 'choice', options: optionsOf(rewardLevelWords), pinned: true },
  { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
  { field: 'year', title: { zh: '年度', en: 'Year' }, kind: 'text', pinned: true },
];

function useColumns(): readonly Column<Reward>[] {
  const word = useWord();
  const name = useUnitNames();
  return [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => name(unit), cell: ({ reward, unit }) => <To href={`/supervision/rewards/${reward}`}><Unit code={unit} /></To>, width: 120, frozen: 'left', always: true },
    { key: 'year', title: { zh: '年度', en: 'Year' }, text: ({ year }) => year, width: 70 },
    { key: 'level', title: { zh: '级别', en: 'Level' }, text: ({ level }) => word(rewardLevelWords, level), width: 90 },
    { key: 'policyItem', title: { zh: '激励事项', en: 'Policy item' }, text: ({ policyItem }) => policyItem, width: 230 },
    { key: 'status', title: { zh: '状态', en: 'Status' }, text: ({ status }) => word(rewardStatusWords, status), cell: ({ status }) => <RewardStatus status={status} />, width: 130 },
    { key: 'origin', title: { zh: '提名方式', en: 'Brought forward' }, text: ({ origin }) => word(rewardOriginWords, origin), width: 120 },
    { key: 'nominatedAt', title: { zh: '提名日期', en: 'Nominated' }, text: ({ nominatedAt }) => cityTime(nominatedAt).date, cell: ({ nominatedAt }) => <Instant at={nominatedAt} dayOnly />, width: 112 },
    { key: 'openObjections', title: { zh: '待处理异议', en: 'Open objections' }, text: ({ openObjections }) => openObjections, width: 100, align: 'right' },
    { key: 'document', title: { zh: '文号', en: 'Document' }, text: ({ granted, recommended }) => granted?.document ?? recommended?.document, cell: ({ granted, recommended }) => granted?.document ?? recommended?.document ?? <Missing />, width: 190 },
  ];
}

/** The register of rewards; here a unit is brought forward. */
export default function RewardsPage() {
  const t = useTexts(rewardTexts);
  const { go } = useAddress();
  const { may } = usePermissions();
  const { code, used } = useNewCode('r');
  const form = useNominateForm(code, undefined, (reward) => (used(), go(`/supervision/rewards/${reward}`)));
  return (
    <>
      <div className="page-head">
        <h1>{t('list')}</h1><span className="hint">{t('listHint')}</span><span className="bar-space" />
        <To href="/supervision/reward-counts">{t('counts')}</To> <To href="/supervision/reward-publicity">{t('publicity')}</To>
        {may('POST /rewards') && <ActButton form={form} type="primary" />}
      </div>
      <ServerList route="GET /rewards" name="rewards" title={{ zh: '督查激励', en: 'Rewards' }} columns={useColumns()} filters={filters} rowKey={({ reward }) => reward} open={({ reward }) => `/supervision/rewards/${reward}`} subject={({ reward }) => ({ kind: 'reward', key: reward })} empty={t('none')} />
    </>
  );
}
