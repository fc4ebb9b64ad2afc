import { decimal, textOf } from '#engine/kernel';
import { isRelative, needsNumber } from '../methods/registry.js';
import type { Method } from './method-schema.js';
import { finding, type SchemeFinding } from './finding.js';
import type { Param } from './parts.js';
import type { Leaf } from './scheme.js';

/** Parameters of a leaf's method, its treatments and policies. `small`: number of units where a group is small. */
export function checkMethod(leaf: Leaf, path: string, group: { readonly small: number | undefined }): SchemeFinding[] {
  const { method } = leaf;
  const findings = [...parameters(method, path), ...unbounded(leaf, path)];
  if (group.small !== undefined && isRelative(method)) findings.push(finding('relative-small-group', path, { count: group.small }));
  for (const step of leaf.treat ?? []) {
    if (step.type !== 'winsorise-percentiles') continue;
    const [low, high] = [decimal(step.low), decimal(step.high)];
    if (low.gte(high) || high.gt(1)) findings.push(finding('percentiles-unordered', path));
  }
  const standIns: (string | undefined)[] = [leaf.missing?.notReported, leaf.missing?.notReleased, leaf.missing?.awaitingVerification];
  if (!needsNumber(method) && standIns.some((policy) => policy === 'impute-group-mean' || policy === 'carry-last')) {
    findings.push(finding('impute-needs-number', path));
  }
  const { min, max } = leaf.limits ?? {};
  if (min !== undefined && max !== undefined && decimal(min).gt(decimal(max))) findings.push(finding('limits-unordered', path));
  return findings;
}

function parameters(method: Method, path: string): SchemeFinding[] {
  switch (method.type) {
    case 'completion-ratio':
    case 'reverse-ratio':
    case 'expected-progress':
      return method.type !== 'reverse-ratio' && isLiteral(method.target) && decimal(method.target).isZero() ? [finding('zero-target', path)] : [];
    case 'increment':
      return isLiteral(method.goal) && decimal(method.goal).isZero() ? [finding('zero-target', path)] : [];
    case 'baseline-progress':
      return sameAnchors(method.baseline, method.target, path);
    case 'efficacy':
      return sameAnchors(method.unacceptable, method.satisfactory, path);
    case 'goalposts': {
      const log = method.transform !== 'none' && (decimal(method.min).lte(0) || decimal(method.max).lte(0));
      return [...sameAnchors(method.min, method.max, path), ...(log ? [finding('log-not-positive', path)] : [])];
    }
    case 'steps':
      return ordered(method.steps.map((step) => step.from), 'up') ? [] : [finding('corners-unordered', path)];
    case 'piecewise-linear':
      return ordered(method.points.map((point) => point.value), 'up') ? [] : [finding('corners-unordered', path)];
    case 'efficacy-tiers': {
      const values = method.tiers.map((tier) => tier.value);
      const coefficients = method.tiers.map((tier) => tier.coefficient);
      const fine = (ordered(values, 'up') || ordered(values, 'down')) && ordered(coefficients, 'up');
      return fine ? [] : [finding('corners-unordered', path)];
    }
    case 'static-dynamic':
      return shares([method.staticShare, method.dynamicShare], path);
    case 'blend':
      return [...shares(method.parts.map((part) => part.share), path), ...method.parts.flatMap((part) => parameters(part.method, path))];
    default:
      return [];
  }
}

const isLiteral = (param: Param): param is string => typeof param === 'string';

function sameAnchors(low: Param, high: Param, path: string): SchemeFinding[] {
  const same = isLiteral(low) && isLiteral(high) ? decimal(low).eq(decimal(high)) : JSON.stringify(low) === JSON.stringify(high);
  return same ? [finding('same-anchors', path, { value: isLiteral(low) ? low : low.from })] : [];
}

function ordered(texts: readonly string[], way: 'up' | 'down'): boolean {
  const values = texts.map((text) => decimal(text));
  return values.slice(1).every((value, i) => (way === 'up' ? value.gt(values[i]!) : value.lt(values[i]!)));
}

function shares(texts: readonly string[], path: string): SchemeFinding[] {
  const sum = texts.reduce((total, text) => total.plus(decimal(text)), decimal('0'));
  return sum.eq(1) ? [] : [finding('shares-not-one', path, { sum: textOf(sum) })];
}

const boundless = new Set<Method['type']>(['z-score', 'distance-to-reference', 'ratio-to-best']);

function unbounded(leaf: Leaf, path: string): SchemeFinding[] {
  const { method, limits } = leaf;
  if (limits?.min !== undefined && limits.max !== undefined) return [];
  const open =
    method.type === 'goalposts'
      ? !(method.floor && method.ceiling)
      : method.type === 'efficacy'
        ? method.clamp === 'none'
        : 'cap' in method && method.cap !== undefined && boundless.has(method.type)
          ? false
          : boundless.has(method.type) && !(method.type === 'ratio-to-best' && !method.difficulty && !method.deviation);
  return open ? [finding('unbounded-in-mean', path, { code: leaf.code })] : [];
}
