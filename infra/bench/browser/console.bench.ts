// The console in a real Chromium against the compiled server with the demo city: the first view, a ledger of a hundred thousand
// rows, and typing into a year's sheet. node infra/bench/run.mjs browser
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ServedCity } from '../http/served-city.js';
import { fileContext, isProgram, repository, type BenchContext } from '../measurements/results.js';
import { spreadOf, type Spread } from '../measurements/spread.js';

const rounds = 15;
const password = 'Zhiheng-Demo-2025';
/** Runs in the page: what was asked for is drawn. */
const drawn = (): boolean => {
  const { document } = globalThis as unknown as { readonly document: { querySelector(selector: string): object | null } };
  return document.querySelector('#content h1') !== null && document.querySelector('.ant-skeleton-active, .first-paint, .ant-spin-spinning') === null;
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

/** Pages of a ledger of a hundred thousand findings: the demo's lines again and again, handed out by the route as the server would. */
async function longLedger(browser: Browser, city: ServedCity, say: BenchContext['say']) {
  const context = await signedIn(browser, city.address, 'inspector');
  const page = await context.newPage();
  await page.route(/\/api\/findings\?/, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { items: { finding: string; number: string }[]; total: number; next?: string };
    const from = Number(new URL(route.request().url()).searchParams.get('cursor')?.split('~')[1] ?? 0);
    const items = Array.from({ length: 50 }, (_, index) => ({ ...answer.items[(from + index) % answer.items.length]!, finding: `f-${from + index}`, number: `〔2025〕督字第${from + index + 1}号` }));
    await route.fulfill({ response, json: { ...answer, items, total: ledgerRows, next: `bench~${from + 50}` } });
  });
  await page.goto(`${city.address}/supervision/ledger`);
  await page.getByText('〔2025〕督字第50号').waitFor();
  const turning: number[] = [];
  for (let turn = 1; turn <= rounds; turn += 1) {
    const began = performance.now();
    await page.getByRole('button', { name: '下一页' }).click();
    await page.getByText(`〔2025〕督字第${turn * 50 + 1}号`).waitFor();
    turning.push(performance.now() - began);
  }
  const frames = await framesWhileScrolling(page);
  await context.close();
  const result = { rows: ledgerRows, turnMs: spreadOf(turning), frameMs: frames };
  say(`ledger: a page of 50 drawn in ${result.turnMs.median} ms, frames while scrolling ${frames.median} ms, p99 ${frames.p99} ms`);
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

const columns = 12;

/** Typing into the year's sheet, and into as many plain inputs of HTML. */
async function yearSheet(browser: Browser, city: ServedCity, say: BenchContext['say']) {
  const context = await signedIn(browser, city.address, 'reporter-xuanwu');
  const page = await context.newPage();
  await page.goto(`${city.address}/reporting/year/xuanwu`);
  await page.getByRole('grid').waitFor();
  const cells = await page.getByRole('gridcell').count();
  await page.getByRole('gridcell').locator('visible=true').first().click();
  const ours = await typing(page, (sheet) => sheet.keyboard.press('ArrowDown'));
  const plain = await context.newPage();
  await plain.setContent(`<table>${`<tr>${'<td><input></td>'.repeat(columns)}</tr>`.repeat(Math.ceil(cells / columns))}</table>`);
  await plain.locator('input').first().focus();
  const floor = await typing(plain, (sheet) => sheet.keyboard.press('Tab'));
  await context.close();
  const result = { cells, keyToPaintMs: ours, plainInputsMs: floor };
  say(`year's sheet: ${cells} cells, key to paint ${ours.median} ms, p99 ${ours.p99} ms; plain inputs ${floor.median} ms, p99 ${floor.p99} ms`);
  return result;
}

export async function measureConsole({ say, keep }: BenchContext): Promise<void> {
  const city = await ServedCity.start();
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    const first = await firstView(browser, city, say);
    const ledger = await longLedger(browser, city, say);
    const sheet = await yearSheet(browser, city, say);
    keep('console', { browser: browser.version(), firstView: first, ledger, sheet });
  } finally {
    await browser.close();
    await city.stop();
    city.discard();
  }
}

if (isProgram(import.meta.url)) await measureConsole(fileContext());
