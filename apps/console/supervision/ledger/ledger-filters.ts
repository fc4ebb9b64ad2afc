import { useMemo } from 'react';
import { approverWords, findingStatusWords, levelWords, lightWords, severityWords, sourceWords, stageWords } from '../../../words/supervision-words.js';
import type { Words } from '../../../words/words.js';
import { useAddress } from '../../frame/address.js';
import { useLanguage, type Bilingual } from '../../language/texts.js';
import type { Filter } from '../../lists/columns.js';
import { usePermissions, useView } from '../../server/views.js';
import { useIndicatorOptions } from '../indicator-options.js';
import { mark } from '../../show/punctuation.js';

const drafts = new Set(['draft', 'discarded']);

/** The choices of a code, with several at once where the address asks for several, as the links of desks do. */
function choices(words: Words, asked: string | null, without: ReadonlySet<string> = new Set()): { readonly value: string; readonly label: Bilingual }[] {
  const single = Object.entries(words).filter(([value]) => !without.has(value)).map(([value, label]) => ({ value, label }));
  if (!asked?.includes(',')) return single;
  const parts = asked.split(',').map((code) => words[code] ?? { zh: code, en: code });
  return [{ value: asked, label: { zh: parts.map(({ zh }) => zh).join(mark.and), en: parts.map(({ en }) => en).join(', ') } }, ...single];
}

/** Campaigns by title. */
function useCampaignOptions(): NonNullable<Filter['options']> {
  const { may } = usePermissions();
  const { data } = useView('GET /campaigns', { query: { limit: 100 } }, { enabled: may('GET /campaigns') });
  return useMemo(() => (data?.items ?? []).map(({ campaign, title }) => ({ value: campaign, label: title })), [data]);
}

/** The filters of the ledger; each is a field of the address. */
export function useLedgerFilters(): readonly Filter[] {
  const { params } = useAddress();
  const { language } = useLanguage();
  const indicators = useIndicatorOptions();
  const campaigns = useCampaignOptions();
  const [status, extension] = [params.get('status'), params.get('extension')];
  return useMemo((): readonly Filter[] => [
    { field: 'number', title: { zh: '编号开头', en: 'Number begins' }, kind: 'text', pinned: true },
    { field: 'unit', title: { zh: '责任单位', en: 'Unit in charge' }, kind: 'unit', pinned: true },
    { field: 'status', title: { zh: '状态', en: 'Status' }, kind: 'choice', options: choices(findingStatusWords, status, drafts), pinned: true },
    { field: 'light', title: { zh: '灯色', en: 'Light' }, kind: 'choice', options: choices(lightWords, null), pinned: true },
    { field: 'stage', title: { zh: '阶段', en: 'Stage' }, kind: 'choice', options: choices(stageWords, null) },
    { field: 'severity', title: { zh: '严重程度', en: 'Severity' }, kind: 'choice', options: choices(severityWords, null) },
    { field: 'source', title: { zh: '来源', en: 'Source' }, kind: 'choice', options: choices(sourceWords, null) },
    { field: 'level', title: { zh: '督办级别', en: 'Level' }, kind: 'choice', options: choices(levelWords, null) },
    { field: 'overdue', title: { zh: '逾期', en: 'Overdue' }, kind: 'flag' },
    { field: 'listed', title: { zh: '挂牌督办', en: 'Publicly listed' }, kind: 'flag' },
    { field: 'extension', title: { zh: '延期待批', en: 'Extension waits for' }, kind: 'choice', options: choices(approverWords, extension) },
    { field: 'supporting', title: { zh: '配合单位', en: 'Supporting unit' }, kind: 'unit' },
    { field: 'dueFrom', title: { zh: '期限自', en: 'Due from' }, kind: 'date' },
    { field: 'dueTo', title: { zh: '期限至', en: 'Due to' }, kind: 'date' },
    { field: 'issuedFrom', title: { zh: '交办自', en: 'Issued from' }, kind: 'date' },
    { field: 'issuedTo', title: { zh: '交办至', en: 'Issued to' }, kind: 'date' },
    { field: 'measure', title: { zh: '措施（序号）', en: 'Measure (number)' }, kind: 'text' },
    { field: 'indicator', title: { zh: '指标', en: 'Indicator' }, kind: 'choice', options: indicators },
    { field: 'campaign', title: { zh: '督查活动', en: 'Campaign' }, kind: 'choice', options: campaigns },
  ], [status, extension, language, indicators, campaigns]);
}
