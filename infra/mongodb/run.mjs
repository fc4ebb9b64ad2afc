// node infra/mongodb/run.mjs [folder] [port]: a server of the MongoDB protocol until it is interrupted; says its address.
// Ends with 75 when it cannot be had on this machine.
import { NotOnThisMachine, givenUrl, notHereExitCode, startMongo } from './mongodb.mjs';

const [folder, port] = process.argv.slice(2);
const given = givenUrl();
if (given !== undefined) {
  console.log('MONGODB_URL is set: no server of our own is started · 已设置 MONGODB_URL,不另起服务器');
  process.exit(0);
}
try {
  const server = await startMongo({ ...(folder === undefined ? {} : { folder }), ...(port === undefined ? {} : { port: Number(port) }) });
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof NotOnThisMachine ? `SKIPPED: ${error.message}` : error);
  process.exitCode = error instanceof NotOnThisMachine ? notHereExitCode : 1;
}
