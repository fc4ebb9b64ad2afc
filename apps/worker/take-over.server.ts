import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onOwnMongo } from '../../libs/engine/mongodb/server-examples.js';
import { eventOfRecord, headersOf, readTopic } from '../../libs/engine/relay/kafka/brokers-examples.js';
import { RunningSet, within, type Program } from './running-set-examples.js';

/** What is promised: the end of the process that had the work costs no effect of it more than this, beside the work's own time. */
const takeOverMs = 10_000;
const [plan, indicator] = ['nanjing-2023', 'tech-incubators'];
const period = '2026-Q3';
/** One for each round of effects: a value is verified once. */
const units = ['gulou', 'jianye', 'pukou'];
const deadlines = ['2026-Q4', '2026-Q1', '2026-Q2'];
const verified = 'quality.indicator.verified.v1';

onOwnMongo('work is taken over', () => {
  let set: RunningSet;
  let holder: Program;
  let standby: Program;
  beforeAll(async () => {
    set = await RunningSet.start();
    [holder] = set.programs.filter(({ name }) => name === 'worker-1') as [Program];
    standby = await set.worker('worker-2');
    await standby.ready();
    expect((await set.call('bureau', 'POST', `/periods/${plan}/${period}`, { dueAt: new Date(Date.now() + 86_400_000).toISOString() })).status).toBe(200);
  }, 600_000);
  afterAll(() => set?.stop(), 60_000);

  /** Something for every kind of work, begun now; each resolves with the milliseconds until its effect was there. */
  function effects(mark: number, from: number): Promise<Readonly<Record<string, number>>> {
    const [value, limit] = [String(20 + mark), 60_000];
    const since = performance.now();
    const by = async (work: Promise<unknown>): Promise<number> => {
      await work;
      return Math.round(performance.now() - since);
    };
    const report = async (unit: string): Promise<number> => {
      const { body, status } = await set.call(`reporter-${unit}`, 'POST', '/reports', { plan, indicator, unit, period, value, evidence: [], note: `${mark}` });
      expect([status, body]).toEqual([201, expect.anything()]);
      return body.position;
    };
    const view = async (): Promise<void> => {
      const { body, status } = await set.call('bureau', 'POST', `/periods/${plan}/${period}/extension`, { dueAt: new Date(Date.now() + (1 + mark) * 86_400_000).toISOString(), reason: 'trial' });
      expect([status, body]).toEqual([200, expect.anything()]);
      await within(limit, 'the list of periods', async () => (await set.call('leader', 'GET', `/periods?waitFor=${body.position}`)).status === 200);
    };
    const relay = async (): Promise<void> => {
      await report(units[mark]!);
      const { status, body } = await set.call('verifier-market-regulation', 'POST', `/reports/${plan}/${indicator}/${units[mark]}/${period}/verification`, { value });
      expect([status, body]).toEqual([200, expect.anything()]);
      await within(limit, 'the message', async () => (await readTopic(set.kafka.addresses, verified)).map(eventOfRecord).some(({ data }) => (data as { unit: string; period: string }).unit === units[mark] && (data as { period: string }).period === period));
    };
    const intake = async (): Promise<void> => {
      await set.feed(`feed-${mark}`, { indicator, unit: 'qinhuai', period, value });
      await within(limit, 'the value that was sent', async () => (await set.facts(from, 'reporting.')).some(({ meta }) => meta.actor === 'feed:/trial')).catch(async (error: unknown) => {
        throw new Error(`dead letters: ${(await readTopic(set.kafka.addresses, 'quality.indicator.feed.v1.dlq')).map((record) => JSON.stringify(headersOf(record.message))).join()}`, { cause: error });
      });
    };
    const timer = async (): Promise<void> => {
      const closing = deadlines[mark]!;
      const opened = await set.call('bureau', 'POST', `/periods/${plan}/${closing}`, { dueAt: new Date(Date.now() + 1_500).toISOString() });
      expect([opened.status, opened.body]).toEqual([200, expect.anything()]);
      await within(limit, 'the deadline acts', async () => (await set.facts(from, 'reporting.PeriodClosed')).some(({ data }) => data.period === closing));
    };
    const signing = (): Promise<unknown> => within(limit, 'a checkpoint', async () => (await set.facts(from, 'history.CheckpointSigned')).length > 0);
    return Promise.all([by(view()), by(intake()), by(timer()), by(signing()), by(relay())]).then(([a, b, c, d, e]) => ({ view: a!, intake: b!, timer: c!, signing: d!, relay: e! }));
  }

  const told = (what: string, figures: unknown): boolean => process.stderr.write(`${what}: ${JSON.stringify(figures)}\n`);
  /** What each kind of work takes here with nobody lost; signing waits for its minute then. */
  let undisturbed: Readonly<Record<string, number>>;
  // The work's own time twice: whoever takes it over reads everything for the first time. On a machine busy with other work that is seconds.
  const allPromised = (took: Readonly<Record<string, number>>): void => {
    const slowest = Math.max(...['view', 'intake', 'timer', 'relay'].map((kind) => undisturbed[kind]!));
    for (const [kind, ms] of Object.entries(took)) {
      const own = kind === 'leases' || kind === 'signing' ? slowest : undisturbed[kind]!;
      expect([kind, ms, ms < takeOverMs + 2 * own]).toEqual([kind, ms, true]);
    }
  };
  /** Milliseconds until nothing is an owner's any more. */
  const left = (owner: string): Promise<number> => within(60_000, 'every lease has another owner', async () => !(await set.owners()).has(owner)).then(Math.round);
  const onlyOwner = async (): Promise<string> => {
    const owners = await set.owners();
    expect(owners.size).toBe(1);
    return [...owners][0]!;
  };

  test('of which each kind takes its time while nobody is lost', async () => {
    undisturbed = await effects(0, await set.head());
    told('with nobody lost, ms', undisturbed);
  });

  test('within ten seconds of a kill, every lease and every kind of work', async () => {
    const [from, owner] = [await set.head(), await onlyOwner()];
    await holder.end('SIGKILL');
    const leases = left(owner);
    const took = { ...(await effects(1, from)), leases: await leases };
    told('taken over after a kill, ms', took);
    allPromised(took);
  });

  test('at once, when the holder is told to end', async () => {
    const owner = await onlyOwner();
    await holder.start().ready();
    const begun = performance.now();
    const code = await standby.end('SIGTERM');
    const ended = Math.round(performance.now() - begun);
    const leases = ended + (await left(owner));
    told('handed over at a clean end, ms', { ended, leases });
    expect([code, leases < takeOverMs]).toEqual([0, true]);
    await standby.start().ready();
  });

  test('from a holder that stands still, which writes nothing more when it goes on, and stands by', async () => {
    const [from, owner] = [await set.head(), await onlyOwner()];
    holder.signal('SIGSTOP');
    const leases = left(owner);
    const took = { ...(await effects(2, from)), leases: await leases };
    told('taken over from a frozen process, ms', took);
    allPromised(took);
    const next = await onlyOwner();
    const said = holder.printed.length;
    holder.signal('SIGCONT');
    // Facts at the very moment it goes on: its replica hears of them before it hears that others have its leases.
    for (let n = 0; n < 5; n += 1) expect((await set.call('reporter-lishui', 'POST', '/reports', { plan, indicator, unit: 'lishui', period, value: String(50 + n), evidence: [], note: `${n}` })).status).toBe(201);
    await within(60_000, 'the holder of before says that it has lost its leases', () => holder.printed.slice(said).includes('lease-lost'));
    await holder.ready();
    expect([holder.running, await onlyOwner()]).toEqual([true, next]);
    expect(await epochsBehind()).toEqual([]);
  }, 240_000);

  test('so that every fact is shown, sent and signed as if one had done it all', async () => {
    const head = await set.head();
    await within(60_000, 'views are current', async () => {
      const late = (await standby.health())!.parts.filter(({ name, detail }) => name.startsWith('projection/') && detail.position < head);
      if (late.length > 0) throw new Error(JSON.stringify(late.map(({ name, detail }) => [name, detail])));
      return true;
    });
    const sent = (await set.facts(0, 'reporting.ReportVerified')).length + (await set.facts(0, 'reporting.ReportCorrected')).length + (await set.facts(0, 'reporting.NotApplicableApproved')).length;
    const records = await readTopic(set.kafka.addresses, verified);
    const ids = records.map((record) => eventOfRecord(record).id);
    told('messages', { facts: sent, messages: ids.length, ids: new Set(ids).size });
    expect(new Set(ids).size).toBe(sent);
    const closed = (await set.facts(0, 'reporting.PeriodClosed')).filter(({ data }) => data.how === 'deadline' && data.period.startsWith('2026'));
    expect(closed.map(({ data }) => data.period).sort()).toEqual([...deadlines].sort());
    expect((await set.facts(0, 'reporting.')).filter(({ meta }) => meta.actor === 'feed:/trial').length).toBe(deadlines.length);
    const sizes = (await set.facts(0, 'history.CheckpointSigned')).map(({ data }) => data.size as number);
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
    for (const projection of ['report-register', 'completeness']) {
      const { status, body } = await set.call('sysadmin', 'POST', `/projections/${projection}/rebuild`, { takeOver: 'when-equal', reason: 'trial' });
      expect([projection, status, body]).toEqual([projection, expect.any(Number), expect.anything()]);
      await within(120_000, `${projection} is rebuilt`, async () => {
        if ((await set.facts(head, 'projections.')).some(({ type, data }) => type === 'projections.RebuildSwitched' && data.projection === projection && data.equal === true)) return true;
        const told = [holder, standby].map(({ name, printed }) => [name, printed.split('\n').filter((line) => line.includes(projection)).slice(-10)]);
        throw new Error(JSON.stringify([await set.database.collection('rows.notes').findOne({ _id: `projection/${projection}` as never }), ...told]));
      });
    }
  }, 300_000);

  /** Leases whose epoch a head does not have that belongs to them. */
  async function epochsBehind(): Promise<readonly string[]> {
    const [leases, heads, states] = await Promise.all([
      set.database.collection<any>('rows.leases').find({}).toArray(), set.database.collection<any>('rows.catalogue').find({}).toArray(), set.database.collection<any>('reactions.heads').find({}).toArray(),
    ]);
    const epochs = new Map(leases.map(({ _id, epoch }) => [String(_id), epoch as number]));
    return [
      ...heads.filter(({ lease, epoch }) => lease && epochs.get(lease) !== epoch).map(({ _id }) => String(_id)),
      ...states.filter(({ _id, state }) => epochs.has(`follower/${_id}`) && epochs.get(`follower/${_id}`) !== state.epoch).map(({ _id }) => String(_id)),
    ];
  }
});
