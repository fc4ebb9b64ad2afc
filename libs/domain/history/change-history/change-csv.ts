import { cityDate, cityTimeZone, type Bilingual, type Instant, type Language } from '#engine/kernel';
import { csvHead, csvLine } from '../csv-table.js';
import type { FieldChange, ToldChange } from './told-change.js';

interface Column {
  readonly title: Bilingual;
  readonly text: (change: ToldChange, language: Language) => string;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: cityTimeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const cityTime = (at: Instant): string => `${cityDate(at)} ${clock.format(Date.parse(at))}`;

const none: Bilingual = { zh: '（空）', en: '(none)' };
const arrow: Bilingual = { zh: '{label}：{before} → {after}', en: '{label}: {before} → {after}' };
const changed = ({ label, before, after }: FieldChange, language: Language): string =>
  arrow[language].replace('{label}', () => label[language]).replace('{before}', () => (before ?? none)[language]).replace('{after}', () => (after ?? none)[language]);

const columns: readonly Column[] = [
  { title: { zh: '日志位置', en: 'position' }, text: ({ position }) => String(position) },
  { title: { zh: '记录时间（北京时间）', en: 'recorded at (Beijing time)' }, text: ({ recordedAt }) => cityTime(recordedAt) },
  { title: { zh: '事实', en: 'fact' }, text: ({ title }, language) => title[language] },
  { title: { zh: '说明', en: 'what was done' }, text: ({ sentence }, language) => sentence[language] },
  { title: { zh: '改前改后', en: 'before and after' }, text: ({ fields }, language) => fields.map((field) => changed(field, language)).join('\n') },
  { title: { zh: '事项类别', en: 'kind' }, text: ({ subject }, language) => subject.title[language] },
  { title: { zh: '事项', en: 'thing' }, text: ({ subject }) => subject.key },
  { title: { zh: '涉及单位', en: 'unit concerned' }, text: ({ unit }, language) => unit?.name[language] ?? '' },
  { title: { zh: '所属期', en: 'period' }, text: ({ period }) => period ?? '' },
  { title: { zh: '办理人', en: 'by' }, text: ({ actor }, language) => actor.name[language] },
  { title: { zh: '办理人单位', en: 'unit of the person' }, text: ({ actorUnit }, language) => actorUnit?.name[language] ?? '' },
  { title: { zh: '角色', en: 'role' }, text: ({ role }, language) => role?.name[language] ?? '' },
  { title: { zh: '生效时间', en: 'valid at' }, text: ({ validAt }) => validAt ?? '' },
  { title: { zh: '理由', en: 'reason' }, text: ({ reason }) => reason ?? '' },
  { title: { zh: '依据', en: 'authority' }, text: ({ authority }) => authority ?? '' },
  { title: { zh: '类型', en: 'type' }, text: ({ type }) => type },
  { title: { zh: '流', en: 'stream' }, text: ({ stream }) => stream },
  { title: { zh: '事件编号', en: 'event id' }, text: ({ id }) => id },
];

export const changesHead = (language: Language): string => csvHead(columns.map(({ title }) => title), language);

/** A change as a line of the table; no cell is ever a formula. */
export const changesLine = (change: ToldChange, language: Language): string => csvLine(columns.map(({ text }) => text(change, language)));
