import { LockOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { periodText } from '../../language/format.js';
import { texts, useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { To } from '../../frame/address.js';
import type { SheetLine } from './sheet-types.js';
import { mark } from '../../show/punctuation.js';

const lockTexts = texts('reporting-locks', {
  title: ['为什么不能填', 'Why some cells are locked'],
  'reporting.period-past-due': ['已过截止时间', 'Past the due time'],
  'reporting.period-closed': ['填报期已关闭', 'Period closed'],
  'reporting.period-not-opened': ['填报期未开放', 'Period not open'],
  'reporting.future-period': ['报告期未开始', 'Period not begun'],
  'reporting.already-verified': ['已核定', 'Verified'],
  frozen: ['已随考核冻结', 'Frozen by an assessment'],
  other: ['不能填报', 'Cannot be reported'],
  items: ['{count} 项', '{count} items'],
  periods: ['{periods}。', '{periods}.'],
  all: ['全部', 'all'],
  frozenBecause: ['“{round}”的数据已经冻结，此后的报送和更正不计入这次考核。', 'The data of “{round}” are frozen: what is reported or corrected from now on does not enter it.'],
  frozenRemedy: ['确需更正考核结果的，请联系市市场监管局在考核中办理。', 'If the result has to change, ask the bureau to correct it in the assessment.'],
});

/** Codes of locks that have a message of their own; all others share one. */
const known = ['reporting.period-past-due', 'reporting.period-closed', 'reporting.period-not-opened', 'reporting.future-period', 'reporting.already-verified'] as const;
type KnownLock = (typeof known)[number];

/** Steps of an assessment after its data were frozen. */
const frozenSteps = ['frozen', 'calculated', 'notified', 'confirmed', 'published', 'closed'];

interface LockGroup {
  readonly code: string;
  readonly count: number;
  readonly periods: readonly string[];
  readonly because: Bilingual;
  readonly remedy: Bilingual | undefined;
}

/** Locks of the cells by their kind, the most frequent first. */
export function lockGroups(lines: readonly SheetLine[]): readonly LockGroup[] {
  const groups = new Map<string, LockGroup>();
  for (const { cells } of lines) {
    for (const { lock, period } of cells) {
      if (!lock?.code || !lock.because) continue;
      const before = groups.get(lock.code);
      groups.set(lock.code, { code: lock.code, count: (before?.count ?? 0) + 1, periods: [...new Set([...(before?.periods ?? []), period])].sort(), because: lock.because, remedy: lock.remedy });
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

const verifiedBecause: Bilingual = { zh: '这些值已由核定单位核定，填报单位不能再改。', en: 'These values were verified; the unit cannot change them.' };

/** Each reason why cells cannot be filled, with who can help; four kinds that are never one message. */
export function LockNotes({ lines, plan, year }: { readonly lines: readonly SheetLine[]; readonly plan: string; readonly year: string }) {
  const t = useTexts(lockTexts);
  const { language, say } = useLanguage();
  const groups = lockGroups(lines);
  const cells = lines.reduce((sum, line) => sum + line.cells.length, 0);
  const frozen = useFrozenRounds(plan, year);
  if (groups.length === 0) return null;
  return (
    <section className="sheet-locks" aria-label={t('title')}>
      {groups.map(({ code, count, periods, because, remedy }) => (
        <Lock key={code} kind={code} title={t((known as readonly string[]).includes(code) ? (code as KnownLock) : 'other')} count={count === cells ? t('all') : t('items', { count })}>
          {code === 'reporting.already-verified' && count > 1 ? say(verifiedBecause) : periods.length > 1 ? t('periods', { periods: periods.map((period) => periodText(period, language)).join(mark.and) }) : say(because)} {remedy && say(remedy)}
        </Lock>
      ))}
      {frozen.map(({ round, title }) => (
        <Lock key={round} kind="frozen" title={t('frozen')} count="">
          {t('frozenBecause', { round: say(title) })} {t('frozenRemedy')} <To href={`/rounds/${round}`}>{say(title)}</To>
        </Lock>
      ))}
    </section>
  );
}

function Lock({ kind, title, count, children }: { readonly kind: string; readonly title: string; readonly count: string; readonly children: ReactNode }) {
  return (
    <p className="sheet-lock" data-lock={kind}>
      <LockOutlined aria-hidden="true" /> <strong>{title}</strong>{count && <span className="sheet-lock-count">{count}</span>} <span>{children}</span>
    </p>
  );
}

/** Assessments of the year whose data are frozen. */
function useFrozenRounds(plan: string, year: string) {
  const { may } = usePermissions();
  const { data } = useView('GET /rounds', { query: { plan, year } }, { enabled: plan !== '' && may('GET /rounds') });
  return (data?.items ?? []).filter(({ step }) => frozenSteps.includes(step));
}
