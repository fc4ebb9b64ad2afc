import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AccessRecorder, configureHttp, FaultReporter, httpAdapter, ProblemFilter, Refusals } from '#engine/http';
import { mountConsole } from './web-console.js';

const folder = mkdtempSync(join(tmpdir(), 'console-'));
const page = '<!doctype html><title>质衡</title><div id="root"></div>';
const script = `console.log(${JSON.stringify('质'.repeat(500))})`;
const faults: unknown[] = [];
let app: NestFastifyApplication;
let url: URL;

function build(): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  const files: Record<string, string> = { 'index.html': page, 'zhiheng.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>', 'app.webmanifest': '{}', '.stamp': 'secret', 'assets/main-a1.js': script, 'assets/main-b2.css': 'p{}', 'assets/plain-c3.js': '1', 'assets/font-d4.woff2': 'w' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const name of ['index.html', 'assets/main-a1.js']) {
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(files[name]!));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(files[name]!));
  }
}

beforeEach(async () => {
  @Module({
    providers: [
      { provide: FaultReporter, useValue: { fault: (error: unknown) => faults.push(error) } }, { provide: Refusals, useValue: {} }, { provide: AccessRecorder, useValue: {} }, { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  })
  class EmptyModule {}
  app = await NestFactory.create<NestFastifyApplication>(EmptyModule, httpAdapter(), { logger: false });
  app.setGlobalPrefix('api');
  configureHttp(app);
  mountConsole(app, folder);
  await app.listen(0, '127.0.0.1');
  url = new URL(await app.getUrl());
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Ask for exactly this path: `fetch` would tidy it up, and unpack what comes. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: url.hostname, port: url.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode!, headers: response.headers as Got['headers'], bytes, text: bytes.toString() });
      });
    });
    asked.on('error', reject).end();
  });
}
const html = { accept: 'text/html,application/xhtml+xml;q=0.9' };

describe('the console', () => {
  beforeEach(build);

  test('is the page of every address that a browser opens outside the API', async () => {
    for (const path of ['/', '/?lang=en', '/plan/measures/3', '/rounds/2025-districts/units/xuanwu?at=40', '/schemes/v2.1', '/assets', '/apiary', '/events/%E8%B4%A8']) {
      const { status, text, headers } = await get(path, html);
      expect([path, status, text, headers['content-type'], headers['cache-control']]).toEqual([path, 200, page, 'text/html; charset=utf-8', 'no-cache']);
    }
    expect((await get('/')).text).toBe(page);
  });

  test('is asked for again each time, and not sent again while it is the same', async () => {
    const { headers } = await get('/', html);
    expect(headers['etag']).toBeDefined();
    const again = await get('/cockpit', { ...html, 'if-none-match': headers['etag']! });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect(await get('/', html, 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  test('has files that are kept for a year where their names say what is in them', async () => {
    for (const [path, type, kept] of [
      ['/assets/main-a1.js', /^(text|application)\/javascript; charset=utf-8$/i, 'public, max-age=31536000, immutable'], ['/assets/main-b2.css', /^text\/css; charset=utf-8$/i, 'public, max-age=31536000, immutable'],
      ['/assets/font-d4.woff2', /^font\/woff2$/, 'public, max-age=31536000, immutable'], ['/zhiheng.svg', /^image\/svg\+xml/, 'no-cache'], ['/app.webmanifest', /^application\/manifest\+json/, 'no-cache'],
    ] as const) {
      const { status, headers } = await get(path);
      expect([path, status, headers['cache-control'], headers['x-content-type-options']]).toEqual([path, 200, kept, 'nosniff']);
      expect(headers['content-type']).toMatch(type);
    }
  });

  test('comes compressed to those who take it, the best way they do', async () => {
    const asked = async (path: string, encoding: string) => get(path, { ...html, 'accept-encoding': encoding });
    const [br, gzip, plain] = [await asked('/assets/main-a1.js', 'gzip, deflate, br'), await asked('/assets/main-a1.js', 'gzip'), await asked('/assets/main-a1.js', 'identity')];
    expect([br.headers['content-encoding'], gzip.headers['content-encoding'], plain.headers['content-encoding']]).toEqual(['br', 'gzip', undefined]);
    expect([brotliDecompressSync(br.bytes).toString(), gunzipSync(gzip.bytes).toString(), plain.text]).toEqual([script, script, script]);
    expect(new Set([br, gzip, plain].map(({ headers }) => `${headers['content-type']} ${headers['cache-control']} ${headers['vary']}`)).size).toBe(1);
    expect(br.headers['vary']).toBe('accept-encoding');
    const alone = await asked('/assets/plain-c3.js', 'gzip, br');
    expect([alone.text, alone.headers['content-encoding']]).toEqual(['1', undefined]);
    const opened = await asked('/cockpit', 'br');
    expect([brotliDecompressSync(opened.bytes).toString(), opened.headers['content-type'], opened.headers['cache-control']]).toEqual([page, 'text/html; charset=utf-8', 'no-cache']);
  });

  test('says with problem details what is not there, and keeps nobody from asking again', async () => {
    for (const path of ['/api/nothing', '/api', '/health/nothing', '/metrics/more', '/assets/gone-e5.js', '/favicon.ico', '/assets/.hidden.js']) {
      const { status, headers, text } = await get(path, path.startsWith('/assets/.') ? {} : html);
      expect([path, status, headers['content-type'], JSON.parse(text).code, headers['cache-control']?.includes('immutable') ?? false]).toEqual([path, 404, 'application/problem+json; charset=utf-8', 'request.not-found', false]);
    }
    expect((await get('/cockpit', { accept: 'application/json' })).status).toBe(404);
    expect((await get('/cockpit', { accept: '*/*' })).status).toBe(404);
    expect((await get('/cockpit', html, 'POST')).status).toBe(404);
  });

  test('gives nothing away that is not part of it', async () => {
    const outside = join(folder, '..', 'outside.json');
    writeFileSync(outside, 'secret');
    for (const path of ['/.stamp', '/../outside.json', '/assets/../../outside.json', '/..%2foutside.json', '/%2e%2e/outside.json', '/assets\\..\\..\\outside.json', '//etc/passwd', '/%00index.html', '/%', `/${'a/'.repeat(200)}x.js`]) {
      for (const headers of [{}, html]) {
        const { text, status } = await get(path, headers);
        expect([path, text.includes('secret') || text.includes('root:'), status < 500]).toEqual([path, false, true]);
      }
    }
    rmSync(outside);
  });

  test('carries the headers of every answer', async () => {
    for (const path of ['/', '/assets/main-a1.js', '/assets/gone.js', '/zhiheng.svg']) {
      const { headers } = await get(path, html);
      expect([headers['content-security-policy']?.includes("script-src 'self'"), headers['x-frame-options'], headers['referrer-policy'], headers['trace-id']?.length]).toEqual([true, 'DENY', 'no-referrer', 32]);
    }
  });
});

describe('a server without a built console', () => {
  test('says in both languages how to build it, and serves it once it is there', async () => {
    const { status, headers, text } = await get('/', html);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([503, 'text/html; charset=utf-8', 'no-store']);
    expect(text).toContain('控制台尚未构建');
    expect(text).toContain('The console is not built');
    expect([(await get('/cockpit', html)).status, (await get('/zhiheng.svg', html)).status, (await get('/api/nothing', html)).status]).toEqual([503, 404, 404]);
    build();
    expect((await get('/', html)).text).toBe(page);
  });
});
