import type { Bilingual } from '#engine/kernel';
import { fieldsText } from '../command-line/act.js';
import type { Call } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';

/** One fact about a thing, as the server's timelines tell it. */
export interface TimelineEntry {
  readonly position: number;
  readonly title: Bilingual;
  readonly recordedAt: string;
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly authority: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const detailsText = (details: TimelineEntry['details']): string => Object.entries(details).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' ');

/** Columns of a timeline, oldest first. */
export const timelineColumns: readonly ListColumn<TimelineEntry>[] = [
  { head: { zh: '位置', en: 'Position' }, align: 'right', of: ({ position }) => position },
  { head: { zh: '记录时间', en: 'Recorded at' }, of: ({ recordedAt }) => recordedAt },
  { head: { zh: '事实', en: 'Fact' }, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '办理人', en: 'By' }, of: ({ actor, actorUnit }) => (actorUnit === null ? actor : `${actor} ${actorUnit}`) },
  { head: { zh: '依据', en: 'Authority' }, of: ({ authority }) => authority },
  { head: { zh: '内容', en: 'Details' }, wrap: true, of: ({ details }) => detailsText(details) },
];

/** A thing with what was done about it. */
export function withTimeline<T extends { readonly timeline: readonly TimelineEntry[] }>({ timeline, ...thing }: T, call: Call): string {
  return `${fieldsText(thing)}\n\n${rowsTable(call, timelineColumns, timeline)}`;
}
