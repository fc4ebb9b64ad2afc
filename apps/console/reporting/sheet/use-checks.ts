import { useEffect, useRef } from 'react';
import { act } from '../../server/ask.js';
import { toldOf } from '../../server/problems.js';
import { csvOfReports } from '../import/report-csv.js';
import { typedNumber } from './cell-text.js';
import type { SheetStore } from './sheet-store.js';
import type { Draft, Told } from './sheet-work.js';
import { sheetTexts } from './sheet-texts.js';
import { useStoreValue } from './use-sheet.js';

const quietMs = 400;

interface Asked {
  readonly indicator: string;
  readonly period: string;
  readonly draft: Draft;
}

/** What is no number is told at once; everything else is for the server to say. */
export function notANumber(value: string, measurementUnit: string): Told | undefined {
  if (value === '' || typedNumber(value, measurementUnit).problem === undefined) return undefined;
  const { notANumber: [zh, en], notANumberRemedy: [zhRemedy, enRemedy] } = sheetTexts.table;
  const fill = (text: string): string => text.replace('{text}', value).replace('{unit}', measurementUnit);
  return { tone: 'invalid', because: { zh: fill(zh), en: fill(en) }, remedy: { zh: fill(zhRemedy), en: fill(enRemedy) } };
}

/**
 * Asks the server about drafts as they are typed, as a dry run of an import: the same rules as sending, and nothing is recorded. The
 * note is left out, so that what asks for a note goes on saying why.
 */
async function askAbout(plan: string, unit: string, asked: readonly Asked[], signal: AbortSignal): Promise<readonly (Told | undefined)[] | undefined> {
  const csv = csvOfReports(asked.map(({ indicator, period, draft }) => ({ unit, indicator, period, value: draft.value, note: '', evidence: draft.evidence })));
  const { result } = await act('POST /imports', { query: { plan, dryRun: 'true' }, raw: new Blob([csv], { type: 'text/csv' }) });
  if (!result || signal.aborted) return undefined;
  return asked.map((_, index) => {
    // Row 1 of the file is its head.
    const problem = result.problems.find(({ row }) => row === index + 2);
    if (!problem) return undefined;
    const tone = problem.code === 'reporting.note-required' ? 'note' : problem.code === 'reporting.evidence-required' ? 'missing' : 'invalid';
    return { tone, because: problem.because, remedy: problem.remedy };
  });
}

/** Keeps what is said of each draft up to date. */
export function useChecks(store: SheetStore, plan: string, unit: string, unitOf: (indicator: string) => string, enabled: boolean): void {
  const version = useStoreValue(store, (one) => one.version);
  const looked = useRef(new Set<string>());
  useEffect(() => {
    if (!enabled) return;
    const fresh = store.pending.filter(({ draft }) => !looked.current.has(draft.key));
    const readable: Asked[] = [];
    for (const { indicator, period, draft } of fresh) {
      const told = draft.value === '' ? undefined : notANumber(draft.value, unitOf(indicator));
      if (told) store.tell(indicator, period, draft, told);
      else if (draft.value !== '') readable.push({ indicator, period, draft });
    }
    if (readable.length === 0) return;
    const ending = new AbortController();
    const timer = setTimeout(() => {
      askAbout(plan, unit, readable, ending.signal)
        .then((answers) => answers?.forEach((told, index) => {
          const { indicator, period, draft } = readable[index]!;
          looked.current.add(draft.key);
          store.tell(indicator, period, draft, told);
        }))
        // Nothing is said when the server is not reached or busy with another import: sending asks it again.
        .catch((error: unknown) => void toldOf(error));
    }, quietMs);
    return () => (ending.abort(), clearTimeout(timer));
  }, [version, enabled, plan, unit]);
}
