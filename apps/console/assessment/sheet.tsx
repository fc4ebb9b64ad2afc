import { Select } from 'antd';
import { useAddress } from '../frame/address.js';
import { Nothing } from '../frame/page-states.js';
import { texts, useTexts } from '../language/texts.js';
import { ScoreExplainer } from '../scores/explain/score-explainer.js';
import { usePermissions } from '../server/views.js';
import { AdjustButton } from './adjust-button.js';
import { UnitFrame } from './unit-frame.js';
import type { Round } from './steps.js';

const sheetTexts = texts('assessment-sheet', {
  run: ['第 {run} 次计分', 'calculation {run}'],
  which: ['哪一次计分', 'Which calculation'],
  latest: ['现行结果', 'the result that counts'],
  none: ['尚未计分，还没有得分表。', 'Not calculated yet: there is no score sheet.'],
});

function Sheet({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const t = useTexts(sheetTexts);
  const { params, put } = useAddress();
  const { may } = usePermissions();
  if (round.run === 0) return <Nothing>{t('none')}</Nothing>;
  const run = params.get('run') ?? undefined;
  return (
    <>
      <div className="assessment-choice no-print">
        {round.runs.length > 1 && (
          <div><label htmlFor="sheet-run">{t('which')}</label><Select id="sheet-run" value={run ?? 'last'} onChange={(next) => put({ run: next === 'last' ? undefined : next })} options={[{ value: 'last', label: t('latest') }, ...round.runs.map((one) => ({ value: String(one.run), label: t('run', { run: one.run }) }))]} /></div>
        )}
        {may('POST /rounds/:round/results/:unit/adjustments/:adjustment') && <AdjustButton round={round} unit={unit} />}
      </div>
      <ScoreExplainer source={{ kind: 'round', round: round.round, unit, ...(run ? { run: Number(run) } : {}) }} />
    </>
  );
}

/** The score sheet of a unit: where every point came from and went. */
export default function SheetPage({ round, unit }: { readonly round: string; readonly unit: string }) {
  return <UnitFrame round={round} unit={unit} tab="sheet">{(shown) => <Sheet round={shown} unit={unit} />}</UnitFrame>;
}
