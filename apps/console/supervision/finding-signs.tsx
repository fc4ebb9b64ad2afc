import type { Words } from '../../words/words.js';
import { findingStatusWords, levelWords, lightWords, severityWords } from '../../words/supervision-words.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import { DaysLeft, Figure, Instant, Light, Missing } from '../show/signs.js';

const signs = texts('finding-signs', {
  suspended: ['已挂起', 'suspended'],
  listed: ['挂牌督办', 'publicly listed'],
  extension: ['延期待批', 'extension asked'],
  overdue: ['已逾期', 'overdue'],
  late: ['逾期 {days}', '{days} late'],
  system: ['系统', 'the system'],
});

/** A code by what it is called in the chosen language; the code where it has no word. */
export function useWord(): (words: Words, code: string | null | undefined) => string {
  const { say } = useLanguage();
  return (words, code) => (code ? (words[code] ? say(words[code]!) : code) : '—');
}

/** The light of a finding with its word 绿灯 蓝灯 黄灯 红灯. */
export function FindingLight({ light }: { readonly light: 'green' | 'blue' | 'yellow' | 'red' }) {
  const word = useWord();
  return <Light colour={light} word={word(lightWords, light)} />;
}

/** How grave: words only, the gravest in bold. */
export function Severity({ severity }: { readonly severity: string }) {
  const word = useWord();
  return <span className={`finding-severity finding-severity-${severity}`}>{word(severityWords, severity)}</span>;
}

interface Standing {
  readonly status: string;
  readonly suspended: boolean;
  readonly listed: boolean;
  readonly extensionAsked: string | null;
}

/** Where a finding stands, and what lies over it: suspended, listed, more time asked for. */
export function Status({ line }: { readonly line: Standing }) {
  const word = useWord();
  const t = useTexts(signs);
  const marks = [line.suspended && t('suspended'), line.listed && t('listed'), line.extensionAsked !== null && t('extension')].filter((mark) => mark !== false);
  return <span>{word(findingStatusWords, line.status)}{marks.map((mark) => <span key={mark} className="finding-mark">{mark}</span>)}</span>;
}

/** The level of supervision reached. */
export function Level({ level }: { readonly level: string | null }) {
  const word = useWord();
  return level === null ? <Missing /> : <>{word(levelWords, level)}</>;
}

/** Working days left; “overdue” without a number where the day has passed and no working day since. While no clock runs the date alone, or a dash. */
export function TimeLeft({ dueAt, overdue, left, orDate = false }: { readonly dueAt: string; readonly overdue: boolean; readonly left: number | null; readonly orDate?: boolean }) {
  const t = useTexts(signs);
  if (left === null) return orDate ? <span className="missing"><Instant at={dueAt} dayOnly /></span> : <Missing />;
  if (overdue && left >= 0) return <span className="late">{t('overdue')}</span>;
  return <DaysLeft days={left} dueAt={dueAt} />;
}

/** The same as a bare number for a column that says what it counts. */
export function DaysLeftFigure({ overdue, left }: { readonly overdue: boolean; readonly left: number | null }) {
  const t = useTexts(signs);
  if (left === null) return <Missing />;
  if (!overdue) return <Figure value={left} />;
  return <span className="late">{left < 0 ? t('late', { days: -left }) : t('overdue')}</span>;
}

/** Who acted: the account, or the system. */
export function Actor({ actor }: { readonly actor: string }) {
  const t = useTexts(signs);
  return <span title={actor}>{actor.startsWith('system:') ? t('system') : actor}</span>;
}
