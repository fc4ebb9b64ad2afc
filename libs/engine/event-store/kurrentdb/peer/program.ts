// The peer as a process of its own: node dist/libs/engine/event-store/kurrentdb/peer/program.js --port <port> [--file <path>] [--sessions-only] [--leashed]
import { parseArgs } from 'node:util';
import { systemClock } from '#engine/kernel';
import { KurrentDbPeer } from './peer.js';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, file: { type: 'string' }, 'sessions-only': { type: 'boolean', default: false }, leashed: { type: 'boolean', default: false } } });
const peer = await KurrentDbPeer.start({ clock: systemClock, port: Number(values.port), recordsInAnyOrder: !values['sessions-only'], ...(values.file === undefined ? {} : { file: values.file }) });
console.log(peer.url);
const stop = (): void => void peer.stop().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// Whoever holds the other end of standard input keeps it alive, and nobody else.
if (values.leashed) process.stdin.on('end', stop).resume();
