// npm run local: Kafka and a server of the MongoDB protocol on this machine, without Docker, until Ctrl-C or `npm run local -- stop`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../tasks/paths.mjs';
import { checkNode, install } from '../tasks/setup.mjs';
import { ask, hold } from './control.mjs';

const help = `npm run local [-- start|stop|status] [--peer] [--fresh] [--data <folder>]
  --peer    另启 KurrentDB 协议测试端，仅供试用，不得存放真实数据 · also a test peer of the KurrentDB protocol: for trials, never for real data
  --fresh   先清空数据目录 · empty the data folder first
  --data    数据目录，默认 data/local · data folder, data/local when absent`;
const notHere = 75; // as the programs it starts: EX_TEMPFAIL of sysexits.h

function given() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { peer: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false }, data: { type: 'string' }, help: { type: 'boolean', default: false } },
    });
    const action = positionals[0] ?? 'start';
    if (positionals.length > 1 || !['start', 'stop', 'status'].includes(action)) throw new TypeError(`?: ${positionals.join(' ')}`);
    if (values.help) return console.log(help), process.exit(0);
    return { ...values, action, data: values.data === undefined ? join(root, 'data', 'local') : resolve(values.data) };
  } catch (error) {
    console.error(`${error.message}\n${help}`);
    process.exit(2);
  }
}

const quoted = (value) => `'${value.replaceAll("'", "'\\''")}'`;
const lines = (settings) => Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`).join('\n');

/** Start what can be had; say by name what cannot. */
async function startAll(wanted, data) {
  const { parts } = await import('./parts.mjs');
  const running = {};
  const missing = {};
  for (const name of wanted) {
    const { title, start } = parts[name];
    console.error(`启动 · starting: ${title} …`);
    try {
      running[name] = { title, ...(await start(data)) };
    } catch (error) {
      missing[name] = error.message;
      console.error(`\n!!! 缺少 · MISSING: ${title}\n!!! ${error.message}${error.cause ? `\n${error.cause.message}` : ''}\n`);
    }
  }
  return { running, missing };
}

const settingsOf = (running, data) => ({
  ...(running.kurrentdb && running.kafka && running.mongodb ? { ZHIHENG_PROFILE: 'distributed', ZHIHENG_DATA: join(data, 'zhiheng') } : {}),
  ...Object.assign({}, ...Object.values(running).map((part) => part.settings)),
});

function tellSettings(running, settings, file) {
  console.log(`\n${lines(settings)}\n`);
  if (running.kurrentdb) {
    console.log('注意：KurrentDB 位置上是测试端，不是 KurrentDB，仅供试用，不得存放真实数据。\nNOTE: in the place of KurrentDB runs a test peer, not KurrentDB. For trials only, never for real data.\n');
  } else console.log('另需 ZHIHENG_KURRENTDB_URL；仅试用可加 --peer · ZHIHENG_KURRENTDB_URL is yours to add; for trials: --peer\n');
  if (settings.ZHIHENG_PROFILE) console.log(`在另一终端试用分布式部署 · try the distributed profile in another terminal:\n  (set -a; . ${quoted(file)}; npm start)\n`);
  console.log('停止 · to stop: Ctrl-C, npm run local -- stop');
}

/** Run until asked to stop, or until nothing is left that runs. Resolves with the exit code. */
async function serve({ running, stopping, stopped }) {
  const gone = new Set();
  const asked = stopping.then(() => 'asked');
  for (;;) {
    const pause = new Promise((wake) => setTimeout(wake, 500, 'pause'));
    if ((await Promise.race([asked, pause])) === 'asked') break;
    for (const [name, part] of Object.entries(running)) {
      if (part.running() || gone.has(name)) continue;
      gone.add(name);
      console.error(`\n!!! 已停 · ENDED BY ITSELF: ${part.title}\n${part.log()}\n`);
    }
    if (gone.size === Object.keys(running).length) break;
  }
  await Promise.all(Object.values(running).map((part) => part.stop()));
  stopped();
  return gone.size > 0 ? 1 : 0;
}

async function start({ peer, fresh, data }) {
  let [stop, stopped] = [];
  const stopping = new Promise((resolve) => (stop = resolve));
  const allStopped = new Promise((resolve) => (stopped = resolve));
  const standing = { starting: true, pid: process.pid };
  const release = await hold(data, { status: () => standing, stop: () => (stop(), allStopped.then(() => ({ stopped: true }))) });
  if (!release) {
    console.error(`已在运行 · runs already: ${data}`);
    return 1;
  }
  // npm and the terminal both pass Ctrl-C on: the second one changes nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop());
  if (process.env.npm_lifecycle_event) endWithParent(stop);
  if (fresh) rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const { running, missing } = await startAll(['kafka', 'mongodb', ...(peer ? ['kurrentdb'] : [])], data);
  const settings = settingsOf(running, data);
  const file = join(data, 'settings.env');
  writeFileSync(file, `${lines(settings)}\n`);
  Object.assign(standing, { starting: false, settings, missing, pids: Object.fromEntries(Object.entries(running).map(([name, { pid }]) => [name, pid])) });
  if (Object.keys(running).length > 0) tellSettings(running, settings, file);
  const code = Object.keys(running).length > 0 ? await serve({ running, stopping, stopped }) : (stopped(), notHere);
  await release();
  return code;
}

/** npm that is killed takes nobody with it: whoever it started looks for itself. */
function endWithParent(stop) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 500).unref();
}

async function askRunning({ action, data }) {
  const answer = await ask(data, action);
  console.log(answer === undefined ? `没有在运行 · nothing runs: ${data}` : JSON.stringify(answer, null, 2));
  return 0;
}

const wish = given();
checkNode();
if (wish.action !== 'start') process.exit(await askRunning(wish));
install();
if (wish.peer) await (await import('../tasks/build.mjs')).build();
process.exit(await start(wish));
