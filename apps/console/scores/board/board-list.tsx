import { useMemo } from 'react';
import { noTotalWords } from '../../../words/scoring-words.js';
import { To } from '../../frame/address.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import { Figure } from '../../show/signs.js';
import { useWord } from '../../show/facts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { difference, percent, signed } from '../decimals.js';
import { ScoreInfo } from '../score-info.js';
import { scoreTexts } from '../scores-texts.js';
import type { ScoreSheet } from '../sheet.js';
import type { Board, BoardAddress, BoardLine } from './board-data.js';
import { RankMove } from './compare.js';
import { PartsBar, partsText } from './parts-bar.js';

/** A text of the table in both languages, as a column's title. */
const title = (key: keyof typeof scoreTexts.table): Bilingual => ({ zh: scoreTexts.table[key][0], en: scoreTexts.table[key][1] });

/** A grade as the scheme calls it: code and title. */
export function useGradeText(grades: ReadonlyMap<string, Bilingual>): (code: string | null) => string {
  const { say } = useLanguage();
  return (code) => (code === null ? '—' : grades.has(code) ? `${code} ${say(grades.get(code)!)}` : code);
}

function GradeCell({ line, grade }: { readonly line: BoardLine; readonly grade: (code: string | null) => string }) {
  const t = useTexts(scoreTexts);
  return (
    <>
      {grade(line.grade)}
      {line.vetoed && <div className="scores-note">{t('vetoed')}</div>}
      {line.quota === 'pushed-out' && <div className="scores-note">{t('pushedOut', { grade: line.scoreGrade ?? '' })}</div>}
    </>
  );
}

/** Below this part of the weight a rank says little. */
const fewData = 0.5;

interface ListInput {
  readonly board: Board;
  readonly path: BoardAddress;
  readonly before: Board | null | undefined;
  readonly sheets: ReadonlyMap<string, ScoreSheet>;
  readonly grades: ReadonlyMap<string, Bilingual>;
}

function useColumns({ board, path, before, sheets, grades }: ListInput): readonly Column<BoardLine>[] {
  const t = useTexts(scoreTexts);
  const word = useWord();
  const unit = useUnitNames();
  const grade = useGradeText(grades);
  const { language } = useLanguage();
  return useMemo(() => {
    // English words are longer than Chinese ones.
    const width = (zh: number, en: number): number => (language === 'zh' ? zh : en);
    const then = new Map(before?.lines.map((line) => [line.unit, line]));
    const tied = (rank: number | null) => rank !== null && board.lines.filter((line) => line.rank === rank).length > 1;
    const change = ({ unit: code, published }: BoardLine) => {
      const old = then.get(code)?.published;
      return published !== null && old ? difference(published, old) : undefined;
    };
    const moved = (line: BoardLine) => {
      const old = then.get(line.unit)?.rank;
      return line.rank !== null && old ? old - line.rank : undefined;
    };
    return [
      { key: 'rank', title: title('rank'), width: width(60, 68), align: 'center', frozen: 'left', always: true, text: ({ rank }) => rank, cell: ({ rank }) => (rank === null ? <span className="missing">—</span> : <><strong className="scores-rank">{rank}</strong>{tied(rank) && <div className="scores-note">{t('tie')}</div>}</>) },
      { key: 'unit', title: title('unit'), width: width(104, 120), frozen: 'left', always: true, text: ({ unit: code }) => unit(code), cell: ({ unit: code }) => <To href={`/scores/${path.group}/${path.year}/${code}`}>{unit(code)}</To> },
      {
        key: 'score', title: title('score'), width: width(104, 96), align: 'right', text: ({ published }) => published,
        cell: (line) => (
          <span className="scores-score">
            {line.published === null ? <span className="missing">{line.noTotal ? t('noTotal', { why: word(noTotalWords, line.noTotal) }) : '—'}</span> : <strong><Figure value={line.published} /></strong>}
            <ScoreInfo source={{ kind: 'live', ...path, unit: line.unit }} unitName={unit(line.unit)} />
          </span>
        ),
      },
      { key: 'move', title: title('move'), width: width(100, 84), text: moved, cell: (line) => <RankMove line={line} before={then.get(line.unit)} /> },
      { key: 'change', title: title('scoreChange'), width: width(94, 86), align: 'right', text: (line) => change(line), cell: (line) => { const shift = change(line); return shift === undefined ? <span className="missing">—</span> : <span className="figure">{signed(shift)}</span>; } },
      { key: 'grade', title: title('grade'), width: width(116, 98), text: ({ grade: code }) => grade(code), cell: (line) => <GradeCell line={line} grade={grade} /> },
      { key: 'parts', title: title('parts'), width: width(118, 90), text: ({ unit: code }) => partsText(sheets.get(code)), cell: ({ unit: code }) => <PartsBar sheet={sheets.get(code)} /> },
      { key: 'coverage', title: title('coverage'), width: width(96, 88), align: 'right', text: ({ coverage }) => percent(coverage), cell: ({ coverage }) => (Number(coverage) < fewData ? <span className="scores-provisional" title={t('fewData')}><span role="img" aria-label={t('fewData')}>▲</span> {percent(coverage)}</span> : percent(coverage)) },
      { key: 'gaps', title: title('gaps'), width: width(92, 70), align: 'right', text: ({ gaps }) => gaps },
      { key: 'state', title: title('state'), width: width(74, 88), text: ({ provisional }) => (provisional ? t('provisional') : t('complete')), cell: ({ provisional }) => (provisional ? <span className="scores-provisional">{t('provisional')}</span> : t('complete')) },
      { key: 'bonus', title: title('bonus'), width: width(62, 76), align: 'right', text: ({ bonus }) => bonus },
      { key: 'deduction', title: title('deduction'), width: width(62, 118), align: 'right', text: ({ deduction }) => deduction },
      { key: 'base', title: title('base'), width: 180, align: 'right', hidden: true, text: ({ base }) => base },
      { key: 'raw', title: title('raw'), width: 180, align: 'right', hidden: true, text: ({ raw }) => raw },
    ];
  }, [board.lines, path.group, path.year, before, sheets, grade, unit, t, language]);
}

const lineKey = ({ unit }: BoardLine): string => unit;

/** The ranking itself: one line a unit. */
export function BoardList(input: ListInput) {
  const { board, path } = input;
  return (
    <LocalList<BoardLine>
      name="scores.board"
      title={title('title')}
      rows={board.lines}
      columns={useColumns(input)}
      rowKey={lineKey}
      open={({ unit }) => `/scores/${path.group}/${path.year}/${unit}`}
      filters={[
        { field: 'grade', title: title('grade'), kind: 'choice', options: [...input.grades].map(([value, label]) => ({ value, label: { zh: `${value} ${label.zh}`, en: `${value} ${label.en}` } })) },
        { field: 'provisional', title: title('provisional'), kind: 'flag' },
        { field: 'deducted', title: title('deduction'), kind: 'flag' },
      ]}
      fits={(line, field, value) => (field === 'grade' ? line.grade === value : field === 'provisional' ? String(line.provisional) === value : String(line.deduction !== '0') === value)}
    />
  );
}
