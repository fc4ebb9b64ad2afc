// A process that backs up or restores until it is killed. Started by the spec beside it.
import { systemClock } from '#engine/kernel';
import { backUp, restore } from '../index.js';
import { sqliteCopies } from '../sqlite/index.js';

const [act, from, to] = process.argv.slice(2) as [string, string, string];
const layout = { log: 'events.db', derived: ['reactions.db', 'outbox'], rebuilt: ['rows.db'], checkpoint: 'ledger/checkpoint' };

if (act === 'back-up') await backUp({ folder: from, to, layout, copies: sqliteCopies, clock: systemClock, product: 'crash' });
else await restore({ from, to, layout, copies: sqliteCopies, clock: systemClock, upTo: () => ({ position: 10, setBack: [], fromBeginning: [] }), prove: async () => undefined });
