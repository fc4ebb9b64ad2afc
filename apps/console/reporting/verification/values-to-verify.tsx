import { Button, Checkbox } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ActDialog } from '../../acts/act-dialog.js';
import { useMoment, To, useAddress } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { usePerson } from '../../frame/person.js';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { act, type BodyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { useUnitNames } from '../../show/unit-names.js';
import { approveForm, refuseForm, returnForm, verifyForm, type NamedReport } from '../report-acts.js';
import type { Sheet, SheetLine } from '../sheet/sheet-types.js';
import { useLines } from '../sheet/use-sheet.js';
import { boardTexts } from './board-texts.js';
import { BulkVerify } from './bulk-verify.js';
import { ReportPanel } from './report-panel.js';
import { isDeclared, isSettled, isWaiting, ValueRow, type WhyNot } from './value-row.js';
import { Wide } from '../../frame/wide.js';

/** The values of a unit in a period, to look at, verify and return, one by one or together. */
export function ValuesToVerify({ plan, unit, period }: { readonly plan: string; readonly unit: string; readonly period: string }) {
  const t = useTexts(boardTexts);
  const { language } = useLanguage();
  const name = useUnitNames();
  const { put } = useAddress();
  const view = useView('GET /report-sheets/:plan/:unit/:period', { path: { plan, unit, period } });
  return (
    <>
      <div className="page-head">
        <h1>{t('list', { unit: name(unit), period: periodText(period, language) })}</h1><span className="hint wide-only">{t('listHint')}</span><span className="bar-space" />
        <To href={`/reporting/${period}/${unit}`}>{t('openSheet')}</To>
        <Button size="small" onClick={() => put({ of: undefined, period: undefined, mine: undefined })}>{t('back')}</Button>
      </div>
      <Answer view={view}>{(sheet) => <Values sheet={sheet} period={period} />}</Answer>
    </>
  );
}

/** Asks the server, as a dry run, which of the waiting values this person may verify, and why not the others. */
function useMine(plan: string, unit: string, period: string, lines: readonly SheetLine[]): WhyNot | undefined {
  const { may } = usePermissions();
  const { at } = useMoment();
  const [mine, setMine] = useState<WhyNot>();
  const waiting = useMemo(() => lines.filter(isWaiting), [lines]);
  useEffect(() => {
    if (at !== undefined || !may('POST /verifications') || waiting.length === 0) return setMine(new Map());
    let ended = false;
    const body: BodyOf<'POST /verifications'> = { plan, dryRun: true, reports: waiting.map(({ card, cells }) => ({ indicator: card.code, unit, period, value: cells[0]!.report!.value! })) };
    act('POST /verifications', { body })
      .then(({ refused }) => !ended && setMine(new Map(refused.map(({ indicator, code, because, remedy }) => [indicator, { code, because, remedy }]))))
      // Without an answer nothing is marked; verifying asks again.
      .catch(() => !ended && setMine(new Map()));
    return () => void (ended = true);
  }, [plan, unit, period, waiting, at]);
  return mine;
}

function Values({ sheet, period }: { readonly sheet: Sheet; readonly period: string }) {
  const t = useTexts(boardTexts);
  const { params, put } = useAddress();
  const { may } = usePermissions();
  const { plan, unit } = sheet;
  const lines = useLines(sheet, plan, unit)!;
  const reported = useMemo(() => lines.filter(({ cells }) => cells[0]?.report), [lines]);
  const whyNot = useMine(plan, unit, period, lines);
  const verifies = may('POST /verifications', unit);
  const canVerify = useCallback((line: SheetLine) => verifies && whyNot !== undefined && isWaiting(line) && !whyNot.has(line.card.code), [verifies, whyNot]);
  const home = usePerson()?.unit;
  const onlyMine = params.get('mine') !== 'all' && may('POST /verifications');
  const shown = useMemo(() => reported.filter(({ card }) => !onlyMine || card.verifier === home).sort((a, b) => Number(isSettled(a)) - Number(isSettled(b))), [reported, onlyMine, home]);
  const [at, setAt] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deed, setDeed] = useState<'yes' | 'no' | 'bulk'>();
  const table = useRef<HTMLTableSectionElement>(null);
  const current = shown.find(({ card }) => card.code === at) ?? shown[0];
  const ready = shown.filter((line) => chosen.has(line.card.code) && canVerify(line));
  const toggle = (code: string) => setChosen((before) => new Set(before.has(code) ? [...before].filter((one) => one !== code) : [...before, code]));
  const go = (step: number) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, shown.findIndex((line) => line === current) + step))];
    if (!next) return;
    setAt(next.card.code);
    table.current?.querySelector<HTMLElement>(`[data-row="${next.card.code}"]`)?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).matches('tr') || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(1), ArrowUp: () => go(-1), ' ': () => current && canVerify(current) && toggle(current.card.code),
      v: () => current && (canVerify(current) || isDeclared(current)) && setDeed('yes'), r: () => current && (canVerify(current) || isDeclared(current)) && setDeed('no'), V: () => ready.length > 0 && setDeed('bulk'),
    };
    const pressed = keys[event.key];
    if (!pressed) return;
    event.preventDefault();
    pressed();
  };
  const close = () => {
    setDeed(undefined);
    setTimeout(() => table.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus());
  };
  // One came by the keyboard from a cell of the board that is no longer there.
  useEffect(() => {
    if (document.activeElement === document.body) table.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true });
  }, []);
  if (reported.length === 0) return <Nothing>{t('nothing')}</Nothing>;
  const named: NamedReport | undefined = current && { plan, indicator: current.card.code, unit, period, name: current.card.name, measurementUnit: current.card.measurementUnit, value: current.cells[0]?.report?.value ?? null };
  return (
    <div className="verify-page">
      <section className="verify-list">
        <div className="verify-tools">
          <Button size="small" onClick={() => setChosen(new Set(shown.filter(canVerify).map(({ card }) => card.code)))}>{t('chooseAll')}</Button>
          <Button size="small" type="primary" aria-disabled={ready.length === 0} className={ready.length === 0 ? 'off' : ''} title={ready.length === 0 ? t('nothingChosen') : undefined} onClick={() => ready.length > 0 && setDeed('bulk')}>{t('bulk', { count: ready.length })}</Button>
          {may('POST /verifications') && <Checkbox checked={onlyMine} onChange={({ target }) => put({ mine: target.checked ? undefined : 'all' })}>{t('mine')}</Checkbox>}
        </div>
        {shown.length === 0 ? <Nothing>{t('nothingMine')}</Nothing> : (
          <Wide>
            <table className="plain-table verify-table" role="grid" aria-label={t('waiting')} aria-multiselectable="true" onKeyDown={keyDown}>
              <thead><tr>{(['choose', 'indicator', 'value', 'last', 'change', 'target', 'state', 'evidence', 'note'] as const).map((key) => <th key={key} scope="col" className={['value', 'last', 'change', 'target'].includes(key) ? 'right' : ''}>{t(key)}</th>)}</tr></thead>
              <tbody ref={table}>
                {shown.map((line) => (
                  <ValueRow key={line.card.code} line={line} active={line === current} chosen={chosen.has(line.card.code)} canVerify={canVerify(line)} because={whyNot?.get(line.card.code)} onActive={() => setAt(line.card.code)} onChoose={() => toggle(line.card.code)} />
                ))}
              </tbody>
            </table>
          </Wide>
        )}
      </section>
      {current && <ReportPanel plan={plan} unit={unit} period={period} line={current} />}
      {deed === 'yes' && named && (isDeclared(current!) ? <ActDialog form={approveForm(named)} onClose={close} /> : <ActDialog form={verifyForm(named)} onClose={close} />)}
      {deed === 'no' && named && (isDeclared(current!) ? <ActDialog form={refuseForm(named)} onClose={close} /> : <ActDialog form={returnForm(named)} onClose={close} />)}
      {deed === 'bulk' && <BulkVerify plan={plan} unit={unit} period={period} lines={ready} onClose={close} onDone={() => setChosen(new Set())} />}
    </div>
  );
}
