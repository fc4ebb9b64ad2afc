import { readFileSync } from 'node:fs';
import type { JsonObject } from '#engine/kernel';

const example = (name: string): JsonObject => JSON.parse(readFileSync(new URL(`../../../libs/domain/scoring/examples/${name}.json`, import.meta.url), 'utf8')) as JsonObject;

/** The example schemes 示例 of the districts and of the departments, for a year; 2025 keeps their own ids. */
export function demoSchemes(year: number): readonly JsonObject[] {
  return ['nanjing-districts', 'nanjing-departments'].map((name) => {
    const content = example(name);
    return year === 2025 ? content : { ...content, id: `${name}-${year}`, year };
  });
}
