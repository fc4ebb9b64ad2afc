import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { configureHttp, httpAdapter } from '#engine/http';
import { NestLog } from '#engine/telemetry';
import { demonstrationPassword, type DemoAccount } from '../../libs/domain/identity/demo/demo-accounts.js';
import { demoPlan } from './demo/story.js';
import { ServerModule } from './server.module.js';
import type { Settings } from './settings.js';
import { consoleFolder } from './product-folder.js';
import { mountProbes } from './system/probes.js';
import { mountConsole } from './system/web-console.js';
import type { Runtime } from './wiring.js';

/**
 * Listen with a runtime that has started.
 * @param accounts those of the demo city, none outside it
 * @param pages folder of the built console
 */
export async function serve(runtime: Runtime, settings: Settings, accounts: readonly DemoAccount[], pages: string = consoleFolder): Promise<NestFastifyApplication> {
  const demo = accounts.length > 0;
  const about = {
    demo, plan: demoPlan, year: 2025, origin: runtime.origin,
    accounts: accounts.map(({ loginName, role, unit, label }) => ({ name: loginName, role, unit: unit ?? null, title: label })),
    password: demo ? demonstrationPassword : null,
  };
  const http = { trustProxy: settings.ZHIHENG_TRUST_PROXY, jsonLimit: settings.ZHIHENG_JSON_LIMIT, https: settings.ZHIHENG_HTTPS };
  const app = await NestFactory.create<NestFastifyApplication>(ServerModule.of(runtime, about), httpAdapter(http), { logger: new NestLog(runtime.operating), bufferLogs: false });
  app.setGlobalPrefix('api');
  configureHttp(app, http);
  mountProbes(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, runtime);
  mountConsole(app, pages);
  await app.listen(settings.ZHIHENG_PORT, settings.ZHIHENG_HOST);
  return app;
}
