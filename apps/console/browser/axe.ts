import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Runs axe-core in a page, by the rules of WCAG 2.1 A and AA. */
export class AxeBuilder {
  constructor(private readonly page: Page) {}

  /** @param except Selectors of parts that are not looked at */
  async run(except: readonly string[]): Promise<AxeResults> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe.source);
    return this.page.evaluate(
      async (excluded) =>
        (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: excluded.map((selector) => [selector]) }, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }, resultTypes: ['violations'] }),
      [...except],
    );
  }
}
