import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import type { ParkedStream } from '#engine/reactions';
import { parkedTopic as topic, parkTwoReports } from './parked-examples.js';
import { RunningServer } from './running-server-examples.js';

const process = `relay/${topic}`;

/** The server with the demo city, whose relay left two reports behind as it does with what cannot be sent. */
describe('what is parked', () => {
  let server: RunningServer;
  let first: ParkedStream;
  let second: ParkedStream;

  const messages = (): { id: string; zhihengposition: number }[] => {
    const file = join(server.data, 'outbox', `${topic}.ndjson`);
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line)) : [];
  };
  const sentAt = (position: number): number => messages().filter(({ zhihengposition }) => zhihengposition === position).length;
  const named = ({ stream, position }: ParkedStream) => ({ process, stream, position });

  beforeAll(async () => {
    server = await RunningServer.start();
    [first, second] = await parkTwoReports(server);
  }, 120_000);
  afterAll(() => server.stop());

  test('is listed with why, for those who watch over the machinery', async () => {
    const { body } = await server.call('auditor', 'GET', '/parked');
    expect(body.items.map(({ process: name, stream, position, reason }: ParkedStream) => [name, stream, position, reason])).toEqual([first, second].map(({ stream, position, reason }) => [process, stream, position, reason]));
    const { body: followers } = await server.call('sysadmin', 'GET', '/projections');
    expect(followers.relay.find((one: { topic: string }) => one.topic === topic)).toMatchObject({ parkedStreams: 2 });
    expect((await server.call('leader', 'GET', '/parked')).status).toBe(403);
  });

  test('is tried again by the system administrator alone, and goes on', async () => {
    expect((await server.call('auditor', 'POST', '/parked/retry', named(first))).status).toBe(403);
    const before = sentAt(first.position);
    const key = newId();
    const answer = await server.call('sysadmin', 'POST', '/parked/retry', named(first), { 'idempotency-key': key });
    expect([answer.status, answer.body.outcome]).toEqual([200, 'went-on']);
    expect(sentAt(first.position)).toBe(before + 1);
    const again = await server.call('sysadmin', 'POST', '/parked/retry', named(first), { 'idempotency-key': key });
    expect([again.body.position, sentAt(first.position)]).toEqual([answer.body.position, before + 1]);
    const later = await server.call('sysadmin', 'POST', '/parked/retry', named(first));
    expect([later.status, later.body.code]).toEqual([409, 'system.not-parked']);
  });

  test('is given up with a reason, which the change history tells, and is never sent', async () => {
    const before = sentAt(second.position);
    expect((await server.call('sysadmin', 'POST', '/parked/discard', named(second))).body).toMatchObject({ code: 'request.invalid' });
    const { body } = await server.call('sysadmin', 'POST', '/parked/discard', { ...named(second), reason: '重复录入' });
    expect(body.outcome).toBe('went-on');
    expect([sentAt(second.position), (await server.call('sysadmin', 'GET', '/parked')).body.items]).toEqual([before, []]);
    const { body: told } = await server.call('auditor', 'GET', `/history/events/${body.position}?waitFor=${body.position}`);
    expect(JSON.stringify(told)).toContain('重复录入');
  });
});
