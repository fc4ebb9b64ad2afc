import { describe, expect, test } from '@jest/globals';
import type { scriptedServer } from '../cli-examples.js';
import { bodyOf, file, here, host, server, start } from '../scripted-examples.js';

const receipt = { stream: 's', revision: 1, position: 7, recordedAt: 't', events: [{ id: '1', type: 'x.Y' }], repeated: false, changed: true };
const both = (text: string) => ({ zh: text, en: text });
const sha256 = 'a'.repeat(64);

describe('what a command says at length', () => {
  const draft = ['findings', 'draft', '--title', 'other', '--days', '10'];

  test('comes from a file, and an option given beside it wins', async () => {
    await start(() => ({ status: 201, body: { ...receipt, finding: 'f-9' } }));
    const named = file('finding.json', JSON.stringify({ title: 'one', problem: 'p', due: { on: '2026-06-30' } }));
    expect(await here(...draft, '--file', named)).toBe(0);
    expect(bodyOf(0)).toEqual({ content: { title: 'other', problem: 'p', due: { days: 10, kind: 'working' } } });
    expect(host.written.stdout).toMatch(/finding +f-9/);
  });

  test.each([['[1]', 'cli.not-an-object'], ['null', 'cli.not-an-object'], ['{', 'cli.not-json']])('is not taken from a file with %s', async (text, code) => {
    await start(() => ({ body: receipt }));
    expect([await here(...draft, '--file', file('wrong.json', text)), host.written.stderr.includes(code), server.seen.length]).toEqual([2, true, 0]);
  });

  test('names the usual plan where a measure or an indicator is named, and none otherwise', async () => {
    await start(() => ({ status: 201, body: { ...receipt, finding: 'f-9' } }));
    await here(...draft, '--indicator', 'patents');
    await here(...draft);
    expect([bodyOf(0), bodyOf(1)].map(({ content }) => (content as { plan?: string }).plan)).toEqual(['nanjing-2023', undefined]);
  });

  test('keeps in a changed draft what is not given', async () => {
    await start(({ method }) => ({ body: method === 'GET' ? { content: { title: 'one', problem: 'p', supporting: ['water'] } } : receipt }));
    expect(await here('findings', 'redraft', 'f-1', '--title', 'two')).toBe(0);
    expect([server.seen[1]!.path, bodyOf(1)]).toEqual(['/api/findings/f-1/redraft', { content: { title: 'two', problem: 'p', supporting: ['water'] } }]);
  });

  test('of several parts is split at the equals signs, the last part keeping its own', async () => {
    await start(({ path }) => ({ body: path === '/api/me' ? { unit: 'xuanwu' } : receipt }));
    expect(await here('findings', 'plan', 'f-1', '--measure', '2026-03-20=Li=a=b')).toBe(0);
    expect(bodyOf(-1)).toEqual({ unit: 'xuanwu', measures: [{ by: '2026-03-20', who: 'Li', what: 'a=b' }] });
    expect(await here('findings', 'plan', 'f-1', '--measure', '2026-03-20=Li')).toBe(2);
    expect(host.written.stderr).toContain('BY=WHO=WHAT');
  });
});

describe('time', () => {
  test.each([
    [['--due', '2026-06-30', '--days', '3'], 'cli.together'], [[], 'cli.missing'], [['--days', '0'], 'cli.not-a-number'], [['--due', '2026-02-30'], 'cli.not-a-date'],
  ])('allowed as %j is wrong usage', async (options, code) => {
    await start(() => ({ body: receipt }));
    expect([await here('findings', 'reopen', 'f-1', '--reason', 'why', ...options), host.written.stderr.includes(code), server.seen.length]).toEqual([2, true, 0]);
  });

  test.each([['2026-03-09T14:30', '2026-03-09T06:30:00.000Z'], ['2026-03-09T00:10:05', '2026-03-08T16:10:05.000Z'], ['2026-03-09T06:30:00Z', '2026-03-09T06:30:00Z']])('of day %s is sent as %s', async (typed, sent) => {
    await start(() => ({ body: receipt }));
    expect(await here('interviews', 'move', 'i-1', '--at', typed, '--place', 'x', '--reason', 'why')).toBe(0);
    expect(bodyOf(0)).toEqual({ at: sent, place: 'x' });
  });

  test.each(['2026-02-30T10:00', 'tomorrow', '2026-03-09', '2026-03-09T25:00'])('of day %s is none', async (typed) => {
    await start(() => ({ body: receipt }));
    expect([await here('interviews', 'move', 'i-1', '--at', typed, '--place', 'x', '--reason', 'why'), host.written.stderr.includes('cli.not-an-instant'), server.seen.length]).toEqual([2, true, 0]);
  });
});

describe('evidence', () => {
  const answer: Parameters<typeof scriptedServer>[0] = ({ method, path }) =>
    method === 'PUT' ? { status: 201, body: { sha256, name: 'e.pdf', size: 4, type: 'application/pdf' } } : { body: path === '/api/me' ? { unit: 'bureau' } : receipt };
  const uploads = (): string[] => server.seen.filter(({ method }) => method === 'PUT').map(({ path }) => path);

  test('of an on-site check belongs to those who inspect, not to the unit that is inspected', async () => {
    await start(answer);
    expect(await here('campaigns', 'visit', 'c', 'v', 'xuanwu', '--member', 'li', '--evidence', file('e.pdf', '%PDF'), '--signed-by', 'p-1')).toBe(0);
    expect(uploads()).toEqual(['/api/evidence?unit=bureau']);
    expect(bodyOf(-1)).toEqual({ unit: 'xuanwu', team: ['li'], photos: [sha256], signatures: { team: ['li'], unit: { signer: 'p-1' } } });
  });

  test('of a unit belongs to that unit: the one named, or that of the file', async () => {
    await start(answer);
    await here('findings', 'support', 'f-1', '--unit', 'water', '--summary', 's', '--evidence', file('e.pdf', '%PDF'));
    await here('findings', 'plan', 'f-1', '--file', file('plan.json', JSON.stringify({ unit: 'finance', causes: 'c' })), '--evidence', file('e.pdf', '%PDF'));
    expect([uploads(), bodyOf(-1)]).toEqual([['/api/evidence?unit=water', '/api/evidence?unit=finance'], { unit: 'finance', causes: 'c', evidence: [sha256] }]);
  });

  test('that a file of conclusions names is uploaded first', async () => {
    await start(answer);
    const conclusions = [{ unit: 'xuanwu', facts: 'f', conclusion: 'c', evidence: [file('e.pdf', '%PDF'), 'b'.repeat(64)] }];
    expect(await here('campaigns', 'conclude', 'c', '--file', file('conclusions.json', JSON.stringify({ summary: 's', conclusions })))).toBe(0);
    expect(bodyOf(-1)['conclusions']).toEqual([{ ...conclusions[0], evidence: [sha256, 'b'.repeat(64)] }]);
  });
});

describe('issuing', () => {
  const refusal = { finding: 'f-2', code: 'supervision.own-unit', because: both('本单位。'), remedy: both('请他人交办。') };

  test('one finding is an act of its own', async () => {
    await start(() => ({ body: receipt }));
    expect([await here('findings', 'issue', 'f-1'), server.seen[0]!.path]).toEqual([0, '/api/findings/f-1/issue']);
  });

  test('several is all or none, and says why not', async () => {
    await start(() => ({ body: { dryRun: false, recorded: false, accepted: 1, refused: [refusal] } }));
    expect(await here('findings', 'issue', 'f-1', 'f-2')).toBe(3);
    expect([server.seen[0]!.path, bodyOf(0)]).toEqual(['/api/findings/issue', { findings: ['f-1', 'f-2'], dryRun: false }]);
    expect(host.written.stdout).toMatch(/f-2 +supervision\.own-unit +本单位。 请他人交办。[\s\S]*全部未交办/);
  });

  test('is tried without recording anything', async () => {
    await start(() => ({ body: { dryRun: true, recorded: false, accepted: 1, refused: [] } }));
    expect([await here('findings', 'issue', 'f-1', '--dry-run'), bodyOf(0), host.written.stdout]).toEqual([0, { findings: ['f-1'], dryRun: true }, '试算：1 件可以交办，未作任何记录。\n']);
  });
});

describe('the proof of a draw', () => {
  const draw = { draw: 1, inForce: true, sealed: false, seedHash: 'h', seedFits: true, recorded: [{ unit: 'xuanwu', inspectors: ['li', 'wang'] }], same: true };
  const proof = (change: object, strayVisits: readonly object[] | null = []) => start(() => ({ body: { algorithm: 'a/1', steps: both('步骤'), draws: [{ ...draw, ...change }], strayVisits } }));

  test('is done where everything fits', async () => {
    await proof({});
    expect([await here('campaigns', 'proof', 'c'), host.written.stdout.includes('xuanwu (li, wang)')]).toEqual([0, true]);
  });

  test('says nothing of a sample that is sealed', async () => {
    await proof({ sealed: true, seedFits: null, same: null, recorded: null }, null);
    expect([await here('campaigns', 'proof', 'c'), host.written.stdout.includes('封存中')]).toEqual([0, true]);
  });

  test.each([[{ seedFits: false }, []], [{ same: false }, []], [{}, [{ visit: 'v', unit: 'water' }]]])('is a difference with %j and stray visits %j', async (change, stray) => {
    await proof(change, stray);
    expect(await here('campaigns', 'proof', 'c')).toBe(5);
  });
});

describe('the page of a finding', () => {
  const page = {
    finding: 'f-1', status: 'draft', content: { title: 't' }, line: null, clocks: null, deadlines: [], effects: null, revision: 0,
    may: { issue: { allowed: true }, discard: { allowed: false, code: 'supervision.not-the-drafter', because: both('不是拟稿人。') }, redraft: { allowed: false, code: 'command.forbidden', because: both('无权限。') } },
  };

  test('names the commands that are open, why others are not, and counts what is for others', async () => {
    await start(() => ({ body: page }));
    expect(await here('findings', 'show', 'f-1')).toBe(0);
    expect(host.written.stdout).toMatch(/可办理\n {2}zhiheng findings issue\n[\s\S]*findings discard +不是拟稿人。 \[supervision\.not-the-drafter\]\n\n另有 1 项由他人办理。/);
    expect(host.written.stdout).not.toContain('无权限');
  });

  test('prints what the order says, to be changed', async () => {
    await start(() => ({ body: page }));
    expect([await here('findings', 'show', 'f-1', '--content'), JSON.parse(host.written.stdout)]).toEqual([0, { title: 't' }]);
  });
});

describe('the ledger', () => {
  test('as CSV takes the same filters, several values with commas, and the person’s language', async () => {
    await start(() => ({ body: 'x' }));
    expect(await here('ledger', '--status', 'reported', '--status', 'returned', '--overdue', '--csv', '--lang', 'en')).toBe(0);
    expect(server.seen[0]!.path).toBe('/api/findings.csv?status=reported%2Creturned&overdue=true&language=en');
  });

  test.each([[['--overdue', '--in-time']], [['--csv', '--limit', '3']]])('with %j is wrong usage', async (options) => {
    await start(() => ({ body: 'x' }));
    expect([await here('ledger', ...options), server.seen.length]).toEqual([2, 0]);
  });
});

describe('watching notices', () => {
  const lines = (...counts: readonly (readonly [number, number])[]): string =>
    counts.map(([unread, urgent]) => `event: lines\ndata: ${JSON.stringify({ position: 1, changed: [{ unread, urgent }], gone: [] })}\n\n`).join('');

  test('tells each change once, also over a broken line', async () => {
    await start((_, count, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (count < 3) response.end(count === 1 ? `event: alive\ndata: {}\n\n${lines([1, 0], [2, 1])}` : lines([2, 1], [0, 0]));
      else host.stop.abort();
      return 'handled';
    });
    expect([await here('notices', 'watch', '--lang', 'en'), host.written.stdout, host.slept]).toEqual([0, '1 unread, 0 of them urgent\n2 unread, 1 of them urgent\n0 unread, 0 of them urgent\n', [1_000, 1_000]]);
  });

  test('ends with the server’s no', async () => {
    await start(() => ({ status: 403, body: { code: 'access.forbidden', text: { title: both('不可以。'), remedy: both('请联系。') } } }));
    expect([await here('notices', 'watch'), host.written.stderr.includes('access.forbidden')]).toEqual([3, true]);
  });
});
