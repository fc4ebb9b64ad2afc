import { fixed, textOf, type Decimal } from '#engine/kernel';
import type { AdjustmentLine, VetoLine } from './adjust.js';
import { explainTree } from './explain-tree.js';
import type { GroupState } from './group-state.js';
import type { Origin } from './input.js';
import type { ScoreSheet, SheetLine } from './score-sheet.js';
import { coded, lineTexts, noTotalTexts, type CodedText } from './texts.js';
import { engineVersion } from './version.js';

/** The whole score sheet of a unit. @param schemeHash SHA-256 of the scheme's canonical JSON */
export function explain(state: GroupState, unit: string, schemeHash: string): ScoreSheet {
  const u = state.indexOf(unit);
  const { scheme, group } = state.compiled;
  const total = state.total(u);
  const gaps = state.gaps(u);
  const { bonus, deduction, adjustment, lines } = state.adjustments(u);
  const text = (value: Decimal | undefined) => (value === undefined ? null : textOf(value));
  return {
    engineVersion,
    scheme: { id: scheme.id, version: scheme.version, title: scheme.title, hash: schemeHash },
    group: { code: group.code, title: group.title },
    unit,
    asOf: state.basis.asOf ?? null,
    asKnownAt: state.basis.asKnownAt ?? null,
    monthsElapsed: state.basis.monthsElapsed ?? null,
    tree: explainTree(state, u),
    lines: lines.map(lineOf),
    total: {
      scale: textOf(state.compiled.scale),
      base: text(total.base),
      bonus: textOf(bonus),
      deduction: textOf(deduction),
      ...(hasAdjustment(lines) ? { adjustment: textOf(adjustment) } : {}),
      raw: text(total.raw),
      rounding: group.rounding,
      published: total.published === undefined ? null : fixed(total.published, group.rounding.places),
      formula: totalFormula(state, u),
    },
    grade: gradeOf(state, u),
    rank: {
      rank: state.standing(u).rank ?? null,
      of: state.ranked,
      ties: group.ranks.ties,
    },
    coverage: textOf(gaps.coverage),
    gaps: gaps.gaps,
    provisional: gaps.provisional,
  };
}

/** A sheet speaks of adjustments only where there are some: one without them has the same bytes as before they were known. */
const hasAdjustment = (lines: readonly AdjustmentLine[]): boolean => lines.some(({ kind }) => kind === 'adjustment');

function totalFormula(state: GroupState, u: number): CodedText {
  const total = state.total(u);
  if (total.noTotal || total.base === undefined) {
    const code = total.noTotal ?? 'nothing-applies';
    return coded(code, noTotalTexts[code]);
  }
  const { group } = state.compiled;
  const { bonus, deduction, adjustment, lines } = state.adjustments(u);
  const unlimited = total.base.plus(bonus).minus(deduction).plus(adjustment);
  const adjusted = hasAdjustment(lines) ? { zh: ' + 调整 {adjustment}', en: ' + adjustments {adjustment}' } : { zh: '', en: '' };
  const limited = unlimited.eq(total.raw!) ? { zh: '', en: '' } : { zh: '，限于 {raw}', en: ', limited to {raw}' };
  const mode = { 'half-up': ['四舍五入', 'half up'], 'half-even': ['四舍六入五成双', 'half to even'], down: ['截断', 'cut off'] }[group.rounding.mode];
  return coded(
    'total',
    {
      zh: `指标得分 {base} + 加分 {bonus} − 扣分 {deduction}${adjusted.zh} = {sum}${limited.zh}，${mode[0]}保留 {places} 位：{published}`,
      en: `indicators {base} + bonus {bonus} − deductions {deduction}${adjusted.en} = {sum}${limited.en}, to {places} places, ${mode[1]}: {published}`,
    },
    {
      base: total.base, bonus, deduction, adjustment, sum: unlimited, raw: total.raw!, places: group.rounding.places,
      published: fixed(total.published!, group.rounding.places),
    },
  );
}

function gradeOf(state: GroupState, u: number): ScoreSheet['grade'] {
  const { group } = state.compiled;
  const standing = state.standing(u);
  const { vetoes } = state.adjustments(u);
  const band = group.bands.find((candidate) => candidate.code === standing.scoreGrade);
  const range = band ? `[${band.from ?? '−∞'}, ${band.to ?? '+∞'})` : '—';
  const zh = [`按得分 {byScore} {range}`];
  const en = [`by score {byScore} {range}`];
  if (standing.vetoed) {
    zh.push('一票否决定为 {vetoed}，原始分保留');
    en.push('veto makes it {vetoed}, the score is kept');
  }
  if (standing.quota) {
    zh.push(standing.quota.outcome === 'inside' ? '{quotaGrade} 名额 {places} 个内' : '{quotaGrade} 名额 {places} 个已满，调整为 {final}');
    en.push(standing.quota.outcome === 'inside' ? 'within the {places} places of {quotaGrade}' : 'the {places} places of {quotaGrade} are taken: {final}');
  }
  return {
    on: group.gradeOn,
    byScore: standing.scoreGrade ?? null,
    final: standing.grade ?? null,
    formula: coded(
      'grade',
      { zh: zh.join(';'), en: en.join('; ') },
      {
        byScore: standing.scoreGrade ?? '—', range, vetoed: standing.quota?.grade ?? standing.grade ?? '—', final: standing.grade ?? '—',
        quotaGrade: standing.quota?.grade ?? '', places: standing.quota?.places ?? 0,
      },
    ),
    vetoes: vetoes.map(vetoOf),
    quota: standing.quota ? { ...standing.quota } : null,
  };
}

const origin = (of: Origin): Origin => ({
  ...(of.position === undefined ? {} : { position: of.position }),
  ...(of.eventId === undefined ? {} : { eventId: of.eventId }),
  ...(of.period === undefined ? {} : { period: of.period }),
});

const documentOf = (of: { readonly document?: string | undefined }) => (of.document === undefined ? {} : { document: of.document });

function vetoOf(veto: VetoLine): ScoreSheet['grade']['vetoes'][number] {
  return { rule: veto.rule, title: veto.title, matter: veto.matter, effect: veto.effect, grade: veto.grade, ...origin(veto), ...documentOf(veto) };
}

function lineOf(line: AdjustmentLine): SheetLine {
  return {
    kind: line.kind, rule: line.rule, title: line.title, matter: line.matter,
    points: textOf(line.points), counted: textOf(line.counted), outcome: outcomeOf(line),
    ...(line.detail === undefined ? {} : { detail: line.detail }), ...origin(line), ...documentOf(line),
    ...(line.lifted === undefined ? {} : { lifted: { ...origin(line.lifted), ...documentOf(line.lifted) } }),
  };
}

/** What became of a line; a lifted one names the document that lifted it. */
function outcomeOf({ outcome, lifted }: AdjustmentLine): CodedText {
  if (lifted?.document === undefined) return coded(outcome, lineTexts[outcome]);
  return coded(outcome, { zh: '经复核取消（{document}），不计', en: 'Lifted on review ({document}): not counted' }, { document: lifted.document });
}
