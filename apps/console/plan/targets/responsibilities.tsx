import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { useUnits } from '../../show/unit-names.js';
import { measurePartWords } from '../../../words/plan-words.js';
import { optionsOf, useWord } from '../word.js';
import { Matrix } from './matrix.js';
import { columnsOf, unitGroupWords } from './unit-groups.js';

const partTexts = texts('plan-responsibilities', {
  legend: ['● 牵头　○ 配合　· 参与（统称单位的成员）', '● leads　○ supports　· takes part (a member of a collective)'],
});

type Row = ReplyOf<'GET /plans/:plan/responsibilities'>['rows'][number];
type Part = Row['parts'][string];

const signs: Readonly<Record<Part, string>> = { lead: '●', supporting: '○', member: '·' };

/** 责任分解矩阵: measures down, units across; on a date when the address says one. */
export function Responsibilities({ plan }: { readonly plan: string }) {
  const { params } = useAddress();
  const on = params.get('on');
  const view = useView('GET /plans/:plan/responsibilities', { path: { plan }, query: on ? { on } : {} }, { keep: true });
  return <Answer view={view}>{({ rows, units }) => <Table rows={rows} codes={units} />}</Answer>;
}

function Table({ rows, codes }: { readonly rows: readonly Row[]; readonly codes: readonly string[] }) {
  const t = useTexts(partTexts);
  const word = useWord();
  const { say } = useLanguage();
  const { params } = useAddress();
  const units = useUnits();
  const only = params.get('unit');
  const part = params.get('part');
  const shown = rows.filter(({ parts }) => (only === null || only in parts) && (part === null || (only === null ? Object.values(parts).includes(part as Part) : parts[only] === part)));
  const columns = columnsOf(codes, units, params.get('group'), only).map(({ code, name }) => ({ key: code, name: say(name) }));
  const textOf = ({ parts }: Row, unit: string): string => (parts[unit] ? word(measurePartWords, parts[unit]) : '');
  return (
    <Matrix<Row>
      name="responsibilities"
      narrow
      title={{ zh: '措施责任分解表', en: 'Responsibilities for measures' }}
      rows={shown}
      rowKey={({ no }) => String(no)}
      columns={columns}
      foot={t('legend')}
      fixed={[{ column: { key: 'measure', title: { zh: '措施', en: 'Measure' }, width: 210, text: ({ no, title }) => `${no}. ${title}`, cell: ({ no, title }) => <To href={`/plan/measures/${no}`} lang="zh-CN">{no}. {title}</To> } }]}
      cell={({ parts }, unit) => parts[unit] && <><span aria-hidden="true" className="plan-sign">{signs[parts[unit]]}</span><small>{word(measurePartWords, parts[unit])}</small></>}
      cellText={textOf}
      filters={[
        { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true, units: codes },
        { field: 'part', title: { zh: '承担', en: 'Part' }, kind: 'choice', pinned: true, options: optionsOf(measurePartWords) },
        { field: 'group', title: { zh: '单位类别', en: 'Kind of unit' }, kind: 'choice', pinned: true, options: optionsOf(unitGroupWords) },
        { field: 'on', title: { zh: '某日的分工', en: 'As of a day' }, kind: 'date', pinned: true },
      ]}
    />
  );
}
