import { decimal } from '#engine/kernel';
import { checkGrading } from './check-grading.js';
import { checkMethod } from './check-method.js';
import { checkTree } from './check-tree.js';
import { finding, type SchemeFinding } from './finding.js';
import { isLeaf, type Group, type Leaf, type Scheme, type SchemeNode } from './scheme.js';

/** What is known of indicators and units outside the scheme. A missing list is not checked against. */
export interface Catalogue {
  readonly indicators?: readonly {
    readonly code: string;
    /** `null` or no number where the plan names no figure. */
    readonly target?: { readonly value?: unknown } | undefined;
  }[];
  readonly units?: readonly { readonly code: string }[];
}

/** More indicators than this and a scheme steers nothing. */
const manyIndicators = 40;
/** In smaller groups a comparison among units says little. */
const smallGroup = 5;

/** The leaves of a tree, from first to last. */
export function leavesOf(node: SchemeNode): Leaf[] {
  return isLeaf(node) ? [node] : node.children.flatMap(leavesOf);
}

/**
 * Look at a scheme's set-up as an x-ray does: everything that is wrong, doubtful or could be simpler, with a code, a
 * place and a text in both languages. Errors first. A scheme with errors should not be published.
 */
export function checkScheme(scheme: Scheme, catalogue: Catalogue = {}): SchemeFinding[] {
  const findings = [
    ...duplicates(scheme.groups.map((group) => group.code)).map((code) => finding('duplicate-code', code, { code })),
    ...unitsInTwoGroups(scheme),
    ...scheme.groups.flatMap((group) => checkGroup(group, catalogue)),
  ];
  const order = { error: 0, warning: 1, hint: 2 };
  return findings.sort((a, b) => order[a.level] - order[b.level]);
}

function checkGroup(group: Group, catalogue: Catalogue): SchemeFinding[] {
  const leaves = leavesOf(group.tree);
  const findings = [...checkTree(group), ...checkGrading(group), ...checkUnits(group, catalogue), ...checkIndicators(group, leaves, catalogue)];
  const count = group.units === '*' ? Infinity : group.units.length;
  for (const leaf of leaves) {
    const path = `${group.code}/${leaf.code}`;
    findings.push(...checkMethod(leaf, path, { small: count < smallGroup ? count : undefined }));
  }
  const indicators = new Set(leaves.map((leaf) => leaf.indicator)).size;
  if (indicators > manyIndicators) findings.push(finding('too-many-indicators', group.code, { count: indicators }));
  if (group.minimumCoverage !== undefined && decimal(group.minimumCoverage).gt(1)) findings.push(finding('coverage-above-one', group.code));
  return findings;
}

function checkUnits(group: Group, catalogue: Catalogue): SchemeFinding[] {
  if (group.units === '*') return [];
  const known = catalogue.units && new Set(catalogue.units.map((unit) => unit.code));
  return [
    ...duplicates(group.units).map((unit) => finding('duplicate-unit', group.code, { unit })),
    ...group.units.filter((unit) => known && !known.has(unit)).map((unit) => finding('unknown-unit', group.code, { unit })),
  ];
}

function unitsInTwoGroups(scheme: Scheme): SchemeFinding[] {
  const home = new Map<string, string>();
  return scheme.groups.flatMap((group) =>
    (group.units === '*' ? [] : group.units).flatMap((unit) => {
      const other = home.get(unit);
      home.set(unit, group.code);
      return other === undefined || other === group.code ? [] : [finding('unit-in-two-groups', group.code, { unit, group: other })];
    }),
  );
}

function checkIndicators(group: Group, leaves: readonly Leaf[], catalogue: Catalogue): SchemeFinding[] {
  const findings = duplicates(leaves.map((leaf) => leaf.indicator)).map((indicator) => finding('indicator-twice', group.code, { indicator }));
  if (!catalogue.indicators) return findings;
  const known = new Map(catalogue.indicators.map((indicator) => [indicator.code, indicator]));
  const named = [
    ...leaves.flatMap((leaf) => [leaf.indicator, ...otherIndicators(leaf)].map((indicator) => ({ indicator, path: `${group.code}/${leaf.code}` }))),
    ...group.vetoes.flatMap((veto) => (veto.indicator ? [{ indicator: veto.indicator.code, path: `${group.code}/${veto.code}` }] : [])),
  ];
  findings.push(...named.filter(({ indicator }) => !known.has(indicator)).map(({ indicator, path }) => finding('unknown-indicator', path, { indicator })));
  for (const leaf of leaves) {
    const entry = known.get(leaf.indicator);
    const needsTarget = JSON.stringify(leaf.method).includes('"from":"target"');
    const value = entry?.target?.value;
    if (entry && needsTarget && (value === null || value === undefined)) {
      findings.push(finding('target-not-set', `${group.code}/${leaf.code}`, { indicator: leaf.indicator }));
    }
  }
  return findings;
}

function otherIndicators(leaf: Leaf): string[] {
  const per = (leaf.treat ?? []).flatMap((step) => (step.type === 'per' ? [step.indicator] : []));
  const { method } = leaf;
  if (method.type === 'static-dynamic' && typeof method.dynamic === 'object') per.push(method.dynamic.indicator);
  if (method.type === 'ratio-to-best' && method.deviation) per.push(method.deviation.indicator);
  return per;
}

/** Values that occur more than once, each named once. */
export function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
