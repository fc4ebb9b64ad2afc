import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { ActButton, useWhyNot } from '../acts/act-button.js';
import { ActDialog, type ActForm } from '../acts/act-dialog.js';
import { bodyOf, type Field } from '../acts/fields.js';
import { usePlanYear } from '../frame/plan-year.js';
import { useTexts } from '../language/texts.js';
import type { BodyOf, ReplyOf } from '../server/ask.js';
import { Told } from '../frame/page-states.js';
import { toldOf, type Problem } from '../server/problems.js';
import { useAsk, useView } from '../server/views.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { assessmentYearWords } from '../../words/assessment-words.js';
import { calendarFields } from './act-fields.js';
import { effectTexts, roundTexts } from './round-texts.js';

type Successor = ReplyOf<'GET /rounds/:round/successor'>;
type Opening = ActForm<'POST /rounds/:round'>;

/** The form of a new round; with what an earlier one would lead to when it is started from that. */
function useOpening(from?: Successor): Opening {
  const t = useTexts(effectTexts);
  const { plan, year } = usePlanYear();
  const name = useUnitNames();
  const { data: schemes } = useView('GET /schemes', { query: { status: 'published', limit: 100 } });
  const options = useMemo(() => (schemes?.items ?? []).map(({ scheme, published, versions }) => {
    const title = (published as { readonly title?: { readonly zh: string; readonly en: string } } | null)?.title;
    const years = versions.map((version) => version.year).join(mark.and);
    return { value: scheme, label: { zh: `${title?.zh ?? scheme}（${years}，${scheme}）`, en: `${title?.en ?? scheme} (${years}, ${scheme})` } };
  }), [schemes]);
  const content = from?.content;
  const fields: readonly Field[] = [
    { name: 'title.zh', label: { zh: '考核名称（中文）', en: 'Title (Chinese)' }, kind: 'text', required: true, maxLength: 200, first: content?.title.zh },
    { name: 'title.en', label: { zh: '考核名称（英文）', en: 'Title (English)' }, kind: 'text', required: true, maxLength: 200, first: content?.title.en },
    { name: 'code', label: { zh: '考核编码', en: 'Code of the round' }, kind: 'text', required: true, maxLength: 80, first: from?.round, help: { zh: '用于地址和文书，如 2026-districts；启动后不能更改。', en: 'For addresses and documents, such as 2026-districts; it stays for good.' } },
    { name: 'year', label: { zh: '考核年度', en: 'Year' }, kind: 'whole', required: true, first: content?.year ?? Number(year) },
    { name: 'assessmentYear', label: { zh: '年度起止', en: 'Months of the year' }, kind: 'choice', required: true, first: content?.assessmentYear ?? 'calendar-year', options: Object.entries(assessmentYearWords).map(([value, label]) => ({ value, label })) },
    { name: 'scheme', label: { zh: '评分细则', en: 'Scheme' }, kind: 'choice', required: true, first: content?.scheme, options, help: { zh: '组别和单位取自该细则在考核年度的印发版本。', en: 'Groups and units are those of its version published for the year.' } },
    { name: 'planItem', label: { zh: '年度督查检查考核计划项号', en: 'Item of the annual plan of inspections' }, kind: 'text', required: true, maxLength: 200 },
    ...calendarFields(content?.calendar),
  ];
  const effect = (
    <>
      <p>{t('open')}</p>
      {content && <p>{t('successor', { round: content.startedFrom })}</p>}
      {from && from.schemeVersion === null && <p className="late">{t('schemeMissing', { year: from.content.year })}</p>}
      {from?.units && <p>{t('unitsMoved', { added: from.units.added.map(name).join(mark.and) || t('nobody'), left: from.units.left.map(name).join(mark.and) || t('nobody') })}</p>}
    </>
  );
  return {
    route: 'POST /rounds/:round', title: { zh: '启动考核', en: 'Open a round' }, wide: true, fields, effect,
    path: ({ code }) => ({ round: String(code ?? '').trim() }),
    body: ({ code: _code, ...values }) => ({ ...bodyOf(fields.filter(({ name: field }) => field !== 'code'), values), plan: content?.plan ?? plan, ...(content ? { startedFrom: content.startedFrom } : {}) }) as BodyOf<'POST /rounds/:round'>,
    confirm: { zh: '启动考核', en: 'Open the round' },
  };
}

/** Opens a round afresh. */
export function OpenRound() {
  const form = useOpening();
  return <ActButton type="primary" size="small" form={form} quiet />;
}

function SuccessorDialog({ from, onClose }: { readonly from: Successor; readonly onClose: () => void }) {
  return <ActDialog form={useOpening(from)} onClose={onClose} />;
}

/** Opens next year's round from this one: what it would say is filled in, nothing that was done is taken over. */
export function OpenSuccessor({ round, size }: { readonly round: string; readonly size?: 'small' }) {
  const t = useTexts(roundTexts);
  const ask = useAsk();
  const whyNot = useWhyNot('POST /rounds/:round');
  const [from, setFrom] = useState<Successor>();
  const [problem, setProblem] = useState<Problem>();
  if (whyNot !== undefined) return null;
  const open = () => {
    setProblem(undefined);
    void ask('GET /rounds/:round/successor', { path: { round } }).then(setFrom).catch((error: unknown) => setProblem(toldOf(error)));
  };
  return (
    <>
      <Button {...(size ? { size } : {})} onClick={open}>{t('successor')}</Button>
      {problem && <Told problem={problem} />}
      {from && <SuccessorDialog from={from} onClose={() => setFrom(undefined)} />}
    </>
  );
}
