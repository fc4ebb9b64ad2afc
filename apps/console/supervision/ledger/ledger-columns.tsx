import { useMemo } from 'react';
import { conclusionWords, findingStatusWords, followUpWords, levelWords, lightWords, severityWords, sourceWords, urgencyWords, approverWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { cityTime } from '../../language/format.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { useCards } from '../../reporting/cards.js';
import type { ItemOf } from '../../server/ask.js';
import { Figure, Instant, Missing } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { DaysLeftFigure, FindingLight, Level, Severity, Status, useWord } from '../finding-signs.js';
import { ledgerTexts } from './ledger-texts.js';

/** A line of the ledger 台账. */
export type LedgerLine = ItemOf<'GET /findings'>;

const day = (instant: string | null): string | null => (instant === null ? null : cityTime(instant).date);
const title = (zh: string, en: string): Bilingual => ({ zh, en });

/** The columns of the ledger in the order in which officials expect them; those seldom looked at are hidden at first. */
export function useLedgerColumns(): readonly Column<LedgerLine>[] {
  const word = useWord();
  const unitName = useUnitNames();
  const t = useTexts(ledgerTexts);
  const { say } = useLanguage();
  const indicators = useCards(usePlanYear().plan);
  return useMemo((): readonly Column<LedgerLine>[] => {
    const indicatorName = (code: string | null): string | null => { const name = code === null ? undefined : indicators.get(code)?.name; return name ? say(name) : code; };
    const yes = (flag: boolean): string => (flag ? t('yes') : '');
    const dated = (key: string, name: Bilingual, of: (line: LedgerLine) => string | null, more: Partial<Column<LedgerLine>> = {}): Column<LedgerLine> =>
      ({ key, title: name, width: 118, text: (line) => day(of(line)), cell: (line) => <Instant at={of(line)} dayOnly />, ...more });
    const counted = (key: string, name: Bilingual, of: (line: LedgerLine) => number | string | null, more: Partial<Column<LedgerLine>> = {}): Column<LedgerLine> =>
      ({ key, title: name, width: 84, align: 'right', text: of, cell: (line) => <Figure value={of(line)} />, ...more });
    const worded = (key: string, name: Bilingual, of: (line: LedgerLine) => string | null, more: Partial<Column<LedgerLine>> = {}): Column<LedgerLine> =>
      ({ key, title: name, width: 96, text: (line) => of(line) ?? '', cell: (line) => of(line) || <Missing />, ...more });
    return [
      { key: 'number', title: title('编号', 'Number'), width: 156, frozen: 'left', always: true, sort: 'number', sortsDown: true, text: ({ number }) => number, cell: ({ number, finding }) => <To href={`/supervision/findings/${finding}`}>{number}</To> },
      { key: 'title', title: title('问题', 'Matter'), width: 240, frozen: 'left', text: (line) => line.title, cell: (line) => <span className="ledger-clip" title={line.title}>{line.title}</span> },
      { key: 'unit', title: title('责任单位', 'Unit in charge'), width: 124, frozen: 'left', text: ({ unit }) => unitName(unit) },
      { key: 'status', title: title('状态', 'Status'), width: 140, text: ({ status }) => word(findingStatusWords, status), cell: (line) => <Status line={line} /> },
      { key: 'light', title: title('灯色', 'Light'), width: 78, text: ({ light }) => word(lightWords, light), cell: ({ light }) => <FindingLight light={light} /> },
      dated('due', title('期限', 'Due on'), ({ dueAt }) => dueAt, { sort: 'due' }),
      { key: 'left', title: title('剩余工作日', 'Working days left'), width: 92, align: 'right', text: ({ workingDays }) => workingDays.left, cell: ({ overdue, workingDays: { left } }) => <DaysLeftFigure overdue={overdue} left={left} /> },
      counted('percent', title('进度（%）', 'Progress (%)'), ({ percent }) => percent),
      { key: 'level', title: title('督办级别', 'Level'), width: 92, text: ({ level }) => (level === null ? '' : word(levelWords, level)), cell: ({ level }) => <Level level={level} /> },
      { key: 'severity', title: title('严重程度', 'Severity'), width: 92, sort: 'severity', sortsDown: true, text: ({ severity }) => word(severityWords, severity), cell: ({ severity }) => <Severity severity={severity} /> },
      worded('source', title('来源', 'Source'), ({ source }) => word(sourceWords, source.kind)),
      dated('issued', title('交办日', 'Issued on'), ({ issuedAt }) => issuedAt, { sort: 'issued', sortsDown: true }),
      dated('acknowledged', title('签收日', 'Acknowledged on'), ({ acknowledgedAt }) => acknowledgedAt),
      dated('originalDue', title('原时限', 'First due on'), ({ originalDueAt }) => originalDueAt),
      counted('days', title('用时（工作日）', 'Working days used'), ({ workingDays }) => workingDays.sinceIssue, { sort: 'days', sortsDown: true, width: 96 }),
      counted('extensions', title('延期次数', 'Extensions'), ({ extensions }) => extensions),
      counted('returns', title('退回次数', 'Returns'), ({ returns }) => returns),
      counted('relapses', title('反弹次数', 'Relapses'), ({ relapses }) => relapses),
      worded('conclusion', title('核查结论', 'Conclusion'), ({ conclusion }) => (conclusion === null ? null : word(conclusionWords, conclusion))),
      dated('closed', title('销号日', 'Closed on'), ({ closedOn }) => (closedOn === null ? null : `${closedOn}T12:00:00+08:00`)),
      { key: 'latest', title: title('最新进展', 'Latest progress'), width: 260, text: ({ latest }) => latest?.summary, cell: ({ latest }) => (latest ? <span className="ledger-clip" title={latest.summary}><Instant at={latest.at} dayOnly /> {latest.summary}</span> : <Missing />) },
      counted('evidence', title('佐证数', 'Evidence files'), ({ evidence }) => evidence),
      worded('supporting', title('配合单位', 'Supporting units'), ({ supporting }) => supporting.map(unitName).join(t('and')) || null, { width: 160, hidden: true }),
      worded('urgency', title('紧急程度', 'Urgency'), ({ urgency }) => word(urgencyWords, urgency), { hidden: true }),
      worded('document', title('来源文号', 'Document'), ({ source }) => source.document, { width: 140, hidden: true }),
      worded('measure', title('措施', 'Measure'), ({ measure }) => measure, { hidden: true, width: 72 }),
      worded('indicator', title('指标', 'Indicator'), ({ indicator }) => indicatorName(indicator), { hidden: true, width: 160 }),
      worded('overdue', title('是否逾期', 'Overdue'), ({ overdue }) => yes(overdue), { hidden: true }),
      worded('extensionAsked', title('延期待批', 'Extension waits for'), ({ extensionAsked }) => (extensionAsked === null ? null : word(approverWords, extensionAsked)), { hidden: true, width: 120 }),
      worded('followUp', title('回头看', 'Follow-up'), ({ followUp }) => (followUp === null ? null : word(followUpWords, followUp)), { hidden: true }),
      dated('followUpOn', title('回头看日期', 'Follow-up on'), ({ followUpOn }) => (followUpOn === null ? null : `${followUpOn}T12:00:00+08:00`), { hidden: true }),
    ];
  }, [word, unitName, t, say, indicators]);
}
