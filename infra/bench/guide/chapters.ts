import { spreadOf } from '../measurements/spread.js';
import { contestant, ofLines, others, single, targetsMet, type Bar, type Chapter, type Figure, type Result } from './bar.js';

const ours = 'Zhiheng, writer in the main thread';

const appending = (name: string, own: string, bar: string, bounds: string): Bar => ({
  what: `Append, ${name}`, bar, result: 'event-store-append', unit: 'events/s', figure: contestant(name, own), met: targetsMet(name), beside: others(name, own), bounds,
});

const reading = (name: string, own: string, unit: string, bar: string, bounds: string): Bar => ({
  what: name, bar, result: 'event-store-reading', unit, figure: contestant(name, own), met: targetsMet(name), beside: others(name, own), bounds,
});

const fsync = 'One fsync a commit, and the disk behind it.';

const eventStore: Chapter = {
  title: 'Event store', command: 'npm run bench event-store',
  about: 'Every commit is an fsync (`synchronous=FULL`). Peers do the same work on the same machine in the same run. Targets are ratios of medians; “met” means every ratio of that row. Figure and verdict are of the writer in the main thread; the writer in a thread of its own, as the server runs it, stands beside it: it gives up a seventh to a third of the appends for a free event loop.',
  bars: [
    appending('one caller, one event', ours, 'no slower than evtstore', fsync),
    appending('one caller, a hundred events at once', ours, 'no slower than evtstore', 'Two random indexes and whole metadata, which evtstore does not keep.'),
    appending('16 callers, one event each', ours, '80 % of the raw loop, 5 × evtstore, 20 × Emmett', fsync),
    appending('64 callers, one event each', ours, '80 % of the raw loop, 5 × evtstore, 20 × Emmett', fsync),
    appending('256 callers, one event each', ours, '80 % of the raw loop, 5 × evtstore, 20 × Emmett', fsync),
    reading('catch-up: read, parse, fold', 'Zhiheng, follow', 'events/s', '80 % of the raw loop; evtstore', 'Parsing JSON: metadata too, which evtstore does not keep.'),
    reading('streams of 100 events', 'Zhiheng', 'streams/s', 'no slower than evtstore', 'Parsing JSON.'),
  ],
};

const rebuilding: Chapter = {
  title: 'Projections', command: 'node dist/infra/bench/projections/rebuild.bench.js | node dist/infra/bench/measurements/keep-lines.js rebuild',
  about: 'A simple register, rebuilt by the runner from a SQLite log into a SQLite read store beside the serving rows.',
  bars: [
    {
      what: 'Rebuild of a register', bar: '≥ 100,000 events/s', result: 'rebuild', unit: 'events/s', holds: (median) => median >= 100_000,
      figure: ofLines('rebuildPerSecond', (line) => line.workload === 'city' && line.what === 'register through the runner'),
      beside: (result) => `reading and parsing alone ${ofLines('perSecond', (line) => line.workload === 'city' && line.what === 'read')(result)?.median ?? '—'}`,
      bounds: 'Reading and parsing the log, then writing rows.',
    },
    {
      what: 'Memory while rebuilding', bar: 'flat over a million events', result: 'rebuild', unit: 'MiB at most', figure: ofLines('peakRssMiB', (line) => line.workload === 'city' && line.what === 'register through the runner'), bounds: 'Rows waiting for a commit.',
    },
  ],
};

const figures = (result: Result): Record<string, any> => result['figures'] as Record<string, any>;
const writes = 'Each value writes a version of its fact and of its score, four index trees each, and scoring is exact decimals.';

const board: Chapter = {
  title: 'Live board', command: 'npm run bench board',
  about: 'A made-up city of 3,000 units × 60 indicators, five of which compare units with each other, through the real path: SQLite log, runner, SQLite rows, the function that answers HTTP. Times begin with the call that records the value, since writer and projection share a process.',
  bars: [
    { what: 'One verified value until the board shows it, absolute method', bar: '≤ 50 ms', result: 'board-3000', unit: 'ms', figure: (r) => figures(r)['oneAbsoluteValue']?.visibleMs, holds: (m) => m <= 50, beside: (r) => `p99 ${figures(r)['oneAbsoluteValue']?.visibleMs.p99} ms; rows committed after ${figures(r)['oneAbsoluteValue']?.committedMs.median} ms`, bounds: 'Reading and ranking 3,000 rows.' },
    { what: 'The same, a method that compares 3,000 units', bar: '≤ 50 ms', result: 'board-3000', unit: 'ms', figure: (r) => figures(r)['oneComparedValue']?.visibleMs, holds: (m) => m <= 50, beside: (r) => `p99 ${figures(r)['oneComparedValue']?.visibleMs.p99} ms; rows committed after ${figures(r)['oneComparedValue']?.committedMs.median} ms`, bounds: 'One value can move every unit: up to 3,000 scores worked out and 3,000 row versions written.' },
    { what: 'Full recomputation: scheme published until every row follows', bar: '≤ 3 s', result: 'board-3000', unit: 'ms', figure: (r) => figures(r)['recomputationMs'], holds: (m) => m <= 3_000, bounds: '180,000 cells in exact decimals on one thread.' },
    { what: 'Whole board as known early in its history', bar: '≤ 50 ms', result: 'board-3000', unit: 'ms', figure: (r) => figures(r)['asKnownAtMs']?.early, holds: (m) => m <= 50, beside: (r) => `late ${figures(r)['asKnownAtMs']?.late.median} ms, now ${figures(r)['asKnownAtMs']?.now.median} ms; ${figures(r)['asKnownAtMs']?.versions.scores + figures(r)['asKnownAtMs']?.versions['board-facts']} row versions`, bounds: 'Two index seeks and one parsed row for each unit, whatever the age.' },
    { what: 'Score sheet of one unit at a past position', bar: '—', result: 'board-3000', unit: 'ms', figure: (r) => figures(r)['explainMs']?.middle, bounds: 'Facts of the indicators that compare 3,000 units.' },
    { what: 'Restart until the board is served', bar: '—', result: 'board-3000', unit: 'ms', figure: (r) => single(figures(r)['restartMs']?.untilTheBoardServes), beside: (r) => `next value shown after ${figures(r)['restartMs']?.untilTheNextValueShows} ms`, bounds: 'The next value waits until every fact is read back and the board is worked out.' },
    { what: 'Rebuild of the board, 3,000 units', bar: '≥ 50,000 events/s', result: 'board-3000', unit: 'events/s', figure: (r) => figures(r)['rebuild']?.eventsPerSecond, holds: (m) => m >= 50_000, beside: (r) => `${figures(r)['rebuild']?.eventsPerProcessorSecond.median} events per second of processor time; ${figures(r)['rebuild']?.rowVersions} row versions`, bounds: writes },
    { what: 'Rebuild of the board, 12 units', bar: '≥ 50,000 events/s', result: 'board-12', unit: 'events/s', figure: (r) => figures(r)['rebuild']?.eventsPerSecond, holds: (m) => m >= 50_000, beside: (r) => `${figures(r)['rebuild']?.eventsPerProcessorSecond.median} events per second of processor time; ${figures(r)['rebuild']?.rowVersions} row versions`, bounds: writes },
  ],
};

const way = (result: Result, name: string): Record<string, any> | undefined => (result['figures'] as any[]).find((figure) => figure.name === name);

const http: Chapter = {
  title: 'HTTP', command: 'npm run bench http',
  about: '64 connections, the server with the demo city, its projections and relay as a process of its own, the load generator on the same two cores. Requests that go only part of the way show where the time goes.',
  bars: [
    { what: 'Durable reports', bar: '3,000/s', result: 'http', unit: 'requests/s', figure: (r) => way(r, 'reported')?.['requestsPerSecond'], holds: (m) => m >= 3_000, beside: (r) => `${way(r, 'reported')?.['serverCpuMsPerRequest'].median} ms of the server's processor time each; HTTP alone ${way(r, 'http')?.['serverCpuMsPerRequest'].median}, refused by its schema ${way(r, 'invalid')?.['serverCpuMsPerRequest'].median}, refused by the decision ${way(r, 'refused')?.['serverCpuMsPerRequest'].median}`, bounds: 'Everything but the writing thread runs on one thread: HTTP, decisions, and projections, each of which commits for itself.' },
    { what: 'Time to answer a durable report, p99', bar: '< 60 ms', result: 'http', unit: 'ms', figure: (r) => way(r, 'reported')?.['p99Ms'], holds: (m) => m < 60, beside: (r) => `p50 ${way(r, 'reported')?.['p50Ms'].median} ms`, bounds: '64 requests queue for one thread.' },
    { what: 'Requests that only pass HTTP', bar: '—', result: 'http', unit: 'requests/s', figure: (r) => way(r, 'http')?.['requestsPerSecond'], bounds: 'The load generator.' },
  ],
};

const importing: Chapter = {
  title: 'CSV import', command: 'node dist/infra/bench/reporting/import.bench.js | node dist/infra/bench/measurements/keep-lines.js import',
  about: '100,000 rows read, decided one by one and recorded as one append.',
  bars: [
    { what: 'Decide and record on SQLite', bar: '≥ 10,000 rows/s', result: 'import', unit: 'rows/s', figure: ofLines('rowsPerSecond', (line) => line.what === 'decide and record' && line.store === 'sqlite'), holds: (m) => m >= 10_000, beside: (r) => `reading alone ${ofLines('rowsPerSecond', (line) => line.what === 'read' && line.store === 'sqlite')(r)?.median ?? '—'}`, bounds: 'Decisions and hashing on one thread.' },
  ],
};

const starting: Chapter = {
  title: 'Start and tests', command: 'npm run bench start',
  about: 'A fresh clone, with npm’s cache as it was.',
  bars: [
    { what: 'Fresh clone, `npm start` until a page is served and the demo is there', bar: 'seconds on two cores', result: 'start', unit: 's', figure: (r) => single(r['firstStart']?.seconds), beside: (r) => `second start ${r['secondStart']?.seconds} s${r['conditions']?.uncommitted ? '; the working tree with uncommitted files' : ''}`, bounds: '`npm ci`, then seeding the demo city.' },
    { what: '`npm test` after that', bar: '< 240 s', result: 'start', unit: 's', figure: (r) => single(r['test']?.seconds), holds: (m) => m < 240, met: (r) => (r['test'] ? r['test'].exitCode === 0 && r['test'].seconds < 240 : undefined), beside: (r) => r['test']?.summary, bounds: 'Specs that run whole processes; a run with a failing spec misses, however quick.' },
  ],
};

const timed = (what: string, field: (line: any) => number | undefined) => (result: Result) => {
  const lines = (result['lines'] as any[]).filter((line) => line.what === what).map((line) => ({ figure: field(line) }));
  return ofLines('figure', () => true)({ ...result, lines });
};
const four = 'Zhiheng, 4 at a time';

const supervision: Chapter = {
  title: 'Supervision', command: 'node dist/infra/bench/supervision/ledger.bench.js · node dist/infra/bench/supervision/timers.bench.js | node dist/infra/bench/measurements/keep-lines.js timers',
  about: 'A ledger of a million findings on the embedded store, asked for pages with filters, sorts and exact totals; and ten thousand deadlines that pass in the same minute while others give commands.',
  bars: [
    {
      what: 'A page of the ledger, p99 over all questions', bar: '≤ 100 ms', result: 'ledger', unit: 'ms', figure: (r) => single(r['allQuestionsMs']?.p99), holds: (m) => m <= 100,
      beside: (r) => `median ${r['allQuestionsMs']?.median} ms; plain SQL with indexes written by hand p99 ${r['peerMs']?.p99} ms, median ${r['peerMs']?.median} ms; slowest read ${r['allQuestionsMs']?.max} ms`, bounds: 'Exact totals: counting what a weak filter leaves, and cold pages of a 3 GB file.',
    },
    {
      what: 'Ten thousand timers due in the same minute', bar: '≤ 30 s', result: 'timers', unit: 's', figure: timed(four, (line) => line.seconds), holds: (m) => m <= 30,
      beside: (r) => `32 at a time ${timed('Zhiheng, 32 at a time', (line) => line.seconds)(r)?.median} s; a polled table with an fsync each ${timed('a polled table, an fsync a timer', (line) => line.seconds)(r)?.median} s`, bounds: 'Each is a command decided and recorded on its own.',
    },
    {
      what: 'Other commands meanwhile, p99', bar: 'not delayed', result: 'timers', unit: 'ms', figure: timed(four, (line) => line.commandsMeanwhileMs?.p99),
      beside: (r) => `before ${timed(four, (line) => line.commandsBeforeMs?.p99)(r)?.median} ms; with 32 at a time ${timed('Zhiheng, 32 at a time', (line) => line.commandsMeanwhileMs?.p99)(r)?.median} ms`, bounds: 'They wait for the thread and the disk that the timers use.',
    },
  ],
};

const rounds: Chapter = {
  title: 'Assessment', command: 'npm run bench assessment',
  about: 'A frozen round of 3,000 units × 60 leaves, five of which compare units, each unit with a claim, a site check and a deduction; from the call until every result is durable.',
  bars: [
    {
      what: 'A round calculated and recorded', bar: '≤ 10 s', result: 'round', unit: 's', figure: (r) => r['seconds']?.whole, holds: (m) => m <= 10,
      beside: (r) => `facts read ${r['seconds']?.basis.median} s, arithmetic ${r['seconds']?.arithmetic.median} s, sheets written and hashed ${r['seconds']?.sheets.median} s, recorded ${r['seconds']?.recording.median} s; the bare driver inserting the same rows ${r['seconds']?.bareInsert.median} s`,
      bounds: 'Every sheet is written out whole and hashed, so that it can be proven.',
    },
    { what: 'The same proven from the log alone', bar: '—', result: 'round', unit: 's', figure: (r) => single(r['seconds']?.reproducingFromTheLog), bounds: 'Replaying 450,000 events, then all of the above.' },
  ],
};

const whole = (result: Result): Record<string, any> => result['wholeLog'] as Record<string, any>;
const cost = (result: Result, writer: string): Record<string, any> | undefined => (result['appendCost'] as any[]).find((one) => one.writer === writer && one.callers === 64);

const ledger: Chapter = {
  title: 'Ledger', command: 'npm run bench ledger',
  about: 'Every event hashed into an RFC 6962 tree as it is recorded, a log of a million events signed, proven and verified. Append cost compares the same closed loop of 64 callers with and without a ledger that follows, in turn.',
  bars: [
    { what: 'Proof of one event in a million', bar: '≤ 5 ms', result: 'tamper-evidence', unit: 'ms', figure: (r) => whole(r)['proofMs'], holds: (m) => m <= 5, beside: (r) => `p99 ${whole(r)['proofMs'].p99} ms`, bounds: 'Reading a few tiles of 8 KiB and hashing them.' },
    { what: 'A log of a million events verified', bar: '< 15 s', result: 'tamper-evidence', unit: 's', figure: (r) => whole(r)['verifySeconds'], holds: (m) => m < 15, beside: (r) => `with the spelling of every event ${whole(r)['verifyFullSeconds']} s; at most ${whole(r)['peakRssMiB']} MiB`, bounds: 'SQLite’s own check of every page and index, in a thread of its own.' },
    { what: 'How far the ledger is behind at 2,000 events/s', bar: '< 1 s', result: 'tamper-evidence', unit: 'ms', figure: (r) => r['following']?.lagMs, holds: (m) => m < 1_000, beside: (r) => `at most ${r['following']?.lagMs.max} ms and ${r['following']?.positions.max} positions, with SM3 beside SHA-256`, bounds: 'Events are gathered for 25 ms.' },
    { what: 'Append cost, writer in its own thread', bar: '< 15 %', result: 'tamper-evidence', unit: '%', figure: (r) => single(cost(r, 'thread')?.['costPercent']), holds: (m) => m < 15, beside: (r) => `${cost(r, 'thread')?.['without'].median} events/s without, ${cost(r, 'thread')?.['with'].median} with; processor time ${cost(r, 'thread')?.['cpuUsPerEvent'].without.median} and ${cost(r, 'thread')?.['cpuUsPerEvent'].with.median} µs an event`, bounds: 'Two hashes an event, on the thread that answers the callers.' },
    { what: 'Append cost, writer in the main thread', bar: '< 15 %', result: 'tamper-evidence', unit: '%', figure: (r) => single(cost(r, 'main')?.['costPercent']), holds: (m) => m < 15, beside: (r) => `${cost(r, 'main')?.['without'].median} events/s without, ${cost(r, 'main')?.['with'].median} with; processor time ${cost(r, 'main')?.['cpuUsPerEvent'].without.median} and ${cost(r, 'main')?.['cpuUsPerEvent'].with.median} µs an event`, bounds: 'The same thread writes and hashes.' },
  ],
};

const quarters = (result: Result): Figure | undefined => spread((result['append'] as any[] | undefined)?.map((span) => span.perCpuSecond as number));
const spread = (figures: readonly number[] | undefined): Figure | undefined => (figures && figures.length > 0 ? spreadOf(figures) : undefined);

const national: Chapter = {
  title: 'A simulated national load', command: 'npm run bench scale',
  about: 'Ten years in which 2,844 counties report 60 indicators each month, in the form that the product records them, into one SQLite log; then what is made of it. Rates are per second of processor time, as the machine was busy with other work. What follows from it is in `docs/guides/scale.md`.',
  bars: [
    { what: 'Append, a county’s month at a time, sixteen at once', bar: '—', result: 'national-10', unit: 'reports per processor second', figure: quarters, beside: (r) => `raw insert loop, first quarter ${r['peer']?.append.perCpuSecond}; clock: ${r['append']?.[0]?.perSecond} and ${r['peer']?.append.perSecond} per second`, bounds: 'Two random indexes, whole metadata.' },
    { what: 'Read and parse ten years', bar: '—', result: 'national-10', unit: 'reports per processor second', figure: (r) => single(r['read']?.perCpuSecond), beside: (r) => `raw read loop, first quarter ${r['peer']?.read.perCpuSecond}`, bounds: 'Parsing JSON.' },
    { what: 'Register of reports, a store a year', bar: '—', result: 'national-10', unit: 'reports per processor second', figure: (r) => spread((r['register'] as any[] | undefined)?.map((year) => year.perCpuSecond)), beside: (r) => `${r['register']?.[0]?.gib} GiB; at most ${r['register']?.[0]?.peakRssMiB} MiB of memory`, bounds: 'A row and a version each, eight index trees.' },
    { what: 'A county’s month as known at a past position', bar: '—', result: 'national-10', unit: 'ms', figure: (r) => r['past']?.countyMonthAsKnownMs, beside: (r) => `now ${r['past']?.countyMonthNowMs.median} ms`, bounds: 'Walking the unit’s keys in the history.' },
    { what: 'Proof of one report of a year', bar: '≤ 5 ms', result: 'national-1', unit: 'ms', figure: (r) => r['ledger']?.proofMs, holds: (m) => m <= 5, beside: (r) => `p99 ${r['ledger']?.proofMs.p99} ms`, bounds: 'Reading a few tiles of 8 KiB and hashing them.' },
    { what: 'A year’s log verified', bar: '—', result: 'national-1', unit: 's of processor time', figure: (r) => single(r['ledger']?.verified.cpuSeconds), beside: (r) => `${r['ledger']?.verified.seconds} s by the clock`, bounds: 'SQLite’s own check of every page and index.' },
  ],
};

const consoleViews: Chapter = {
  title: 'Console', command: 'npm run bench browser',
  about: 'The built console in a real Chromium on the same two cores as the server with the demo city. A view is there when everything it asked for is drawn; cold is with an empty cache. The ledger has a hundred thousand orders in the log beside the demo’s; the sheet is a year of sixty monthly indicators.',
  bars: [
    { what: 'First view after sign-in, empty cache', bar: '< 1.5 s', result: 'console', unit: 'ms', figure: (r) => r['firstView']?.coldMs, holds: (m) => m < 1_500, beside: (r) => `from the cache ${r['firstView']?.warmMs.median} ms; the smallest page of the same server ${r['firstView']?.smallestPageMs.median} ms`, bounds: 'Reading and running the scripts, then the answers one after the other.' },
    { what: 'Script of the first view, compressed', bar: '< 350 KiB', result: 'console', unit: 'KiB', figure: (r) => single(r['firstView']?.compressedScriptKiB), holds: (m) => m < 350, beside: (r) => `everything together ${r['firstView']?.wholeKiB} KiB`, bounds: 'React, antd and the frame; charts come when one is drawn.' },
    { what: 'Ledger of 100,000 rows, next page drawn', bar: '—', result: 'console', unit: 'ms', figure: (r) => r['ledger']?.turnMs, bounds: 'Drawing fifty rows with frozen columns.' },
    { what: 'Time between frames while it scrolls, p99', bar: '—', result: 'console', unit: 'ms', figure: (r) => single(r['ledger']?.frameMs.p99), beside: (r) => `median ${r['ledger']?.frameMs.median} ms`, bounds: 'The browser paints without a graphics card here.' },
    { what: 'From a key to its letter in the year’s sheet, p99', bar: '—', result: 'console', unit: 'ms', figure: (r) => single(r['sheet']?.keyToPaintMs.p99), beside: (r) => `median ${r['sheet']?.keyToPaintMs.median} ms of ${r['sheet']?.cells} cells; plain inputs of HTML median ${r['sheet']?.plainInputsMs.median} ms, p99 ${r['sheet']?.plainInputsMs.p99} ms`, bounds: 'The next frame.' },
  ],
};

/** Everything the guide tells of, in its order. */
export const chapters: readonly Chapter[] = [eventStore, rebuilding, board, http, importing, rounds, supervision, ledger, consoleViews, national, starting];
