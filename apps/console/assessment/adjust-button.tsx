import { useMemo } from 'react';
import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { useLanguage } from '../language/texts.js';
import { useView } from '../server/views.js';
import { documentField, reasonField } from './act-fields.js';
import { useSchemeNames } from './scheme.js';
import { verdictOn, type Round } from './steps.js';

/** Adjusts the points of an item of a unit, with a reason and evidence or a document. */
export function AdjustButton({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const { say } = useLanguage();
  const names = useSchemeNames(round.scheme.id);
  const group = round.groups.find(({ units }) => units.includes(unit))?.code;
  const board = useView('GET /rounds/:round/board', { path: { round: round.round }, query: { limit: 500 } });
  const before = board.data?.items.find((line) => line.unit === unit)?.adjustments ?? 0;
  const options = useMemo(() => names.nodes(group).filter(({ depth }) => depth > 0).map(({ code, title, depth }) => ({ value: code, label: `${'　'.repeat(depth - 1)}${say(title)}` })), [names, group, say]);
  const form: ActForm<'POST /rounds/:round/results/:unit/adjustments/:adjustment'> = {
    route: 'POST /rounds/:round/results/:unit/adjustments/:adjustment', title: { zh: '调整得分', en: 'Adjust the score' }, path: { round: round.round, unit, adjustment: `a-${before + 1}` },
    effect: say({ zh: '调整记入该单位的得分，下一次计分起生效；原得分和调整都保留可查。须有佐证或文号。', en: 'The adjustment counts from the next calculation on; score and adjustment both stay visible. Evidence or a document is needed.' }),
    fields: [
      { name: 'node', label: { zh: '项目', en: 'Item' }, kind: 'choice', required: true, options },
      { name: 'delta', label: { zh: '调整分值（分）', en: 'Points' }, kind: 'decimal', required: true, help: { zh: '增加写正数，减少写负数。', en: 'More as a plain number, fewer with a minus.' } },
      reasonField(), documentField(false),
      { name: 'evidence', label: { zh: '佐证材料', en: 'Evidence' }, kind: 'evidence', evidenceUnit: unit },
    ],
  };
  return <ActButton form={form} quiet verdict={verdictOn(round, 'adjust')} />;
}
