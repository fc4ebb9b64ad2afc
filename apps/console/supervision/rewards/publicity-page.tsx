import { rewardLevelWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { useTexts } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { useWord } from '../../show/facts.js';
import { Day, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { CalendarDaysLeft } from '../campaigns/signs.js';
import { useObjectForm } from './reward-forms.js';
import { rewardTexts } from './reward-texts.js';

type Publicised = ItemOf<'GET /reward-publicity'>;

/** Rewards that are before the public now, for everybody to read and object to. */
export default function PublicityPage() {
  const t = useTexts(rewardTexts);
  const word = useWord();
  const name = useUnitNames();
  const columns: readonly Column<Publicised>[] = [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => name(unit), cell: ({ unit }) => <Unit code={unit} />, width: 120, frozen: 'left', always: true },
    { key: 'year', title: { zh: '年度', en: 'Year' }, text: ({ year }) => year, width: 60 },
    { key: 'level', title: { zh: '级别', en: 'Level' }, text: ({ level }) => word(rewardLevelWords, level), width: 80 },
    { key: 'policyItem', title: { zh: '激励事项', en: 'Policy item' }, text: ({ policyItem }) => policyItem, width: 170 },
    { key: 'grounds', title: { zh: '主要事迹', en: 'Grounds' }, text: ({ grounds }) => grounds, width: 220 },
    { key: 'from', title: { zh: '公示开始', en: 'From' }, text: ({ publicity }) => publicity?.from, cell: ({ publicity }) => <Day date={publicity?.from} />, width: 108 },
    { key: 'to', title: { zh: '公示结束', en: 'To' }, text: ({ publicity }) => publicity?.to, cell: ({ publicity }) => <CalendarDaysLeft dueAt={publicity?.to} lapses />, width: 136 },
    { key: 'where', title: { zh: '公示地点', en: 'Where' }, text: ({ publicity }) => publicity?.where, width: 120 },
    { key: 'object', acts: true, title: { zh: '异议', en: 'Objection' }, text: () => '', cell: ({ reward }) => <ObjectTo reward={reward} />, width: 100, frozen: 'right' },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('publicity')}</h1><span className="hint">{t('publicityHint')}</span></div>
      <ServerList route="GET /reward-publicity" name="reward-publicity" title={{ zh: '激励公示', en: 'Publicised rewards' }} columns={columns} rowKey={({ reward }) => reward} empty={t('noPublicity')} />
    </>
  );
}

function ObjectTo({ reward }: { readonly reward: string }) {
  const { may } = usePermissions();
  const form = useObjectForm(reward);
  return may(form.route) ? <ActButton form={form} size="small" /> : null;
}
