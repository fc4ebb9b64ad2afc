import type { Bilingual } from '#engine/kernel';
import type { Query } from '../connection/api.js';
import type { Call, OptionSpec } from './command.js';

/** The plan a command is about when none is named. */
export const usualPlan = 'nanjing-2023';

export const planOption: OptionSpec = { flags: '--plan <PLAN>', fallback: usualPlan, summary: { zh: '方案编码', en: 'Code of the plan' } };
export const yearOption: OptionSpec = { flags: '--year <YEAR>', summary: { zh: '年度；默认为服务器的当前年度', en: "Year; the server's current one when absent" } };

/** The moment a view is asked for. */
export const momentOptions: readonly OptionSpec[] = [
  { flags: '--as-known-at <MOMENT>', summary: { zh: '按某一时点已知的情况：日志位置、日期、UTC 时刻、距今多久（写作 --as-known-at=-7d）或时点名称（见 moments list）', en: 'As known at a log position, a date, an instant in UTC, a distance from now (--as-known-at=-7d) or the name of a moment (see moments list)' } },
  { flags: '--wait-for <POSITION>', summary: { zh: '等到视图反映此日志位置', en: 'Wait until the view reflects this log position' } },
];

export const limitOption: OptionSpec = { flags: '--limit <NUMBER>', summary: { zh: '最多列出多少行；默认全部', en: 'At most this many rows; all when absent' } };

export const reasonOption: OptionSpec = { flags: '--reason <TEXT>', summary: { zh: '原因', en: 'Why' } };
export const authorityOption: OptionSpec = { flags: '--authority <DOCUMENT>', summary: { zh: '依据文号', en: 'Number of the document it rests on' } };

/** What a command may carry beside its own options. */
export const commandOptions: readonly OptionSpec[] = [
  { flags: '--if-revision <NUMBER>', summary: { zh: '仅当对象仍为此修订号时办理', en: 'Only if the thing is still at this revision' } },
  { flags: '--wait', summary: { zh: '等视图更新后显示办理后的情况', en: 'Wait for the views, then show how things stand' } },
];

export const usualTexts = {
  positionNote: { zh: '截至日志位置 {position}', en: 'As of log position {position}' },
} as const satisfies Record<string, Bilingual>;

/** The query fields of {@link momentOptions}. */
export const momentQuery = ({ given }: Call): Query => ({ asKnownAt: given.maybe('--as-known-at'), waitFor: given.whole('--wait-for') });

interface SystemAnswer {
  readonly plan: string;
  readonly year: number;
}

/** The year a command is about: the one given, or the server's current one. */
export async function yearOf({ given, api }: Call): Promise<number> {
  return given.whole('--year', 1900, 2200) ?? (await api.get<SystemAnswer>('/system')).year;
}
