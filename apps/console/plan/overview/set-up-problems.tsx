import { useMemo } from 'react';
import { To } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import type { Column } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import type { Words } from '../../../words/words.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Light, Units } from '../../show/signs.js';
import { useUnitNames, useUnits } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { useIndicators, useMeasures } from '../names.js';
import { cityToday } from '../today.js';
import { optionsOf, useWord } from '../word.js';
import { setUpProblems, type SetUpProblem } from './x-ray.js';

const checkTexts = texts('plan-checks', {
  intro: ['按 {year} 年检查：缺了这些，填报、计分或督办会落空。点“去处理”到补齐的地方。', 'Checked for {year}: without these, reporting, scoring or supervision has nothing to stand on. Each line leads to where it is corrected.'],
  none: ['没有发现缺项。', 'Nothing is missing.'],
  go: ['去处理', 'Correct it'],
});

const gradeWords: Words = { error: { zh: '必须处理', en: 'must be corrected' }, warning: { zh: '应当处理', en: 'to be corrected' }, hint: { zh: '提示', en: 'worth a look' } };
const kindWords: Words = {
  'measure-without-lead': { zh: '措施没有牵头单位', en: 'measure without a lead unit' },
  'lead-gone': { zh: '措施的责任单位已撤销或合并', en: 'a unit of the measure was closed or merged' },
  'indicator-without-target': { zh: '指标没有全市目标', en: 'indicator without a city target' },
  'units-without-target': { zh: '有填报单位未下达目标', en: 'reporting units without a target' },
  'threshold-missing': { zh: '方案未写数值，须由评分细则定档', en: 'no number in the plan: the scheme must set a threshold' },
  'reporter-gone': { zh: '填报单位已撤销或合并', en: 'a reporting unit was closed or merged' },
  'verifier-gone': { zh: '核定单位已撤销或合并', en: 'the verifier was closed or merged' },
  'unit-without-leader': { zh: '单位没有登记主要领导', en: 'unit without a main leader' },
  'measure-without-indicator': { zh: '措施没有指标，只按任务进展考核', en: 'measure without an indicator: followed by its progress' },
  'calendar-missing': { zh: '工作日历未发布，不能计算期限', en: 'working calendar not published: no deadline can be reckoned' },
};
const lights = { error: 'red', warning: 'yellow', hint: 'grey' } as const;

/** What is missing in the set-up, from all that the person may see; undefined while it is being read. */
export function useSetUpProblems(): readonly SetUpProblem[] | undefined {
  const { plan, year } = usePlanYear();
  const { unitsOf } = usePermissions();
  const seesLeaders = unitsOf('GET /appointments') === 'all';
  const measures = useMeasures(plan).data;
  const indicators = useIndicators(plan).data;
  const units = useUnits();
  const decomposition = useView('GET /plans/:plan/decomposition/:year', { path: { plan, year } }, { enabled: plan !== '' }).data;
  const appointments = useView('GET /appointments', { query: { rank: 'main', on: cityToday(), limit: 500 } }, { enabled: seesLeaders }).data;
  const calendars = useView('GET /calendars/:calendar', { path: { calendar: 'national' }, query: { limit: 100 } }).data;
  return useMemo(() => {
    if (!measures || !indicators || !units || !decomposition || (seesLeaders && !appointments)) return undefined;
    return setUpProblems({
      year, measures: measures.items, indicators: indicators.items, decomposition: decomposition.rows, units,
      ...(appointments ? { led: new Set(appointments.items.map(({ unit }) => unit)) } : {}),
      ...(calendars ? { calendarYears: calendars.items.map((item) => item.year) } : {}),
    });
  }, [year, measures, indicators, units, decomposition, appointments, calendars, seesLeaders]);
}

/** What is missing in the set-up, each leading to where it is mended. */
export function SetUpProblems({ problems }: { readonly problems: readonly SetUpProblem[] | undefined }) {
  const t = useTexts(checkTexts);
  const { say, language } = useLanguage();
  const word = useWord();
  const unitName = useUnitNames();
  const { year } = usePlanYear();
  const columns = useMemo((): readonly Column<SetUpProblem>[] => [
    { key: 'grade', title: { zh: '程度', en: 'Grade' }, text: ({ grade }) => word(gradeWords, grade), cell: ({ grade }) => <Light colour={lights[grade]} word={word(gradeWords, grade)} />, width: 136 },
    { key: 'kind', title: { zh: '问题', en: 'Problem' }, text: ({ kind }) => word(kindWords, kind), width: 280 },
    { key: 'about', title: { zh: '对象', en: 'About' }, text: ({ about }) => say(about), width: 300 },
    { key: 'units', title: { zh: '涉及单位', en: 'Units' }, text: ({ units = [] }) => units.map(unitName).join(mark.and), cell: ({ units = [] }) => <Units codes={units} />, width: 240 },
    { key: 'go', title: { zh: '办理', en: 'To do' }, text: ({ href }) => href, cell: ({ href }) => <To href={href}>{t('go')}</To>, width: 84 },
  ], [word, say, language, unitName, t]);
  return (
    <>
      <p className="plan-soft">{t('intro', { year })}</p>
      <LocalList<SetUpProblem>
        name="plan.checks"
        title={{ zh: '设置检查', en: 'Set-up check' }}
        columns={columns}
        rows={problems}
        rowKey={({ key }) => key}
        empty={t('none')}
        filters={[
          { field: 'grade', title: { zh: '程度', en: 'Grade' }, kind: 'choice', pinned: true, options: optionsOf(gradeWords) },
          { field: 'kind', title: { zh: '问题', en: 'Problem' }, kind: 'choice', pinned: true, options: optionsOf(kindWords) },
        ]}
        fits={(row, field, value) => (field === 'grade' ? row.grade : row.kind) === value}
        open={({ href }) => href}
      />
    </>
  );
}
