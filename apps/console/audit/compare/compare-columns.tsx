import { dayText, instantDay, instantText } from '../../language/format.js';
import { texts, useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import type { ItemOf, ReplyOf } from '../../server/ask.js';
import { Missing, Position } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';

export type Difference = ItemOf<'GET /history/comparison'>;
export type ComparableView = ReplyOf<'GET /history/comparable-views'>['views'][number];
type Shown = Difference['about'][number]['value'];

export const changeTexts = texts('audit-difference', {
  added: ['新增', 'added'],
  removed: ['减少', 'removed'],
  changed: ['变更', 'changed'],
  nothing: ['（无）', '(none)'],
});

/** Shape of each mark: read without colour, also on a black and white print. */
export const changeMarks = { added: '＋', removed: '－', changed: '△' } as const;

/** Fields whose values are codes of units. */
const unitFields = new Set(['unit', 'units', 'lead', 'supporting', 'reportedBy', 'verifier', 'mergedInto', 'members']);

/** A value in words: the server's text, a unit's name, or what is stored. */
export function useShownValue(): (field: string, value: Shown | null) => string | undefined {
  const { say, language } = useLanguage();
  const name = useUnitNames();
  return (field, value) => {
    if (value === null) return undefined;
    if (value.text) return say(value.text);
    if (/^\d{4}-\d{2}-\d{2}$/.test(value.value)) return dayText(value.value, language);
    // The last moment of a day is that day.
    if (/^\d{4}-\d{2}-\d{2}T15:59:59\.999Z$/.test(value.value)) return instantDay(value.value, language);
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value.value)) return instantText(value.value, language);
    return unitFields.has(field) ? value.value.split(/[、,，]\s*/).map(name).join(mark.and) : value.value;
  };
}

function Differences({ row }: { readonly row: Difference }) {
  const t = useTexts(changeTexts);
  const { say } = useLanguage();
  const shown = useShownValue();
  return (
    <ul className="audit-differences">
      {row.fields.filter(({ field }) => row.change === 'changed' || !row.about.some((one) => one.field === field)).map(({ field, label, before, after }) => {
        const [was, is] = [shown(field, before), shown(field, after)];
        if (was === undefined && is === undefined) return null;
        return <li key={field}><small>{say(label)}</small>{was !== undefined && <del>{was}</del>} {is !== undefined ? <ins>{is}</ins> : row.change !== 'removed' && <span className="missing">{t('nothing')}</span>}</li>;
      })}
    </ul>
  );
}

/** Columns of a comparison: the mark, what the row is about, what differs, and the record that changed it last. */
export function useCompareColumns(view: ComparableView | undefined): readonly Column<Difference>[] {
  const t = useTexts(changeTexts);
  const { say } = useLanguage();
  const shown = useShownValue();
  const valueOf = (row: Difference, field: string) => shown(field, row.about.find((one) => one.field === field)?.value ?? null);
  const title: Bilingual = { zh: '差异（原值 → 现值）', en: 'Difference (before → after)' };
  return [
    { key: 'change', title: { zh: '变动', en: 'Change' }, width: 90, frozen: 'left', always: true, text: ({ change }) => t(change), cell: ({ change }) => <span className="audit-kind"><span aria-hidden="true">{changeMarks[change]}</span> {t(change)}</span> },
    ...(view?.about ?? []).map(({ field, label }): Column<Difference> => ({ key: field, title: label, width: field === 'title' ? 220 : 140, text: (row) => valueOf(row, field), cell: (row) => valueOf(row, field) ?? <Missing /> })),
    { key: 'differences', title, width: 480, always: true, text: ({ fields }) => fields.map(({ field, label, before, after }) => `${say(label)}${mark.colon}${shown(field, before) ?? '—'} → ${shown(field, after) ?? '—'}`).join(mark.semicolon), cell: (row) => <Differences row={row} /> },
    { key: 'changedAt', title: { zh: '最后变更', en: 'Last change' }, width: 90, align: 'right', text: ({ changedAt }) => changedAt, cell: ({ changedAt }) => (changedAt === null ? <Missing /> : <Position at={changedAt} />) },
  ];
}
