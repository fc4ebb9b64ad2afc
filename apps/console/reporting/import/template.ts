import { measureWords } from '../../../words/plan-words.js';
import { save } from '../../lists/files.js';
import type { Bilingual } from '../../language/texts.js';
import type { Sheet } from '../sheet/sheet-types.js';
import { workbookParts, type WorkbookSheet } from './workbook.js';
import { zipOf } from './zip.js';

/** Heads of the template; those that the import reads back are the ones of `map-columns`. */
const heads: readonly { readonly zh: string; readonly en: string; readonly width: number }[] = [
  { zh: '填报单位', en: 'Unit', width: 18 }, { zh: '指标编码', en: 'Indicator', width: 30 }, { zh: '名称', en: 'Name', width: 40 }, { zh: '报告期', en: 'Period', width: 11 }, { zh: '计量单位', en: 'Measured in', width: 11 },
  { zh: '小数位数', en: 'Decimals', width: 9 }, { zh: '允许范围', en: 'Range', width: 16 }, { zh: '上期值', en: 'Last', width: 11 }, { zh: '年度目标', en: 'Target', width: 11 }, { zh: '本期值', en: 'Value', width: 14 }, { zh: '情况说明', en: 'Note', width: 44 },
];
const valueColumn = 'J';

const measureOf = ({ measurementUnit }: Sheet['rows'][number]['card']): Bilingual => measureWords[measurementUnit] ?? { zh: measurementUnit, en: measurementUnit };

/** The template of a unit and period: everything filled in and locked but the values and notes, which take only what the cards allow. */
export function templateOf(sheet: Sheet, say: (both: Bilingual) => string): WorkbookSheet {
  const period = sheet.periods[0]!.period;
  const rows = sheet.rows.filter(({ cells }) => cells[0]?.report?.status !== 'verified' && cells[0]?.report?.status !== 'not-applicable');
  const range = (min: string | undefined, max: string | undefined): string => (min === undefined && max === undefined ? '—' : `${min ?? ''} ~ ${max ?? ''}`);
  return {
    name: period,
    widths: heads.map(({ width }) => width),
    rows: [
      heads.map((head) => ({ value: say(head), style: 'head' as const })),
      ...rows.map(({ card, target, values, cells }) => {
        const fixed = (value: string | number | null) => ({ value, style: 'fixed' as const });
        const figure = (value: string | null | undefined) => ({ value: value ?? '—', style: 'fixed-right' as const });
        const recorded = cells[0]?.report;
        return [
          fixed(sheet.unit), fixed(card.code), fixed(say(card.name)), fixed(period), fixed(say(measureOf(card))), { value: card.decimals, style: 'fixed-right' as const }, fixed(range(card.range.min, card.range.max)), figure(values.at(-1)?.value), figure(target?.value),
          { value: recorded?.value ? Number(recorded.value) : null, style: 'open' as const }, { value: recorded?.note ?? null, style: 'open-text' as const },
        ];
      }),
    ],
    rules: rows.flatMap(({ card }, index) => {
      const { min, max } = card.range;
      if (min === undefined && max === undefined) return [];
      const limits = { zh: `${measureOf(card).zh}，${card.decimals} 位小数，范围 ${range(min, max)}`, en: `${measureOf(card).en}, ${card.decimals} decimals, range ${range(min, max)}` };
      return [{ cells: `${valueColumn}${index + 2}`, min, max, whole: card.decimals === 0, title: say(card.name), says: say(limits) }];
    }),
  };
}

/** Hand the template over as a file. */
export function saveTemplate(sheet: Sheet, say: (both: Bilingual) => string, name: string): void {
  save(new Blob([zipOf(workbookParts(templateOf(sheet, say)))], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }), `${name}.xlsx`);
}
