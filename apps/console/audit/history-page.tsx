import { useMemo } from 'react';
import { useAddress } from '../frame/address.js';
import { texts, useTexts } from '../language/texts.js';
import type { Filter } from '../lists/columns.js';
import { ServerList } from '../lists/server-list.js';
import { useView } from '../server/views.js';
import { useHistoryColumns } from './history-columns.js';
import { PageTimeLine } from './time/page-time-line.js';
import './audit.css';

const historyTexts = texts('audit-history', {
  title: ['变更历史', 'Change history'],
  hint: ['谁在何时以何身份因何改了什么。日志只增不改，每条都可打开并证明。', 'Who changed what, when, as what and why. The log only grows; each line opens with its proof.'],
  empty: ['没有符合条件的变更，或您无权查看。', 'No change fits, or none you may see.'],
});

/** Filters of the change history; the types are those of the chosen kind. */
function useHistoryFilters(): readonly Filter[] {
  const { params } = useAddress();
  const { data: kinds } = useView('GET /history/kinds', {}, { now: true });
  const { data: roles } = useView('GET /roles', {}, { now: true });
  const kind = params.get('kind');
  return useMemo(() => {
    const chosen = (kinds?.kinds ?? []).filter((one) => !kind || one.kind === kind);
    const order = [{ value: 'newest', label: { zh: '最新在前', en: 'newest first' } }, { value: 'oldest', label: { zh: '最早在前', en: 'oldest first' } }];
    return [
      { field: 'kind', title: { zh: '事项类别', en: 'Kind of thing' }, kind: 'choice', pinned: true, options: (kinds?.kinds ?? []).map((one) => ({ value: one.kind, label: one.title })) },
      { field: 'key', title: { zh: '事项编号', en: 'Thing' }, kind: 'text' },
      { field: 'type', title: { zh: '类型', en: 'Type' }, kind: 'choice', options: chosen.flatMap(({ types }) => types).map(({ type, title }) => ({ value: type, label: title })) },
      { field: 'person', title: { zh: '办理人', en: 'Person' }, kind: 'text', pinned: true },
      { field: 'role', title: { zh: '角色', en: 'Role' }, kind: 'choice', options: (roles ?? []).map(({ code, title }) => ({ value: code, label: title })) },
      { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
      { field: 'period', title: { zh: '期间', en: 'Period' }, kind: 'text' },
      { field: 'from', title: { zh: '自', en: 'From' }, kind: 'date', pinned: true },
      { field: 'to', title: { zh: '至', en: 'To' }, kind: 'date', pinned: true },
      { field: 'reason', title: { zh: '理由含', en: 'Reason with' }, kind: 'text' },
      { field: 'authority', title: { zh: '依据含', en: 'Document with' }, kind: 'text' },
      { field: 'order', title: { zh: '顺序', en: 'Order' }, kind: 'choice', options: order },
    ];
  }, [kinds, roles, kind]);
}

/** Who changed what, when, as what and why; a line over the log sets the moment one looks from. */
export default function HistoryPage() {
  const t = useTexts(historyTexts);
  const columns = useHistoryColumns();
  const filters = useHistoryFilters();
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <PageTimeLine />
      <ServerList
        route="GET /history/changes"
        name="audit-history"
        title={{ zh: '变更历史', en: 'Change history' }}
        columns={columns}
        filters={filters}
        rowKey={({ position }) => String(position)}
        open={({ position }) => `/audit/events/${position}`}
        subject={({ subject }) => subject}
        empty={t('empty')}
      />
    </>
  );
}
