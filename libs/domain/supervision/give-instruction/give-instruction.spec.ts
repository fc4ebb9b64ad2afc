import { describe, expect, test } from '@jest/globals';
import { derivedId } from '#engine/kernel';
import { given, person, reacting, recorded } from '#engine/testing';
import { draftFinding } from '../draft-finding/draft-finding.js';
import { people, registeredUnit } from '../finding-examples.js';
import { findingContent } from '../finding.events.js';
import { demand, demanded, instruction, matter, noted, request, requested, returned, settled } from '../matter-examples.js';
import { giveInstruction } from './give-instruction.js';
import { contentOf, findingOf, type InstructionGiven } from './instructed-finding.js';
import { instructionToFinding } from './instruction-to-finding.process.js';

const noting = { matter, instruction, text: '同意，请财政局支持。', handling: 'note' } as const;
const demanding = { matter, instruction, text: '举一反三，限期整改。', handling: 'finding', finding: demand } as const;
const told = { toldFrom: { unit: [registeredUnit('qinhuai')] } };

describe('giving an instruction', () => {
  test('a leader instructs, for the record or so that a finding comes of it', () => {
    given(requested()).as(people.leader).when(giveInstruction, noting).then(noted());
    given(requested()).as(people.leader).when(giveInstruction, { ...noting, leader: 'p-100' }).then(noted({ leader: 'p-100' }));
    given(requested()).as(people.leader).when(giveInstruction, demanding, told).then(demanded());
    given(requested()).as(people.leader).when(giveInstruction, { ...demanding, finding: { ...demand, due: { on: '2025-03-03' } } }, told).then(demanded({ finding: { ...demand, due: { on: '2025-03-03' } } }));
  });

  test('more than once, also on a settled matter, which is open again by it', () => {
    given(requested(), noted()).as(people.leader).when(giveInstruction, { ...noting, instruction: 'i-2' }).then(noted({ instruction: 'i-2' }));
    const again = given(requested(), noted(), settled()).as(people.leader).when(giveInstruction, { ...noting, instruction: 'i-2' }).then(noted({ instruction: 'i-2' }));
    expect(again.state()).toMatchObject({ status: 'instructed' });
  });

  test('the same again changes nothing, also when it is settled since', () => {
    given(requested(), noted()).as(people.leader).when(giveInstruction, noting).thenNothing();
    given(requested(), demanded(), settled()).as(people.leader).when(giveInstruction, demanding).thenNothing();
  });

  test('nobody else instructs, nor on the own unit', () => {
    for (const other of [people.bureau, people.inspector, people.reporter]) given(requested()).as(other).when(giveInstruction, noting).thenForbidden();
    given(requested()).as(person('own', { unit: 'xuanwu', roles: { leadership: 'all' } })).when(giveInstruction, noting).thenRefused('supervision.own-matter', { unit: 'xuanwu' });
  });

  test.each([
    ['on nothing', [], noting, {}, 'supervision.unknown-matter'],
    ['on a returned paper', [requested(), returned()], noting, {}, 'supervision.matter-wrong-status'],
    ['under a code that is taken', [requested(), noted()], { ...noting, text: '其他' }, {}, 'supervision.instruction-exists'],
    ['that says nothing of what is to be done', [requested()], { ...noting, handling: 'finding' }, {}, 'supervision.finding-incomplete'],
    ['for the record that demands something', [requested()], { ...demanding, handling: 'note' }, told, 'supervision.note-with-finding'],
    ['to an unknown unit', [requested()], demanding, {}, 'supervision.unknown-unit'],
    ['due on a day that has passed', [requested()], { ...demanding, finding: { ...demand, due: { on: '2025-03-02' } } }, told, 'supervision.date-passed'],
  ] as const)('an instruction %s is refused', (_, past, command, options, code) => {
    given(...past).as(people.leader).when(giveInstruction, command, options).thenRefused(code);
  });
});

describe('an instruction that is to be acted on', () => {
  const event = recorded(demanded().type, demanded().data as never, { stream: `matter-${matter}`, position: 7, revision: 1 }) as unknown as InstructionGiven;

  test('becomes the draft of a finding, whose code and source follow from the fact', () => {
    reacting(instructionToFinding).given(event).expect({
      definition: draftFinding,
      command: {
        finding: derivedId(event.id, 'finding'),
        content: {
          title: request.title, problem: request.content, severity: 'serious', urgency: 'urgent', source: { kind: 'instruction', ref: `matter-${matter}/${instruction}` },
          basis: '举一反三，限期整改。', requirement: demand.requirement, unit: 'qinhuai', supporting: [], due: demand.due,
        },
      },
      reason: '领导批示转督办 / An instruction became a finding',
    });
  });

  test('what it makes is a content that a finding may have', () => {
    expect(findingContent.parse(contentOf(event))).toEqual(contentOf(event));
  });

  test('one that is noted only becomes none', () => {
    reacting(instructionToFinding).given(noted()).expect();
  });

  test('the draft is made once, however often the fact is delivered', () => {
    const drafting = { finding: findingOf(event.id), content: contentOf(event)! };
    const facts = { toldFrom: { 'unit.qinhuai': [registeredUnit('qinhuai')] } };
    const drafted = given().as(people.system).when(draftFinding, drafting, facts).events();
    expect(drafted).toEqual([{ type: 'supervision.FindingDrafted', data: drafting }]);
    const byTheSystem = drafted.map((fact) => recorded(fact.type, fact.data as never, { stream: `finding-${drafting.finding}`, meta: { actor: people.system.id } }));
    given(...byTheSystem).as(people.system).when(draftFinding, drafting, facts).thenNothing();
  });
});
