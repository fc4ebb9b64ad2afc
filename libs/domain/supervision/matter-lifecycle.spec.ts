import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '#engine/kernel';
import { person } from '#engine/testing';
import { unitEvents, unitStream } from '#domain/units';
import { people as city, registeredUnit } from './finding-examples.js';
import { giveInstruction } from './give-instruction/give-instruction.js';
import { demand, matter, report, request } from './matter-examples.js';
import { matterEvents, matterStream, type MatterEvent } from './matter.events.js';
import { matter as matterFold, type MatterState } from './matter.state.js';
import { matters } from './matters/matters.projection.js';
import { reportMatter } from './report-matter/report-matter.js';
import { supplementMatter } from './report-matter/supplement-matter.js';
import { returnMatter } from './settle-matter/return-matter.js';
import { settleMatter } from './settle-matter/settle-matter.js';
import { escapes, played, stories, type StoryStep } from './story-examples.js';

const { reporter, bureau, leader } = city;
const people = [reporter, bureau, leader, city.inspector, person('all-roles', { unit: 'xuanwu', roles: { reporter: 'all', bureau: 'all', leadership: 'all' } }), person('nobody')];
const text = fc.constantFrom('原因', '另一原因');
const noting = (instruction: string) => ({ matter, instruction, text: '同意', handling: 'note' as const });
const demanding = (instruction: string) => ({ matter, instruction, text: '整改', handling: 'finding' as const, finding: demand });
const acts = [
  fc.constantFrom(request, report, { ...report, decisionSought: '追加经费' }).map((c) => [reportMatter, c] as const),
  text.map((content) => [supplementMatter, { matter, content, documents: [], evidence: [] }] as const),
  text.map((reason) => [returnMatter, { matter, reason }] as const),
  fc.constantFrom('i-1', 'i-2').map((id) => [giveInstruction, noting(id)] as const),
  fc.constantFrom('i-1', 'i-2').map((id) => [giveInstruction, demanding(id)] as const),
  fc.constantFrom('approved', 'declined', 'noted').map((outcome) => [settleMatter, { matter, outcome }] as const),
];
const lifeOf = (told: object, outcome: string): readonly StoryStep[] => [
  { by: reporter, send: [reportMatter, told] }, { by: bureau, send: [returnMatter, { matter, reason: '原因' }] }, { days: 1 }, { by: reporter, send: [reportMatter, told] },
  { by: reporter, send: [supplementMatter, { matter, content: '原因', documents: [], evidence: [] }] }, { by: leader, send: [giveInstruction, demanding('i-1')] },
  { by: bureau, send: [settleMatter, { matter, outcome }] }, { by: leader, send: [giveInstruction, noting('i-2')] }, { by: bureau, send: [settleMatter, { matter, outcome }] },
];
const story = stories(acts, people, [lifeOf(request, 'approved'), lifeOf(report, 'noted')]);
const furnished = { [unitStream('xuanwu')]: [registeredUnit('xuanwu')], [unitStream('qinhuai')]: [registeredUnit('qinhuai')] };
const facts = async (steps: readonly StoryStep[]) =>
  (await played(steps, { stream: matterStream(matter), from: '2025-03-03T01:00:00.000Z', catalogue: { ...matterEvents, ...unitEvents }, furnished })) as readonly Recorded<MatterEvent>[];
const stateAfter = (events: readonly Recorded<MatterEvent>[]): MatterState => events.reduce<MatterState>((state, event) => matterFold.evolve(state, event), matterFold.initial);

const allowed = {
  none: ['MatterReported'], returned: ['MatterReported'], reported: ['MatterSupplemented', 'MatterReturned', 'InstructionGiven', 'MatterSettled'],
  instructed: ['MatterSupplemented', 'InstructionGiven', 'MatterSettled'], settled: ['InstructionGiven'],
};

describe('the life of a matter, whatever people try in whatever order', () => {
  test('no order of commands escapes its steps, nobody handles the own one, and the register tells the same', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const events = await facts(steps);
        expect(escapes(events, allowed, (past) => stateAfter(past as typeof events).status)).toEqual([]);
        for (const [n, event] of events.entries()) {
          seen.add(event.type);
          if (['MatterReturned', 'InstructionGiven', 'MatterSettled'].includes(event.type.slice(12))) expect(event.meta.unit).not.toBe('xuanwu');
          if (event.type === 'supervision.InstructionGiven') expect([event.data.finding === undefined, event.meta.actor]).toEqual([event.data.handling === 'note', 'leader-sun']);
          const before = stateAfter(events.slice(0, n));
          if (event.type !== 'supervision.MatterSettled' || before.status === 'none') continue;
          expect(event.data.outcome === 'noted').toBe(before.matter.kind === 'report');
          expect(before.matter.kind === 'report' || Object.keys(before.instructions).length > 0).toBe(true);
        }
        const state = stateAfter(events);
        const row = events.reduce<ReturnType<typeof matters.fold>>((before, event) => matters.fold(before, event, matter), undefined);
        expect(row?.status ?? 'none').toBe(state.status);
        if (state.status === 'none') return;
        expect(row!.instructions.map(({ instruction, text, handling }) => ({ instruction, text, handling }))).toEqual(
          Object.values(state.instructions).map(({ instruction, text, handling }) => ({ instruction, text, handling })),
        );
        expect([row!.waitingSince === null, row!.outcome === null, row!.firstReportedAt]).toEqual([state.status === 'settled', state.status !== 'settled', state.firstReportedAt]);
        expect(new Set(row!.instructions.flatMap(({ finding }) => (finding ? [finding.finding] : []))).size).toBe(row!.instructions.filter(({ handling }) => handling === 'finding').length);
      }),
      { numRuns: 100, seed: 20_250_303 },
    );
    expect(Object.keys(matterEvents).filter((type) => !seen.has(type))).toEqual([]);
  });
});
