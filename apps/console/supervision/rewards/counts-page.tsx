import { rewardLevelWords } from '../../../words/supervision-words.js';
import { Select } from 'antd';
import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { optionsOf } from '../../show/facts.js';
import { Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { rewardTexts } from './reward-texts.js';

const countTexts = texts('supervision-reward-counts', {
  level: ['级别', 'Level'],
  rewardYear: ['年度', 'Year'],
  all: ['全部', 'all'],
});

type Count = ReplyOf<'GET /reward-counts'>['items'][number];

const levels: readonly Column<Count>[] = Object.entries(rewardLevelWords).map(([code, { zh, en }]) => ({ key: code, title: { zh: `${zh}（项）`, en: `${en} (items)` }, text: ({ byLevel }: Count) => byLevel[code] ?? 0, width: 110, align: 'right' as const }));

/** Rewards per unit: nominated, granted, not granted, and granted by level. */
export default function RewardCountsPage() {
  const t = useTexts(rewardTexts);
  const words = useTexts(countTexts);
  const { say } = useLanguage();
  const name = useUnitNames();
  const { params, put } = useAddress();
  const [of, level] = [params.get('rewardYear') ?? undefined, params.get('level') ?? undefined];
  const view = useView('GET /reward-counts', { query: { ...(of ? { year: of } : {}), ...(level ? { level: level as 'national' } : {}) } }, { keep: true });
  const count = (key: keyof Count & string, zh: string, en: string): Column<Count> => ({ key, title: { zh: `${zh}（项）`, en: `${en} (items)` }, text: (row) => row[key] as number, width: 110, align: 'right' });
  const columns: readonly Column<Count>[] = [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => name(unit), cell: ({ unit }) => <To href={`/supervision/rewards?unit=${unit}`}><Unit code={unit} /></To>, width: 160, frozen: 'left', always: true },
    count('nominated', '提名', 'Nominated'), count('pending', '办理中', 'Pending'), count('granted', '获激励', 'Granted'), count('notGranted', '未获', 'Not granted'), count('takenBack', '撤回或撤销', 'Taken back'),
    ...levels,
  ];
  const years = Array.from({ length: 6 }, (_, back) => String(new Date().getFullYear() - back));
  return (
    <>
      <p className="no-print"><To href="/supervision/rewards">{t('list')}</To></p>
      <div className="page-head">
        <h1>{t('counts')}</h1>
        <label>{words('rewardYear')} <Select size="small" aria-label={words('rewardYear')} allowClear placeholder={words('all')} value={of} onChange={(next?: string) => put({ rewardYear: next })} options={years.map((value) => ({ value, label: value }))} style={{ width: 96 }} /></label>
        <label>{words('level')} <Select size="small" aria-label={words('level')} allowClear placeholder={words('all')} value={level} onChange={(next?: string) => put({ level: next })} options={optionsOf(rewardLevelWords).map(({ value, label }) => ({ value, label: say(label) }))} style={{ width: 110 }} /></label>
      </div>
      <Answer view={view}>{({ items }) => <LocalList name="reward-counts" title={{ zh: '各单位激励数', en: 'Rewards per unit' }} columns={columns} rows={items} rowKey={({ unit }) => unit} empty={t('none')} />}</Answer>
    </>
  );
}
