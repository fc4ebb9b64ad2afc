export default async function stopServers() {
  await globalThis.mongoOfThisRun?.stop();
}
