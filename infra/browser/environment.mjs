import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestEnvironment } from 'jest-environment-node';

const folder = join(import.meta.dirname, '../../artefacts/failed');

/** Node, and a picture of every page that was open when a test failed, with what its browser complained of. */
export default class BrowserEnvironment extends TestEnvironment {
  async handleTestEvent({ name, test }) {
    if (name !== 'test_fn_failure') return;
    mkdirSync(folder, { recursive: true });
    const called = test.name.replaceAll(/[^\w\u4e00-\u9fff]+/g, '-').slice(0, 80);
    for (const [index, [page, complaints]] of [...(this.global.openPages ?? [])].entries()) {
      await page.screenshot({ path: join(folder, `${called}-${index + 1}.png`), timeout: 10_000 }).catch(() => undefined);
      if (complaints.length > 0) console.error(`${test.name}: ${page.url()}\n${complaints.join('\n')}`);
    }
  }
}
