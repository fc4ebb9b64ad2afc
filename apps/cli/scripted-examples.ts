// A command line against a scripted server, one for each test; the program itself never imports it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { run, scriptedServer, testHost, type ScriptedServer, type TestHost } from './cli-examples.js';

/** What the test that runs now talks to: importers see the present one. */
export let server: ScriptedServer;
export let host: TestHost;

afterEach(async () => {
  await server.close();
  host.dispose();
});

export const start = async (answer: Parameters<typeof scriptedServer>[0]): Promise<void> => {
  server = await scriptedServer(answer);
  host = testHost();
};

/** Carry out a command line against the server. */
export const here = (...argv: string[]): Promise<number> => run(host, '--server', server.address, ...argv);

/** A file in the person's folder. */
export const file = (name: string, text: string): string => {
  writeFileSync(join(host.home, name), text);
  return join(host.home, name);
};

/** Body of a request that the server saw; -1 for the last. */
export const bodyOf = (nth: number): Record<string, unknown> => JSON.parse(server.seen.at(nth)!.body) as Record<string, unknown>;

export const out = (): string => host.written.stdout;
