import { filters } from '#engine/http';
import { tableView, type ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import { levelNames } from '../../../libs/domain/supervision/escalation/level-names.js';
import { statusNames } from '../../../libs/domain/supervision/finding-acts.js';
import type { FindingRow } from '../../../libs/domain/supervision/ledger/finding-row.js';
import { seenBy } from '../../../libs/domain/supervision/ledger/finding-scope.http.js';
import { findings } from '../../../libs/domain/supervision/ledger/findings.projection.js';
import { lightNames, severityNames, sourceNames, urgencyNames } from '../../../libs/domain/supervision/ledger/ledger-csv.js';
import { maySeeSupervision } from '../../../libs/domain/supervision/supervision.policies.js';
import { joined, labels, yesNo } from './words.js';

const findingView = tableView<FindingRow>({
  code: 'findings', title: { zh: '督查台账', en: 'Ledger of findings' }, policy: maySeeSupervision, projection: findings.name, table: findings.table.name, filters: ['unit', 'status', 'indicator'],
  conditions: async ({ views, actor, given: { unit, ...given }, to }) => [...(await seenBy(views, maySeeSupervision.scope(actor), { unit: unit === undefined ? undefined : String(unit) }, to)), ...filters(given)],
  unit: ({ unit }) => unit,
  about: [{ name: 'number', label: { zh: '编号', en: 'number' }, of: (row) => row.number }, { name: 'title', label: { zh: '事项', en: 'matter' }, of: (row) => row.title }, { name: 'unit', label: labels.unit, of: (row) => row.unit }],
  fields: [
    { name: 'status', label: labels.status, of: (row) => row.status, words: statusNames },
    { name: 'unit', label: { zh: '责任单位', en: 'unit in charge' }, of: (row) => row.unit },
    { name: 'supporting', label: { zh: '配合单位', en: 'supporting units' }, of: (row) => joined(row.supporting) },
    { name: 'title', label: { zh: '事项', en: 'matter' }, of: (row) => row.title },
    { name: 'severity', label: { zh: '严重程度', en: 'severity' }, of: (row) => row.severity, words: severityNames },
    { name: 'urgency', label: { zh: '紧急程度', en: 'urgency' }, of: (row) => row.urgency, words: urgencyNames },
    { name: 'source', label: { zh: '来源', en: 'source' }, of: (row) => row.source, words: sourceNames },
    { name: 'responsibleLeader', label: { zh: '责任领导', en: 'responsible leader' }, of: (row) => row.responsibleLeader },
    { name: 'issuedAt', label: { zh: '交办时间', en: 'issued at' }, of: (row) => row.issuedAt },
    { name: 'originalDueAt', label: { zh: '原时限', en: 'first due at' }, of: (row) => row.originalDueAt },
    { name: 'dueAt', label: { zh: '现时限', en: 'due at' }, of: (row) => row.dueAt },
    { name: 'acknowledgedAt', label: { zh: '签收时间', en: 'acknowledged at' }, of: (row) => row.acknowledgedAt },
    { name: 'light', label: { zh: '灯色', en: 'light' }, of: (row) => row.light, words: lightNames },
    { name: 'level', label: { zh: '督办层级', en: 'level' }, of: (row) => row.level, words: levelNames },
    { name: 'percent', label: { zh: '进度（%）', en: 'progress (%)' }, of: (row) => row.percent },
    { name: 'latest', label: { zh: '最新进展', en: 'latest progress' }, of: (row) => row.latest?.summary },
    { name: 'extensions', label: { zh: '延期次数', en: 'extensions' }, of: (row) => row.extensions },
    { name: 'returns', label: { zh: '退回次数', en: 'returns' }, of: (row) => row.returns },
    { name: 'relapses', label: { zh: '反弹次数', en: 'relapses' }, of: (row) => row.relapses },
    { name: 'listed', label: { zh: '挂牌督办', en: 'listed' }, of: (row) => row.listed, words: yesNo },
    { name: 'followUpOn', label: { zh: '回头看日期', en: 'follow-up on' }, of: (row) => row.followUpOn },
    { name: 'evidence', label: { zh: '佐证数', en: 'evidence files' }, of: (row) => row.evidence },
    { name: 'endedAt', label: { zh: '销号或撤销时间', en: 'closed or withdrawn at' }, of: (row) => row.endedAt },
  ],
});

export const supervisionViews: readonly ComparableView[] = [findingView];
