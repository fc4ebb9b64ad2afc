// Calculates a round again and again until it is killed, for the spec beside it: argv is the log's file and the number of units.
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { isRefusal, systemClock, type JsonObject } from '#engine/kernel';
import { content, itemMarked } from '../../assessment-examples.js';
import { calculating, cardOf, frozenLog, record, targetOf, verified } from '../../calculation-examples.js';

const [, , path = '', count = '0'] = process.argv;
const log = await SqliteEventStore.open({ path, clock: systemClock, writer: 'main' });
const units = Array.from({ length: Number(count) }, (_, n) => `unit-${n}`);

if ((await log.head()) === 0) {
  const [districts] = content['groups'] as JsonObject[];
  const codes = ['tech-incubators', 'patents', 'mechanism', 'complaints', 'service'];
  await frozenLog({
    content: { ...content, groups: [{ ...districts!, units }] }, opened: { groups: [{ code: 'districts', units }] }, found: [],
    city: [
      ...codes.map((code) => cardOf(code, units)),
      ...units.flatMap((unit, n) => [targetOf('tech-incubators', unit, '30'), verified('tech-incubators', unit, String(n % 40)), verified('patents', unit, String(n % 17))]),
    ],
  }, log);
}
const { calculate } = calculating(log);
for (let mark = 0; ; mark += 1) {
  await record(log, itemMarked({ unit: units[mark % units.length]!, mark: String(mark % 100) }));
  process.stdout.write('calculating\n');
  const answer = await calculate();
  if (isRefusal(answer)) throw new Error(answer.refused);
  process.stdout.write(`calculated ${answer.run}\n`);
}
