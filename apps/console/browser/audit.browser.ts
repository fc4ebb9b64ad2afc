import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { City } from './visit.js';

let city: City;
let folder: string;
beforeAll(async () => {
  city = await City.open();
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-audit-'));
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true, force: true });
});

const pages = [
  ['history', '/audit/history'], ['event', '/audit/events/3690'], ['compare', '/audit/compare?view=findings&from=4300'], ['locked', '/audit/locked-changes'],
  ['proof', '/audit/proof?position=3690'], ['proof-result', '/audit/proof?round=2024-districts&unit=xuanwu'], ['checkpoints', '/audit/checkpoints'], ['bundle', '/audit/bundle'], ['access', '/audit/access'], ['log', '/audit/log'],
] as const;

describe('every page of the audit', () => {
  test.each([['zh', 'desktop'], ['en', 'desktop'], ['zh', 'phone'], ['en', 'phone']] as const)('is drawn and accessible, in %s on a %s', async (language, device) => {
    const visit = await city.visit('auditor', { language, device });
    const wrong: unknown[] = [];
    for (const [name, path] of pages) {
      await visit.open(path);
      await visit.page.waitForFunction(() => !/正在您的浏览器里核验|Checking in your browser/.test(document.body.textContent ?? ''));
      await visit.shot(`audit-${name}`, { wholePage: true });
      await visit.check().catch((error: unknown) => wrong.push(error));
    }
    await visit.close();
    expect(wrong).toEqual([]);
  });
});

describe('the auditor', () => {
  test('walks from a score to its facts, to an event, to a proof made in the browser, and sees a tampered one fail', async () => {
    const { page, ...visit } = await opened('/audit/proof');
    await page.getByRole('combobox', { name: '组别' }).click();
    await page.getByTitle('各区和江北新区').click();
    await page.getByRole('combobox', { name: '单位' }).first().click();
    await page.keyboard.type('玄武');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: '或选择实时得分' }).getByRole('button', { name: '核验' }).click();
    await page.getByRole('heading', { name: /玄武区 2025 年实时得分（各区和江北新区）/ }).waitFor();
    // Each fact is a sentence before anything is proven.
    await page.getByRole('region', { name: /依据的事实/ }).getByText(/下达玄武区 2025 年“全市科技企业孵化器数量”的目标/).waitFor();
    expect(page.url()).toMatch(/group=districts&unit=xuanwu|unit=xuanwu&group=districts/);
    await page.getByRole('button', { name: '在浏览器里逐条核验' }).click();
    await page.getByText(/\d+ 条事实全部核验成立/).waitFor({ timeout: 90_000 });
    await page.getByText('证明成立', { exact: true }).waitFor();
    await visit.shot('audit-score-proven', { wholePage: true });

    await page.getByRole('region', { name: /依据的事实/ }).getByRole('link').first().click();
    await page.waitForURL(/\/audit\/events\/\d+/);
    await page.getByText('证明成立', { exact: true }).waitFor();
    expect(await page.getByText('由事件原文算出的指纹与账本所记一致').count()).toBe(1);
    await page.getByRole('button', { name: '改动一个字节试试' }).click();
    await page.getByText('证明不成立', { exact: true }).waitFor();
    await page.getByText(/原文已被改动/).waitFor();
    await visit.shot('audit-tampered', { wholePage: true });
    await page.getByRole('button', { name: '恢复原文' }).click();
    await page.getByText('证明成立', { exact: true }).waitFor();
    await visit.close();
  });

  test('is not deceived by a server that tells another value, another hash or another root', async () => {
    for (const [pattern, forge] of [
      ['**/api/history/events/3690', (text: string) => text.replaceAll(/"published":"[\d.]+"/g, '"published":"98.71"')],
      ['**/api/ledger/inclusion/3690', (text: string) => text.replace(/"proof":\["./, (start) => `${start.slice(0, -1)}${start.endsWith('A') ? 'B' : 'A'}`)],
      ['**/api/ledger/inclusion/3690', (text: string) => text.replace(/(\\n\d+\\n)(.)/, (_, size: string, first: string) => `${size}${first === 'A' ? 'B' : 'A'}`)],
    ] as const) {
      const visit = await city.visit('auditor');
      await visit.page.route(pattern, async (route) => {
        const answer = await route.fetch();
        const text = await answer.text();
        expect(forge(text)).not.toBe(text);
        await route.fulfill({ response: answer, body: forge(text) });
      });
      await visit.open('/audit/events/3690');
      await visit.page.getByText('证明不成立', { exact: true }).waitFor();
      await visit.close();
    }
  });

  test('is told plainly where the browser may not hash, and how to check instead', async () => {
    const visit = await city.window();
    await visit.page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
    await visit.signIn('auditor');
    await visit.open('/audit/events/3690');
    await visit.page.getByText('此浏览器不能在本页计算哈希').waitFor();
    await visit.page.getByText('zhiheng proofs event 3690').waitFor();
    await visit.check();
    await visit.close();
  });

  test('compares two moments, the earlier chosen by keyboard on the line over the log', async () => {
    const { page, ...visit } = await opened('/audit/compare?view=findings');
    await page.getByText('请先选择较早的时点。').waitFor();
    const line = page.getByRole('slider', { name: '起：较早的时点' });
    await line.focus();
    await page.keyboard.press('PageDown');
    await page.waitForURL(/from=\d+/);
    await page.getByRole('status').filter({ hasText: '变更' }).waitFor();
    await page.locator('.audit-changed del').first().waitFor();
    expect(await page.getByRole('row').filter({ hasText: '△' }).count()).toBeGreaterThan(0);
    await page.getByRole('region', { name: '止：较晚的时点' }).first().getByRole('button', { name: '昨天' }).click();
    await page.waitForURL(/to=yesterday/);
    await page.getByText(/位置 \d+ → 昨天/).waitFor();
    await visit.shot('audit-compared', { wholePage: true });
    await visit.close();
  });

  test('looks at the history from a moment that is set on the line, and comes back', async () => {
    const { page, ...visit } = await opened('/audit/history');
    await page.getByText('共 4').first().waitFor();
    await page.getByRole('button', { name: '上一个时点' }).click();
    await page.waitForURL(/at=\d+/);
    await page.getByText(/以 位置 \d+ 已知数据为准/).waitFor();
    // Nothing that was recorded later is among the rows, and a named moment has no code for its name.
    const at = Number(new URL(page.url()).searchParams.get('at'));
    await page.getByRole('link', { name: `#${at}`, exact: true }).waitFor();
    const shown = await page.locator('.list .position').allInnerTexts();
    expect(Math.max(...shown.map((text) => Number(text.slice(1))))).toBe(at);
    await page.getByText(/“[^”]*\p{Script=Han}[^”]*”之后/u).waitFor();
    expect(await page.getByText(/nanjing-2023|supervision\.watch/).count()).toBe(0);
    await visit.shot('audit-history-past');
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.waitForURL((url) => !url.search.includes('at='));
    await visit.close();
  });

  test('reads what was changed though it was locked, by names, and opens the record', async () => {
    const { page, ...visit } = await opened('/audit/locked-changes');
    await page.getByRole('row').filter({ hasText: '调整已计算的得分：栖霞区在2024年度质量工作考核（各区和江北新区，演示）中“制造业产品质量合格率”的得分' }).waitFor();
    await page.getByRole('row').filter({ hasText: /核定后更正：市科技局2020年“全社会研发经费支出占地区生产总值比例”的核定值/ }).waitFor();
    expect(await page.locator('.audit-locks').getByText(/2024-districts|rd-expenditure|任职 a-1/).count()).toBe(0);
    await page.getByRole('combobox', { name: '规则' }).click();
    await page.keyboard.type('销号后重开');
    await page.keyboard.press('Enter');
    await page.waitForURL(/rule=finding-reopened/);
    await page.getByText('共 1 条').first().waitFor();
    await page.locator('.list tbody').getByRole('link', { name: /^#\d+$/ }).last().click();
    await page.waitForURL(/\/audit\/events\/\d+/);
    await page.getByText('证明成立', { exact: true }).waitFor();
    await visit.close();
  });

  test('checks that one checkpoint only adds to another, and to one that was kept', async () => {
    const { page, ...visit } = await opened('/audit/checkpoints');
    await page.getByRole('button', { name: '核验' }).click();
    await page.getByText(/只有追加：规模/).waitFor();
    const kept = (await city.call('auditor', 'GET', '/ledger/checkpoints?limit=1')).body.items[0].note as string;
    await page.getByLabel('或粘贴您持有的检查点原文').fill(kept);
    await page.getByRole('button', { name: '核验' }).click();
    await page.getByText(/只有追加：规模/).waitFor();
    await page.getByLabel('或粘贴您持有的检查点原文').fill(kept.replace(/^([^\n]+\n\d+\n)(.)/, (_, start: string, first: string) => `${start}${first === 'A' ? 'B' : 'A'}`));
    await page.getByRole('button', { name: '核验' }).click();
    await page.getByText(/不一致：较早的检查点不是较晚者的前段|核验失败|不成立/).first().waitFor();
    await visit.shot('audit-consistency', { wholePage: true });
    await visit.close();
  });

  test('downloads a bundle and checks it with verify.html in the browser and with verify.mjs', async () => {
    const { page, ...visit } = await opened('/audit/bundle');
    await page.getByRole('radio', { name: '一个单位' }).check();
    await page.getByRole('combobox', { name: '单位' }).click();
    await page.keyboard.type('玄武');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '生成并查看大小' }).click();
    const ready = page.getByRole('button', { name: /^下载（/ });
    await ready.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), ready.click()]);
    await page.getByText(/已保存 audit-unit-xuanwu-\d+\.tar/).waitFor();
    await visit.shot('audit-bundle-saved');
    const file = join(folder, 'bundle.tar');
    await download.saveAs(file);
    execFileSync('tar', ['-xf', file, '-C', folder]);
    const unpacked = join(folder, readdirSync(folder).find((name) => name.startsWith('audit-'))!);

    expect(execFileSync(process.execPath, [join(unpacked, 'verify.mjs')], { encoding: 'utf8' })).toMatch(/^✓ \d+ 条事件属于/m);
    await page.goto(pathToFileURL(join(unpacked, 'verify.html')).href);
    await page.locator('#folder').setInputFiles(unpacked);
    await page.locator('#verdict.good').waitFor();
    expect(await page.locator('#verdict').textContent()).toMatch(/✓ \d+ 条事件属于检查点/);
    await visit.close();
  });
});

test('somebody who reports sees the history of the own unit, and no access log, raw log or administration', async () => {
  const visit = await city.visit('reporter-xuanwu');
  await visit.open('/audit/history');
  await visit.page.getByRole('link', { name: '变更历史' }).waitFor();
  // A file has what the person may see, every page of it, and no more.
  const own = (await city.call('reporter-xuanwu', 'GET', '/history/changes?limit=1')).body.total as number;
  expect(own).toBeLessThan((await city.call('auditor', 'GET', '/history/changes?limit=1')).body.total);
  await visit.page.getByText(`共 ${own} 条`).first().waitFor();
  const saved = visit.page.waitForEvent('download');
  await visit.page.getByRole('button', { name: '导出' }).click();
  await visit.page.getByRole('menuitem', { name: /CSV/ }).click();
  const lines = readFileSync((await (await saved).path())!, 'utf8').trimEnd().split('\r\n');
  expect(lines.length - 1).toBe(own);
  expect(lines.filter((line) => /核定栖霞区|退回栖霞区/.test(line))).toEqual([]);
  for (const name of ['访问日志', '事件日志', '系统管理', '授权', '账号']) expect(await visit.page.getByRole('navigation').getByText(name, { exact: true }).count()).toBe(0);
  for (const path of ['/audit/access', '/audit/log', '/admin/users', '/admin/grants', '/admin/access-log', '/admin/projections']) {
    await visit.open(path);
    await visit.page.getByRole('heading', { name: '您没有使用此页面的权限' }).waitFor();
  }
  await visit.close();
});

/** The auditor before a page; what is needed of the visit, bound to it. */
async function opened(path: string) {
  const visit = await city.visit('auditor');
  await visit.open(path);
  return { page: visit.page, shot: visit.shot.bind(visit), close: visit.close.bind(visit) };
}
