// One server of the MongoDB protocol for all suites of a run; MONGODB_URL wins over it. Where none can be built, MONGODB_MISSING says why:
// suites that need a server of their own, or any where MONGODB_URL is not set, are then skipped by name.
import { NotOnThisMachine, givenUrl, obtainServer, startMongo } from '../mongodb/mongodb.mjs';

export default async function startServers() {
  try {
    await obtainServer();
  } catch (error) {
    if (!(error instanceof NotOnThisMachine)) throw error;
    process.env.MONGODB_MISSING = error.message;
    return;
  }
  if (givenUrl() !== undefined) return;
  globalThis.mongoOfThisRun = await startMongo();
  process.env.MONGODB_URL = globalThis.mongoOfThisRun.url;
}
