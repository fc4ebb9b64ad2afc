import { useMemo } from 'react';
import type { Column, Filter } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { Light, Unit, Units } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { To } from '../../frame/address.js';
import { useMeasures, type MeasureItem } from '../names.js';
import { planTexts } from '../plan-texts.js';
import { optionsOf } from '../word.js';
import { measureStage, measureStageWords, type MeasureStage } from './measure-stage.js';

const listTexts = texts('plan-measures', {
  reported: ['{reported}/{all} 个单位已报', '{reported} of {all} units reported'],
});

const stageLights: Readonly<Record<MeasureStage, 'grey' | 'yellow' | 'green'>> = { unassigned: 'yellow', silent: 'grey', returned: 'yellow', waiting: 'yellow', accepted: 'green' };

/** The measures of the plan, with who is responsible and how far they are. */
export function MeasuresList({ plan, chapters }: { readonly plan: string; readonly chapters: readonly { readonly no: number; readonly title: string }[] }) {
  const t = useTexts(listTexts);
  const p = useTexts(planTexts);
  const { say, language } = useLanguage();
  const unitName = useUnitNames();
  const view = useMeasures(plan);
  const chapterTitle = useMemo(() => new Map(chapters.map(({ no, title }) => [no, title])), [chapters]);
  const columns = useMemo((): readonly Column<MeasureItem>[] => [
    { key: 'no', title: { zh: '序号', en: 'No.' }, text: ({ no }) => no, width: 60, align: 'right', frozen: 'left', always: true },
    { key: 'title', title: { zh: '措施', en: 'Measure' }, text: ({ title }) => title, cell: ({ no, title }) => <To href={`/plan/measures/${no}`} lang="zh-CN">{title}</To>, width: 210, frozen: 'left', always: true },
    { key: 'chapter', title: { zh: '所属章节', en: 'Chapter' }, text: ({ chapter }) => chapterTitle.get(chapter) ?? chapter, cell: ({ chapter }) => <span lang="zh-CN">{chapterTitle.get(chapter)}</span>, width: 172 },
    { key: 'lead', title: { zh: '牵头单位', en: 'Lead unit' }, text: ({ lead }) => lead && unitName(lead), cell: ({ lead }) => (lead ? <strong><Unit code={lead} /></strong> : <Light colour="yellow" word={p('notAssigned')} />), width: 116 },
    { key: 'supporting', title: { zh: '配合单位', en: 'Supporting units' }, text: ({ supporting }) => supporting.map(unitName).join(mark.and), cell: ({ supporting }) => <Units codes={supporting} />, width: 248 },
    { key: 'indicators', title: { zh: '指标数', en: 'Indicators' }, text: ({ indicators }) => indicators.length, width: 96, align: 'right' },
    { key: 'stage', title: { zh: '任务进展', en: 'Progress' }, text: (row) => say(measureStageWords[measureStage(row)]!), width: 132, cell: (row) => (
      <><Light colour={stageLights[measureStage(row)]} word={say(measureStageWords[measureStage(row)]!)} />{row.progress.length > 0 && <div className="plan-soft">{t('reported', { reported: row.progress.length, all: row.participants.length })}</div>}</>
    ) },
    { key: 'from', title: { zh: '现行分工自', en: 'Assigned from' }, text: ({ assignedFrom }) => assignedFrom, width: 110, hidden: true },
    { key: 'text', title: { zh: '原文', en: 'Text' }, text: ({ text }) => text, cell: ({ text }) => <span lang="zh-CN">{text}</span>, width: 480, hidden: true },
  ], [chapterTitle, unitName, say, language, t, p]);
  const filters: readonly Filter[] = [
    { field: 'unit', title: { zh: '责任单位', en: 'Unit' }, kind: 'unit', pinned: true },
    { field: 'chapter', title: { zh: '章节', en: 'Chapter' }, kind: 'choice', pinned: true, options: chapters.map(({ no, title }) => ({ value: String(no), label: title })) },
    { field: 'stage', title: { zh: '任务进展', en: 'Progress' }, kind: 'choice', pinned: true, options: optionsOf(measureStageWords) },
    { field: 'words', title: { zh: '标题或原文含', en: 'Text has' }, kind: 'text' },
  ];
  return (
    <LocalList<MeasureItem>
      name="plan.measures"
      title={{ zh: '方案措施', en: 'Measures of the plan' }}
      columns={columns}
      rows={view.data?.items}
      rowKey={({ no }) => String(no)}
      filters={filters}
      fits={(row, field, value) =>
        field === 'unit' ? row.participants.includes(value) || row.lead === value || row.supporting.includes(value)
          : field === 'chapter' ? String(row.chapter) === value
            : field === 'stage' ? measureStage(row) === value
              : `${row.title}${row.text}`.includes(value)}
      open={({ no }) => `/plan/measures/${no}`}
      subject={({ no }) => ({ kind: 'measure', key: `${plan}.${no}` })}
    />
  );
}
