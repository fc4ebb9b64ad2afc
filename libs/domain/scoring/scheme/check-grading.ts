import { decimal, type Decimal } from '#engine/kernel';
import { finding, type SchemeFinding } from './finding.js';
import type { Band } from './rule-schema.js';
import type { Group } from './scheme.js';
import { isSupervisionKind } from './supervision-kinds.js';

/** Bands, quotas, vetoes, bonuses, deductions and limits of a group. */
export function checkGrading(group: Group): SchemeFinding[] {
  return [...checkBands(group), ...checkQuotas(group), ...checkVetoes(group), ...checkBonuses(group), ...checkDeductions(group), ...checkLimits(group)];
}

const read = (text: string | undefined): Decimal | undefined => (text === undefined ? undefined : decimal(text));

/** Half-open bands leave no score without a grade and none with two: 89.5 is a B when A begins at 90. */
function checkBands(group: Group): SchemeFinding[] {
  const { bands, code } = group;
  if (bands.length === 0) return [finding('no-bands', code)];
  const findings: SchemeFinding[] = [];
  const seen = new Set<string>();
  for (const band of bands) {
    const path = `${code}/${band.code}`;
    if (seen.has(band.code)) findings.push(finding('duplicate-code', path, { code: band.code }));
    seen.add(band.code);
    const [from, to] = [read(band.from), read(band.to)];
    if (from && to && from.gte(to)) findings.push(finding('bands-unordered', path));
  }
  for (const [index, upper] of bands.slice(0, -1).entries()) findings.push(...checkNeighbours(upper, bands[index + 1]!, code));
  if (bands[0]!.to !== undefined) findings.push(finding('bands-not-covering', code, { missing: `≥ ${bands[0]!.to}` }));
  if (bands.at(-1)!.from !== undefined) findings.push(finding('bands-not-covering', code, { missing: `< ${bands.at(-1)!.from}` }));
  return findings;
}

function checkNeighbours(upper: Band, lower: Band, group: string): SchemeFinding[] {
  const path = `${group}/${lower.code}`;
  const [from, to] = [read(upper.from), read(lower.to)];
  const values = { upper: upper.code, lower: lower.code };
  if (!from || !to) return [finding('bands-overlap', path, { ...values, from: upper.from ?? '−∞', to: lower.to ?? '+∞' })];
  if (from.gt(to)) return [finding('bands-gap', path, { ...values, from: lower.to!, to: upper.from! })];
  if (from.lt(to)) return [finding('bands-overlap', path, { ...values, from: upper.from!, to: lower.to! })];
  return [];
}

function checkQuotas(group: Group): SchemeFinding[] {
  return group.quotas.flatMap((quota) => {
    const path = `${group.code}/${quota.grade}`;
    const place = group.bands.findIndex((band) => band.code === quota.grade);
    const findings: SchemeFinding[] = [];
    if (place === -1) findings.push(finding('unknown-grade', path, { grade: quota.grade }));
    if (quota.overflow !== undefined && !group.bands.some((band) => band.code === quota.overflow)) {
      findings.push(finding('unknown-grade', path, { grade: quota.overflow }));
    }
    if (quota.share === undefined && quota.count === undefined) findings.push(finding('quota-empty', path));
    if (quota.share !== undefined && decimal(quota.share).gt(1)) findings.push(finding('quota-above-one', path, { share: quota.share }));
    if (place === group.bands.length - 1 && place !== -1 && quota.overflow === undefined) findings.push(finding('quota-no-overflow', path));
    return findings;
  });
}

function checkVetoes(group: Group): SchemeFinding[] {
  return group.vetoes.flatMap((veto) => {
    const path = `${group.code}/${veto.code}`;
    const place = group.bands.findIndex((band) => band.code === veto.grade);
    if (place === -1) return [finding('unknown-grade', path, { grade: veto.grade })];
    return place === 0 ? [finding('veto-not-lower', path)] : [];
  });
}

function checkBonuses(group: Group): SchemeFinding[] {
  const findings = (group.bonuses?.rules ?? []).flatMap((rule) =>
    Object.keys(rule.points).length === 0 ? [finding('rule-level-empty', `${group.code}/${rule.code}`)] : [],
  );
  if (group.bonuses && group.bonuses.cap === undefined) findings.push(finding('no-bonus-cap', group.code));
  const codes = [...(group.bonuses?.rules ?? []), ...(group.deductions?.rules ?? []), ...group.vetoes].map((rule) => rule.code);
  const twice = codes.filter((rule, index) => codes.indexOf(rule) !== index);
  return [...findings, ...[...new Set(twice)].map((rule) => finding('duplicate-code', `${group.code}/${rule}`, { code: rule }))];
}

/** A misspelt kind would never take a point, and nobody would notice. */
function checkDeductions(group: Group): SchemeFinding[] {
  const strange = (group.deductions?.rules ?? []).filter(({ kind }) => !isSupervisionKind(kind));
  return strange.map(({ code, kind }) => finding('unknown-fact-kind', `${group.code}/${code}`, { kind }));
}

function checkLimits(group: Group): SchemeFinding[] {
  const { min, max } = group.totalLimits ?? {};
  return min !== undefined && max !== undefined && decimal(min).gt(decimal(max)) ? [finding('limits-unordered', group.code)] : [];
}
