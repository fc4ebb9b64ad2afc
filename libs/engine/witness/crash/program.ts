// A witness as a process of its own, so that specs can kill it between any two steps: reads questions, one JSON text a line, answers likewise.
import { createInterface } from 'node:readline';
import { systemClock } from '#engine/kernel';
import { parseVerifierKey } from '#engine/ledger';
import { openWitnessKey, StateFolder, Witness } from '#engine/witness';

const [folder = '', ...keys] = process.argv.slice(2);
const cosigner = openWitnessKey(folder, 'witness.example');
const witness = new Witness({ cosigner, trusted: keys.map(parseVerifierKey), state: new StateFolder(folder), clock: systemClock });
console.log(JSON.stringify({ key: cosigner.verifierKey }));
for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(await witness.addCheckpoint(JSON.parse(line) as string)));
