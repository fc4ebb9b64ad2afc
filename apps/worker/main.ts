import 'reflect-metadata';
import { fastify } from 'fastify';
import { systemClock } from '#engine/kernel';
import { die, leaveOver, stopOnSignals } from '../server/process-end.js';
import { BadSettings, readSettings } from '../server/settings.js';
import { mountProbes } from '../server/system/probes.js';
import { compose } from '../server/wiring.js';

/** Background work of the distributed profile as a process of its own: views, reactions, timers, relay, notices, signing. */
async function main(): Promise<void> {
  process.umask(0o077); // what this process writes is for its own account
  const settings = readSettings(process.env);
  if (settings.ZHIHENG_PROFILE !== 'distributed') {
    throw new BadSettings('worker 进程只用于分布式部署：请设 ZHIHENG_PROFILE=distributed。\nA worker is for the distributed profile: set ZHIHENG_PROFILE=distributed.');
  }
  const runtime = await compose(settings, { clock: systemClock, demo: false, service: 'zhiheng-worker', onFatal: die });
  await runtime.start();
  runtime.startFollowers();
  const probes = fastify({ logger: false });
  mountProbes(probes, runtime);
  const address = await probes.listen({ port: settings.ZHIHENG_PORT, host: settings.ZHIHENG_HOST });
  console.log(`质衡 worker 已启动 · Zhiheng worker is up: ${address}/health`);
  stopOnSignals(() => probes.close(), runtime);
}

main().catch(leaveOver);
