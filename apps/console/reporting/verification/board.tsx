import { Checkbox, Segmented } from 'antd';
import { useMemo, type KeyboardEvent } from 'react';
import { completenessWords, periodKindWords } from '../../../words/reporting-words.js';
import { useAddress } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { cityTime, periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import type { ItemOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { daysBetween } from '../working-days.js';
import { boardTexts } from './board-texts.js';

type Line = ItemOf<'GET /verification-board'>;
type Chip = Line['periods'][number];

const kinds = ['all', 'month', 'quarter', 'half', 'year'] as const;
const shapes = { 'nothing-owed': '—', missing: '◐', returned: '↩', waiting: '◆', verified: '✓' } as const;

/** Units by periods: where values wait to be verified, and for how long. Arrow keys move over the cells, Enter opens one. */
export function Board({ plan, year }: { readonly plan: string; readonly year: string }) {
  const t = useTexts(boardTexts);
  const { say } = useLanguage();
  const { params, put } = useAddress();
  const kind = kinds.find((one) => one === params.get('kind')) ?? 'all';
  const onlyWaiting = params.get('waiting') === 'true';
  const view = useView('GET /verification-board', { query: { plan, year, limit: 200, ...(kind === 'all' ? {} : { kind }) } }, { keep: true });
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" />
        <Checkbox checked={onlyWaiting} onChange={({ target }) => put({ waiting: target.checked ? 'true' : undefined })}>{t('onlyWaiting')}</Checkbox>
        <Segmented size="small" aria-label={t('board')} value={kind} onChange={(next) => put({ kind: next === 'all' ? undefined : String(next) })} options={kinds.map((one) => ({ value: one, label: one === 'all' ? t('all') : say(periodKindWords[one]!) }))} />
      </div>
      <Answer view={view}>
        {({ items }) => {
          const lines = items.filter(({ waiting }) => !onlyWaiting || waiting > 0);
          return lines.length === 0 ? <Nothing>{t('empty')}</Nothing> : <BoardTable lines={lines} />;
        }}
      </Answer>
    </>
  );
}

/** Arrow keys go from cell to cell of the board. */
function moveOverCells(event: KeyboardEvent): void {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-board]');
  if (!step || !from) return;
  event.preventDefault();
  let [row, column] = from.dataset['board']!.split('.').map(Number) as [number, number];
  const table = event.currentTarget;
  for (;;) {
    [row, column] = [row + step[0]!, column + step[1]!];
    const next = table.querySelector<HTMLElement>(`[data-board="${row}.${column}"]`);
    if (next) return next.focus();
    if (row < 0 || column < 0 || row > 999 || column > 99) return;
  }
}

function BoardTable({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTexts(boardTexts);
  const { language } = useLanguage();
  const { put } = useAddress();
  const name = useUnitNames();
  const periods = useMemo(() => [...new Set(lines.flatMap((line) => line.periods.map(({ period }) => period)))].sort().reverse(), [lines]);
  return (
    <div className="verify-list" style={{ maxHeight: 'calc(100vh - 140px)', overflow: 'auto' }}>
      <table className="plain-table board" aria-label={t('board')} onKeyDown={moveOverCells}>
        <thead><tr><th scope="col" className="board-unit">{t('unit')}</th><th scope="col" className="right">{t('total')}</th>{periods.map((period) => <th key={period} scope="col">{periodText(period, language)}</th>)}</tr></thead>
        <tbody>
          {lines.map((line, row) => (
            <tr key={line.unit}>
              <th scope="row" className="board-unit"><Unit code={line.unit} /></th>
              <td className="right board-total">{line.waiting > 0 ? <strong>{line.waiting}</strong> : '—'}</td>
              {periods.map((period, column) => {
                const chip = line.periods.find((one) => one.period === period);
                return <td key={period}>{chip ? <BoardCell chip={chip} place={`${row}.${column}`} unit={name(line.unit)} onOpen={() => put({ of: line.unit, period })} /> : <span className="sr-only">{t('none')}</span>}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BoardCell({ chip, place, unit, onOpen }: { readonly chip: Chip; readonly place: string; readonly unit: string; readonly onOpen: () => void }) {
  const t = useTexts(boardTexts);
  const { language, say } = useLanguage();
  const pending = chip.waiting + chip.declared;
  const state = pending > 0 ? 'waiting' : chip.state;
  const days = chip.waitingSince === null ? undefined : daysBetween(cityTime(chip.waitingSince).date, cityTime(new Date().toISOString()).date);
  const counts = [chip.missing > 0 && t('missingOf', { count: chip.missing }), chip.returned > 0 && t('returnedOf', { count: chip.returned }), chip.owed > 0 && t('verifiedOf', { count: chip.verified, owed: chip.owed })].filter(Boolean).join(' · ');
  return (
    <button type="button" className="board-cell" data-board={place} onClick={onOpen}>
      <span className="sr-only">{t('cell', { unit, period: periodText(chip.period, language) })}</span>
      <span className={`board-state board-state-${state}`}><span aria-hidden="true">{shapes[state]}</span> {pending > 0 ? t('waitingOf', { count: pending }) : say(completenessWords[chip.state]!)}</span>
      {days !== undefined && <small>{days <= 0 ? t('today') : t('since', { days })}</small>}
      {chip.owed > 0 && <small>{counts}</small>}
    </button>
  );
}
