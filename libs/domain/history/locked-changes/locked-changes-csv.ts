import type { Bilingual, Language } from '#engine/kernel';
import { csvHead, csvLine } from '../csv-table.js';
import type { LockTime } from './lock-times.js';
import type { LockedChangeRow } from './locked-changes.projection.js';

/** A change as it is answered. */
export type LockedChange = Omit<LockedChangeRow, 'rules' | 'audience' | 'held' | 'locks'> & {
  readonly locks: readonly { readonly rule: string; readonly title: Bilingual; readonly what: Bilingual; readonly since: LockTime }[];
};

const columns: readonly { readonly head: Bilingual; readonly of: (change: LockedChange, language: Language) => string | number | null }[] = [
  { head: { zh: '日志位置', en: 'log position' }, of: ({ position }) => position },
  { head: { zh: '记录时间（UTC）', en: 'recorded at (UTC)' }, of: ({ recordedAt }) => recordedAt },
  { head: { zh: '规则', en: 'rule' }, of: ({ locks }, language) => locks.map(({ title }) => title[language]).join('; ') },
  { head: { zh: '锁定的内容', en: 'what was locked' }, of: ({ locks }, language) => locks.map(({ what }) => what[language]).join('; ') },
  { head: { zh: '锁定自', en: 'locked since' }, of: ({ locks }) => locks.map(({ since }) => since.at ?? '').join('; ') },
  { head: { zh: '锁定位置', en: 'locked at log position' }, of: ({ locks }) => locks.map(({ since }) => since.position ?? '').join('; ') },
  { head: { zh: '事件', en: 'event' }, of: ({ type }) => type },
  { head: { zh: '对象类别', en: 'kind of thing' }, of: ({ thing }) => thing.kind },
  { head: { zh: '对象', en: 'thing' }, of: ({ thing }) => thing.key },
  { head: { zh: '单位编码', en: 'unit' }, of: ({ unit }) => unit },
  { head: { zh: '考核', en: 'round' }, of: ({ round }) => round },
  { head: { zh: '办理人', en: 'by' }, of: ({ actor }) => actor },
  { head: { zh: '角色', en: 'role' }, of: ({ role }) => role },
  { head: { zh: '原因', en: 'reason' }, of: ({ reason }) => reason },
  { head: { zh: '依据', en: 'authority' }, of: ({ authority }) => authority },
];

/** First line, with the mark by which spreadsheet programs know UTF-8. */
export const lockedChangesHead = (language: Language): string => csvHead(columns.map(({ head }) => head), language);

/** A change as a line of the table; no cell is ever a formula. */
export const lockedChangesLine = (change: LockedChange, language: Language): string => csvLine(columns.map(({ of }) => String(of(change, language) ?? '')));
