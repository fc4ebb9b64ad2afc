import { expect } from '@jest/globals';
import { AxeBuilder } from './axe.js';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { RunningServer } from '../../server/running-server-examples.js';

export { RunningServer };

const root = join(import.meta.dirname, '../../..');
/** Where screenshots are put; not kept in the repository. */
export const screens = join(root, 'artefacts/screens');

/** The browser of this machine: `CHROMIUM`, or where Debian puts it. */
export function browserPath(): string {
  const found = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
  if (!found) throw new Error('no Chromium: set CHROMIUM to its path, or install Debian’s package chromium');
  return found;
}

/** Devices a person sits before. */
export const devices = {
  desktop: { width: 1366, height: 768 },
  wide: { width: 1920, height: 1080 },
  wall: { width: 3840, height: 2160 },
  phone: { width: 390, height: 844 },
} as const;

export interface VisitOptions {
  readonly language?: 'zh' | 'en';
  readonly device?: keyof typeof devices;
}

/** Pages somebody looks at and what their browser complained of, for the picture of a failure: `infra/browser/environment.mjs`. */
const openPages: Map<Page, readonly string[]> = ((globalThis as { openPages?: Map<Page, readonly string[]> }).openPages ??= new Map());

/** The password of every demo account. */
export const demoPassword = 'Zhiheng-Demo-2025';

/** The demo city with its console, and a browser to visit it with. */
export class City {
  private constructor(
    private readonly browser: Browser,
    /** The server, unless one that runs already is visited. */
    readonly server: RunningServer | undefined,
    private readonly elsewhere: string | undefined,
  ) {}

  get address(): string {
    return this.server?.address ?? this.elsewhere!;
  }

  /** A city of one's own with the built console; or the one at `CONSOLE_ADDRESS`. */
  static async open(): Promise<City> {
    const running = process.env['CONSOLE_ADDRESS'];
    const server = running ? undefined : await RunningServer.start();
    const browser = await chromium.launch({
      executablePath: browserPath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
    });
    return new City(browser, server, running);
  }

  /** Ask the server as somebody, past the console. */
  async call(name: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly body: any }> {
    const signedIn = await fetch(`${this.address}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ loginName: name, password: demoPassword }) });
    const { accessToken } = (await signedIn.json()) as { accessToken: string };
    const response = await fetch(`${this.address}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** A browser window of its own, not signed in. */
  async window({ language = 'zh', device = 'desktop' }: VisitOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({ viewport: devices[device], locale: language === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', hasTouch: device === 'phone', isMobile: device === 'phone', reducedMotion: 'reduce', acceptDownloads: true });
    await context.addInitScript((chosen) => localStorage.setItem('zhiheng.language', chosen), language);
    return new Visit(context, await context.newPage(), this.address, `${language}-${device}`);
  }

  /** Somebody of the demo city, signed in by the form. */
  async visit(name: string, options: VisitOptions = {}): Promise<Visit> {
    const visit = await this.window(options);
    await visit.signIn(name);
    return visit;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server?.stop();
  }
}

/** One person before one screen. Remembers what the browser complained of. */
export class Visit {
  /** Errors of the console, and what the Content-Security-Policy stopped. */
  readonly complaints: string[] = [];

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    readonly address: string,
    private readonly label: string,
  ) {
    this.listen(page);
    openPages.set(page, this.complaints);
    page.on('close', () => openPages.delete(page));
  }

  private listen(page: Page): void {
    page.on('console', (message) => {
      // An answer that says no is drawn on the page; the browser also writes it here.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) this.complaints.push(message.text());
      if (message.type() === 'warning' && /Content Security Policy|\[antd: .*deprecated/.test(message.text())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.origin !== new URL(this.address).origin) this.complaints.push(`an address outside: ${request.url()}`);
    });
  }

  /** Sign in by the form. */
  async signIn(name: string, password = demoPassword): Promise<void> {
    await this.page.goto(this.address);
    await this.page.getByLabel(/^(账号|Account)$/).fill(name);
    await this.page.getByLabel(/^(口令|Password)$/).fill(password);
    await this.page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
    await this.page.locator('#content').or(this.page.getByText(/请先修改口令|change it first/)).first().waitFor({ timeout: 20_000 });
  }

  /** Open a page by its address and wait until it has drawn what it asked for. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.address}${path}`);
    await this.settled();
  }

  /** Wait until the page has what it asked for: no skeleton, no spinner, no first paint. */
  async settled(): Promise<void> {
    await this.page.locator('#content h1, .sign-in h1').first().waitFor({ timeout: 20_000 });
    await this.page.waitForFunction(() => !document.querySelector('.ant-skeleton-active, .first-paint, .ant-spin-spinning'), undefined, { timeout: 20_000 });
  }

  /** What a reader of the screen and a strict browser would say: nothing serious. Also that a phone need not scroll sideways. */
  async check(options: { readonly except?: readonly string[] } = {}): Promise<void> {
    const { violations } = await new AxeBuilder(this.page).run(options.except ?? []);
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const told = serious.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 3).map(({ html, failureSummary }) => `    ${html.slice(0, 160)}\n    ${failureSummary?.split('\n').slice(0, 3).join(' ')}`).join('\n')}`);
    expect({ page: this.page.url().replace(this.address, ''), accessibility: told, complaints: this.complaints }).toEqual({ page: this.page.url().replace(this.address, ''), accessibility: [], complaints: [] });
    const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect({ page: this.page.url().replace(this.address, ''), widerThanTheScreenBy: Math.max(0, over) }).toEqual({ page: this.page.url().replace(this.address, ''), widerThanTheScreenBy: 0 });
  }

  /** A screenshot, named by page, language and device. */
  async shot(name: string, options: { readonly wholePage?: boolean; readonly of?: Locator } = {}): Promise<void> {
    mkdirSync(screens, { recursive: true });
    const path = join(screens, `${name}-${this.label}.png`);
    if (options.of) await options.of.screenshot({ path });
    else if (options.wholePage) await this.wholePage(path);
    else await this.page.screenshot({ path });
  }

  /** The whole page on a screen high enough for it, so that what sticks to an edge hides nothing. */
  private async wholePage(path: string): Promise<void> {
    const screen = this.page.viewportSize()!;
    const height = await this.page.evaluate(() => document.documentElement.scrollHeight);
    await this.page.setViewportSize({ width: screen.width, height: Math.min(Math.max(height, screen.height), 8_000) });
    await this.page.screenshot({ path, fullPage: true });
    await this.page.setViewportSize(screen);
  }

  /** As printed: black and white documents on A4. */
  async printed(name: string): Promise<void> {
    mkdirSync(screens, { recursive: true });
    await this.page.emulateMedia({ media: 'print' });
    await this.page.screenshot({ path: join(screens, `${name}-print-${this.label}.png`), fullPage: true });
    await this.page.emulateMedia({ media: null });
  }

  /** Press keys one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Go on by Tab until the element with this accessible name has the focus. @throws when it is not reached */
  async tabTo(name: string | RegExp, limit = 120): Promise<void> {
    for (let count = 0; count < limit; count += 1) {
      const focused = await this.page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        if (!element) return '';
        const labelled = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
        const label = (element as HTMLInputElement).labels?.[0]?.textContent;
        return (element.getAttribute('aria-label') ?? labelled ?? label ?? element.textContent ?? '').trim();
      });
      if (typeof name === 'string' ? focused === name || focused.startsWith(`${name} `) : name.test(focused)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(name)} within ${limit} steps`);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
