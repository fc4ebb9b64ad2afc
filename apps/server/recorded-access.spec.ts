import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredEndpoints, type EndpointDefinition } from '#engine/http';
import { AccessSealingModule } from '../../libs/domain/history/access-sealing/access-sealing.module.js';
import { ServerModule } from './server.module.js';
import { settings } from './settings.js';

const reads = declaredEndpoints.filter(({ method }) => method === 'GET');
const routeOf = ({ method, path }: EndpointDefinition): string => `${method} ${path}`;

/** Dossiers, reviews, sealed samples, personal data, the access log, the raw log: whoever reads these is written down. */
const sensitivePaths = [
  /^\/cadre-review\/(dossiers|documents|feed|feed-state|dead-letters)\b/, /\/reviews\b/, /\/samples\b/, /^\/campaigns\/:campaign\/draw$/, /^\/people\b/, /\/appointments\b/, /^\/users\b/,
  /^\/access-log\b/, /^\/events\b/, /^\/streams\b/, /^\/feeds\/:topic$/,
];
/** Answers that leave as a file: a table, a piece of evidence, a bundle. A stream of news and a page are none. */
const leavesAsFile = ({ replyType, path }: EndpointDefinition): boolean => (replyType !== undefined && !/^text\/(event-stream|html|plain)\b|^application\/(schema\+)?json\b/.test(replyType)) || /\.csv$|\/letter$/.test(path);

describe('the access log', () => {
  test('gets every read of a sensitive page', () => {
    expect([ServerModule, AccessSealingModule]).not.toContain(undefined);
    const sensitive = reads.filter(({ path, access }) => access !== 'public' && sensitivePaths.some((pattern) => pattern.test(path)));
    expect(sensitive.length).toBeGreaterThan(25);
    expect(sensitive.filter((endpoint) => !endpoint.sensitive).map(routeOf)).toEqual([]);
    for (const pattern of sensitivePaths) expect([pattern, reads.some(({ path }) => pattern.test(path))]).toEqual([pattern, true]);
  });

  test('gets every export and download, with its filters', () => {
    const files = declaredEndpoints.filter((endpoint) => leavesAsFile(endpoint) && endpoint.access !== 'public');
    expect(files.map(routeOf)).toEqual(expect.arrayContaining(['GET /reports.csv', 'GET /findings.csv', 'GET /access-log.csv', 'GET /evidence/:sha256']));
    expect(files.filter(({ sensitive }) => sensitive !== 'export').map(routeOf)).toEqual([]);
  });

  test('can be switched off, emptied or changed by no route and no setting', () => {
    const touching = declaredEndpoints.filter(({ method, path }) => method !== 'GET' && /access/.test(path)).map(routeOf);
    // Sealing adds, retention removes only what six months have passed over and records it.
    expect(touching.sort()).toEqual(['POST /access-log/retention', 'POST /access-log/sealing']);
    const about = Object.keys(settings).filter((name) => /ACCESS|AUDIT/.test(name));
    expect(about.filter((name) => name !== 'ZHIHENG_ACCESS_LOG_DAYS')).toEqual([]);
    for (const days of ['0', '1', '182']) for (const name of about) expect(settings[name as keyof typeof settings].schema.safeParse(days).success).toBe(false);
  });

  test('is written by no code but its adapter', () => {
    const root = join(import.meta.dirname, '../..');
    const sources = ['apps', 'libs'].flatMap((folder) => (readdirSync(join(root, folder), { recursive: true }) as string[]).filter((name) => name.endsWith('.ts') && !/\.(spec|server|browser)\.ts$/.test(name)).map((name) => join(folder, name)));
    const writing = sources.filter((name) => /\b(INSERT|UPDATE|DELETE|REPLACE|DROP)\b[^;`'"]*\baccess_(log|base)\b/.test(readFileSync(join(root, name), 'utf8')));
    expect(writing.sort()).toEqual(['libs/domain/identity/access-log/sqlite/access-file.ts', 'libs/domain/identity/access-log/sqlite/sqlite-access-log.ts']);
    const removing = sources.filter((name) => /\bremoveUpTo\(/.test(readFileSync(join(root, name), 'utf8')));
    expect(removing.filter((name) => !name.startsWith('libs/domain/identity/access-log/'))).toEqual(['libs/domain/history/access-sealing/access-sealing.ts']);
  });
});
