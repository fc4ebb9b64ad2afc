// Keeps what a bench prints as JSON lines as a raw result, and passes it on:
// node dist/infra/bench/reporting/import.bench.js | node dist/infra/bench/measurements/keep-lines.js import
import { createInterface } from 'node:readline';
import { fileContext } from './results.js';

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9-]+$/.test(name)) {
  console.error('the name of the result is missing: letters, digits and hyphens');
  process.exit(2);
}
const lines: unknown[] = [];
for await (const line of createInterface({ input: process.stdin })) {
  console.log(line);
  if (line.startsWith('{')) lines.push(JSON.parse(line));
}
if (lines.length === 0) throw new Error('nothing was measured');
fileContext().keep(name, { lines });
