// The console in a real Chromium against the compiled server with the demo city: the first view, a ledger of a hundred thousand
// rows, and typing into a year's sheet. node infra/bench/run.mjs browser
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import type { StreamWrite } from '#engine/event-store';
import { derivedId, systemClock, zhihengNamespace } from '#engine/kernel';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findingStream, type FindingEvent } from '../../../libs/domain/supervision/finding.events.js';
import { areas, plan, ServedCity } from '../http/served-city.js';
import { fileContext, isProgram, repository, type BenchContext } from '../measurements/results.js';
import { spreadOf, type Spread } from '../measurements/spread.js';

const rounds = 15;
const password = 'Zhiheng-Demo-2025';
/** The little of a page's document that the functions below ask, which run in the page. */
interface PageDocument {
  readonly document: { querySelector(selector: string): object | null; querySelectorAll(selector: string): ArrayLike<{ readonly textContent: string }> };
}
const drawn = (): boolean => {
  const { document } = globalThis as unknown as PageDocument;
  return document.querySelector('#content h1') !== null && document.querySelector('.ant-skeleton-active, .first-paint, .ant-spin-spinning') === null;
};
const hasCells = (cells: number): boolean => (globalThis as unknown as PageDocument).document.querySelectorAll('td[data-column]').length >= cells;
const beginsOtherwise = (before: string): boolean => {
  const [first] = Array.from((globalThis as unknown as PageDocument).document.querySelectorAll('#content .list tbody tr:not(.ant-table-measure-row)'));
  return first !== undefined && first.textContent !== before;
};

const browserPath = (): string => [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path)) ?? '/usr/bin/chromium';

/** A window of somebody who signed in before; nothing in its cache. */
async function signedIn(browser: Browser, address: string, name: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel('账号').fill(name);
  await page.getByLabel('口令').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForFunction(drawn);
  await page.close();
  return context;
}

/** From the call of an address until what it asked for is drawn, in milliseconds. */
async function viewMs(context: BrowserContext, address: string, { cold }: { readonly cold: boolean }): Promise<{ readonly ms: number; readonly bytes: number; readonly scripts: readonly string[] }> {
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  if (cold) await protocol.send('Network.clearBrowserCache');
  await protocol.send('Network.enable');
  let bytes = 0;
  const scripts: string[] = [];
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
  protocol.on('Network.responseReceived', ({ response }) => void (/\/assets\/.*\.js$/.test(response.url) && scripts.push(response.url.split('/').at(-1)!)));
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(drawn, undefined, { polling: 'raf' });
  const ms = performance.now() - began;
  await page.close();
  return { ms, bytes, scripts };
}

async function firstView(browser: Browser, city: ServedCity, say: BenchContext['say']) {
  const context = await signedIn(browser, city.address, 'bureau');
  const cold: number[] = [];
  const warm: number[] = [];
  const floor: number[] = [];
  let scripts: readonly string[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    // The peer: the smallest page the same server can hand the same browser, in the same round.
    floor.push(await smallestPageMs(context, city.address));
    const first = await viewMs(context, city.address, { cold: true });
    cold.push(first.ms);
    ({ scripts, bytes } = first);
    warm.push((await viewMs(context, city.address, { cold: false })).ms);
  }
  await context.close();
  const scriptBytes = [...new Set(scripts)].reduce((sum, name) => sum + statSync(join(repository, 'dist/console/assets', `${name}.br`)).size, 0);
  const result = { coldMs: spreadOf(cold), warmMs: spreadOf(warm), smallestPageMs: spreadOf(floor), compressedScriptKiB: Math.round(scriptBytes / 1024), wholeKiB: Math.round(bytes / 1024) };
  say(`first view ${result.coldMs.median} ms cold, ${result.warmMs.median} ms warm, smallest page ${result.smallestPageMs.median} ms; ${result.compressedScriptKiB} KiB of script`);
  return result;
}

async function smallestPageMs(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(`${address}/zhiheng.svg`);
  const ms = performance.now() - began;
  await page.close();
  return ms;
}

const ledgerRows = 100_000;

/** Findings issued to the areas in turn, appended to the log of a city that stands still. */
async function issueFindings(folder: string): Promise<void> {
  const log = await SqliteEventStore.open({ path: join(folder, 'events.db'), clock: systemClock, writer: 'main' });
  const order = (n: number): StreamWrite => {
    const finding = `bench-${String(n).padStart(6, '0')}`;
    const id = derivedId(zhihengNamespace, finding);
    const data: Extract<FindingEvent, { type: 'supervision.FindingIssued' }>['data'] = {
      finding, number: numberOf(n), acknowledgeBy: '2026-12-31T15:59:59.999Z',
      content: {
        title: `特种设备检验与台账管理不到位的问题（第 ${n} 项）`, problem: '抽查的 20 台电梯中有 6 台检验超期', severity: 'serious', urgency: 'ordinary', source: { kind: 'site-check' }, basis: '实施方案措施 1', requirement: '限期完成检验并建立台账',
        unit: areas[n % areas.length]!, supporting: [], due: { on: '2027-03-31' },
      },
      deadline: { dueAt: '2027-03-31T15:59:59.999Z', kind: 'calendar', policy: { code: 'city', version: 1 }, steps: [] },
    };
    return { stream: findingStream(finding), expected: 'no-stream', events: [{ id, type: 'supervision.FindingIssued', schema: 1, data, meta: { actor: id, correlation: id, causation: id } }] };
  };
  for (let done = 0; done < ledgerRows; done += 500) await log.append(Array.from({ length: 500 }, (_, i) => order(done + i)));
  await log.close();
}

const numberOf = (n: number): string => `〔2025〕基准字第${String(n + 1).padStart(6, '0')}号`;

/** The city anew with a hundred thousand findings more, when its ledger shows them. */
async function withLongLedger(city: ServedCity, say: BenchContext['say']): Promise<ServedCity> {
  await city.stop();
  await issueFindings(city.folder);
  const began = performance.now();
  const long = await ServedCity.start([], city.folder);
  while (((await long.call('inspector', 'GET', '/findings?limit=1')) as { total: number }).total < ledgerRows) await new Promise((resolve) => setTimeout(resolve, 500));
  say(`ledger: ${ledgerRows} findings are shown ${Math.round((performance.now() - began) / 1_000)} s after the start`);
  // Notices of a hundred thousand orders are still being written; a page is measured beside nothing else.
  for (let before = -1_000, now = 0; now - before > 200; ) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    [before, now] = [now, long.cpuMs() ?? 0];
  }
  return long;
}

/** Pages of a ledger of a hundred thousand findings, by number. */
async function longLedger(browser: Browser, city: ServedCity, say: BenchContext['say']) {
  const context = await signedIn(browser, city.address, 'inspector');
  const page = await context.newPage();
  await page.goto(`${city.address}/supervision/ledger?sort=number`);
  await page.waitForFunction(drawn);
  const firstLine = page.locator('#content .list tbody tr:not(.ant-table-measure-row)').first();
  const turning: number[] = [];
  for (let turn = 1; turn <= rounds; turn += 1) {
    const before = (await firstLine.textContent()) ?? '';
    const began = performance.now();
    await page.getByRole('button', { name: '下一页' }).click();
    await page.waitForFunction(beginsOtherwise, before, { polling: 'raf' });
    turning.push(performance.now() - began);
  }
  const frames = await framesWhileScrolling(page);
  await context.close();
  const result = { rows: ledgerRows, turnMs: spreadOf(turning), frameMs: frames };
  say(`ledger: the next page drawn in ${result.turnMs.median} ms, frames while scrolling ${frames.median} ms, p99 ${frames.p99} ms`);
  return result;
}

/** Runs in the page: gathers the times between frames. */
const watchFrames = `
  globalThis.between = [];
  let last = 0;
  const frame = (now) => {
    if (last > 0) globalThis.between.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  undefined`;

/** Time between frames while a page is scrolled by its wheel. */
async function framesWhileScrolling(page: Page): Promise<Spread> {
  await page.evaluate(watchFrames);
  await page.mouse.move(700, 500);
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, step < 30 ? 80 : -80);
    await page.waitForTimeout(16);
  }
  return spreadOf(await page.evaluate<number[]>('globalThis.between'));
}

/** Three to a number. */
const keys = 120;

/** Runs in the page: gathers the times from a key until its letter is painted, which is when the frame that shows it has been drawn. */
const watchKeys = `
  globalThis.painted = [];
  addEventListener('keydown', () => {
    const began = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => globalThis.painted.push(performance.now() - began);
      port2.postMessage(undefined);
    });
  }, true);
  undefined`;

/** From the key until its letter is painted, in milliseconds. */
async function typing(page: Page, next: (page: Page) => Promise<void>): Promise<Spread> {
  await page.evaluate(watchKeys);
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(String(key % 10));
    if (key % 3 === 2) await next(page);
  }
  await page.waitForTimeout(200);
  return spreadOf(await page.evaluate<number[]>('globalThis.painted'));
}

const [indicators, months] = [60, 12];

/** Typing into a year's sheet of sixty monthly indicators, and into as many plain inputs of HTML. */
async function yearSheet(browser: Browser, city: ServedCity, say: BenchContext['say']) {
  await city.places(indicators, 'month');
  const dueAt = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  for (let month = 1; month <= months; month += 1) await city.call('bureau', 'POST', `/periods/${plan}/2025-${String(month).padStart(2, '0')}`, { dueAt });
  const context = await signedIn(browser, city.address, 'reporter-xuanwu');
  const page = await context.newPage();
  await page.goto(`${city.address}/reporting/year/xuanwu?kind=month`);
  await page.waitForFunction(hasCells, indicators * months, { timeout: 60_000 });
  const cells = await page.locator('td[data-column]').count();
  await page.locator('td[data-row="0"][data-column="0"]').click();
  const ours = await typing(page, (sheet) => sheet.keyboard.press('ArrowDown'));
  const unsent = await page.locator('td[data-state=unsent]').count();
  if (unsent !== keys / 3) throw new Error(`${unsent} cells hold what was typed, not ${keys / 3}`);
  const plain = await context.newPage();
  await plain.setContent(`<table>${`<tr>${'<td><input></td>'.repeat(months)}</tr>`.repeat(indicators)}</table>`);
  await plain.locator('input').first().focus();
  const floor = await typing(plain, (sheet) => sheet.keyboard.press('Tab'));
  await context.close();
  const result = { cells, keyToPaintMs: ours, plainInputsMs: floor };
  say(`year's sheet: ${cells} cells, key to paint ${ours.median} ms, p99 ${ours.p99} ms; plain inputs ${floor.median} ms, p99 ${floor.p99} ms`);
  return result;
}

export async function measureConsole({ say, keep }: BenchContext): Promise<void> {
  let city = await ServedCity.start();
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    const first = await firstView(browser, city, say);
    const sheet = await yearSheet(browser, city, say);
    city = await withLongLedger(city, say);
    const ledger = await longLedger(browser, city, say);
    keep('console', { browser: browser.version(), firstView: first, ledger, sheet });
  } finally {
    await browser.close();
    await city.stop();
    city.discard();
  }
}

if (isProgram(import.meta.url)) await measureConsole(fileContext());
