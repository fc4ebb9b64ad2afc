import { useMemo } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { Told } from '../../frame/page-states.js';
import type { Column, Filter } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Day, Light, Missing, Units } from '../../show/signs.js';
import { useUnitNames, type UnitItem } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { unitKindWords, unitStandingWords } from '../../../words/plan-words.js';
import { useIndicators, useMeasures } from '../names.js';
import { planTexts } from '../plan-texts.js';
import { cityToday } from '../today.js';
import { optionsOf, useWord } from '../word.js';
import { useRegisterForm } from './unit-forms.js';
import '../plan.css';

const pageTexts = texts('plan-units', {
  title: ['责任单位', 'Units'],
  hint: ['按法定顺序；名称随时间变化，选择日期可查看当时的名录。', 'In the official order; names change over time: a date shows the register of that day.'],
  vertical: ['垂直管理', 'vertically managed'],
  noLeader: ['未登记', 'not recorded'],
});

/** The register of units in the official order. */
export default function UnitsPage() {
  const t = useTexts(pageTexts);
  const { params } = useAddress();
  const on = params.get('on') ?? undefined;
  const view = useView('GET /units', { query: { limit: 500, ...(on ? { on } : {}) } }, { keep: true });
  const register = useRegisterForm(view.data?.items);
  const columns = useUnitColumns(on);
  const filters: readonly Filter[] = [
    { field: 'kind', title: { zh: '类别', en: 'Kind' }, kind: 'choice', pinned: true, options: optionsOf(unitKindWords) },
    { field: 'status', title: { zh: '存续', en: 'Standing' }, kind: 'choice', pinned: true, options: optionsOf(unitStandingWords) },
    { field: 'on', title: { zh: '某日的名录', en: 'Register of a day' }, kind: 'date', pinned: true },
    { field: 'words', title: { zh: '名称含', en: 'Name has' }, kind: 'text' },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" /><ActButton quiet form={register} /></div>
      {view.problem && <Told problem={view.problem} again={view.again} className="spaced" />}
      <LocalList<UnitItem>
        name="plan.units"
        title={{ zh: '责任单位名录', en: 'Register of units' }}
        columns={columns}
        rows={view.data?.items}
        rowKey={({ code }) => code}
        filters={filters}
        fits={(row, field, value) =>
          field === 'on' ? true
            : field === 'words' ? `${row.name.zh}${row.name.en}${row.fullName ?? ''}${row.code}`.toLowerCase().includes(value.toLowerCase())
              : row[field as 'kind' | 'status'] === value}
        open={({ code }) => `/plan/units/${code}`}
        subject={({ code }) => ({ kind: 'unit', key: code })}
      />
    </>
  );
}

/** Post and name of those in a post, by unit; undefined where one may see only one's own. */
function useMainLeaders(on: string | undefined): ReadonlyMap<string, string> | undefined {
  const { say } = useLanguage();
  const { data } = useView('GET /appointments', { query: { rank: 'main', on: on ?? cityToday(), limit: 500 } });
  return useMemo(() => {
    if (!data) return undefined;
    const posts = new Map<string, string>();
    for (const { unit, name, post } of data.items) posts.set(unit, [posts.get(unit), `${say(post)}${name ? ` ${name}` : ''}`].filter(Boolean).join(mark.semicolon));
    return posts;
  }, [data, say]);
}

function useUnitColumns(on: string | undefined): readonly Column<UnitItem>[] {
  const t = useTexts(pageTexts);
  const p = useTexts(planTexts);
  const { say, language } = useLanguage();
  const { plan } = usePlanYear();
  const word = useWord();
  const unitName = useUnitNames();
  const leaders = useMainLeaders(on);
  const measures = useMeasures(plan).data?.items;
  const indicators = useIndicators(plan).data?.items;
  return useMemo(() => {
    const leads = (code: string) => measures?.filter(({ lead }) => lead === code).length;
    const supports = (code: string) => measures?.filter(({ supporting }) => supporting.includes(code)).length;
    const reports = (code: string) => indicators?.filter(({ card }) => card.reportedBy.includes(code)).length;
    return [
      { key: 'order', title: { zh: '序号', en: 'No.' }, text: ({ order }) => order, width: 60, align: 'right', frozen: 'left' },
      { key: 'name', title: { zh: '名称', en: 'Name' }, text: ({ name }) => say(name), cell: ({ code, name }) => <To href={`/plan/units/${code}`}>{say(name)}</To>, width: 160, frozen: 'left', always: true },
      { key: 'fullName', title: { zh: '全称', en: 'Full name' }, text: ({ fullName }) => fullName, cell: ({ fullName }) => (fullName ? <span lang="zh-CN">{fullName}</span> : <Missing />), width: 172 },
      { key: 'kind', title: { zh: '类别', en: 'Kind' }, text: ({ kind, verticallyManaged }) => `${word(unitKindWords, kind)}${verticallyManaged && kind !== 'vertical-agency' ? ` · ${t('vertical')}` : ''}`, width: 130 },
      { key: 'leader', title: { zh: '主要领导', en: 'Main leaders' }, text: ({ code }) => leaders?.get(code), cell: ({ code, kind }) => leaders?.get(code) ?? (leaders && kind !== 'collective' ? <span className="missing">{t('noLeader')}</span> : <Missing />), width: 196 },
      { key: 'leads', title: { zh: '牵头', en: 'Leads' }, text: ({ code }) => leads(code), width: 72, align: 'right' },
      { key: 'supports', title: { zh: '配合', en: 'Supports' }, text: ({ code }) => supports(code), width: 96, align: 'right' },
      { key: 'reports', title: { zh: '填报', en: 'Reports' }, text: ({ code }) => reports(code), width: 90, align: 'right' },
      { key: 'status', title: { zh: '存续', en: 'Standing' }, text: ({ status }) => word(unitStandingWords, status), cell: ({ status, mergedInto }) => <><Light colour={status === 'active' ? 'green' : 'grey'} word={word(unitStandingWords, status)} />{mergedInto && <div className="plan-soft">→ {unitName(mergedInto)}</div>}</>, width: 96 },
      { key: 'from', title: { zh: '名称自', en: 'Name from' }, text: ({ from }) => from, cell: ({ from }) => <Day date={from} />, width: 130, hidden: true },
      { key: 'members', title: { zh: '成员', en: 'Members' }, text: ({ members }) => members.map(unitName).join(mark.and) || null, cell: ({ members }) => <Units codes={members} />, width: 260, hidden: true },
      { key: 'code', title: { zh: '编码', en: 'Code' }, text: ({ code }) => code, width: 150, hidden: true },
      { key: 'note', title: { zh: '备注', en: 'Note' }, text: ({ note }) => note ?? p('none'), width: 200, hidden: true },
    ];
  }, [t, p, say, language, word, unitName, leaders, measures, indicators]);
}
