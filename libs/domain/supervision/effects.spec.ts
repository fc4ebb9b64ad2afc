import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '#engine/kernel';
import { frozen } from '#engine/testing';
import { effectsAfter, effectsOf, findingEffects, isFindingEvent, scoreEffects, type ScoreEffect } from './effects.js';
import type { FindingEvent } from './finding.events.js';
import {
  acknowledged, closedFinding, content, contestedAssignment, contestedEffect, deadline, delistedFinding, draftedFinding, dueAt, escalatedFinding, finding, givenNumber, grantedExtension, heldFollowUp, issuedFinding,
  later, liftedEffect, listedFinding, number, plannedRectification, progressedRectification, reassignedFinding, recordedSteps, redraftedFinding, reopenedFinding, reportedFinding, requestedExtension,
  resumedFinding, returnedRectification, supportReported, suspendedFinding, upheldAssignment, upheldEffect, withdrawnFinding, type Step,
} from './finding-examples.js';

const after = (...steps: readonly Step[]) => effectsOf(recordedSteps(...steps) as never);
const kinds = (...steps: readonly Step[]) => after(...steps)!.effects.map(({ kind }) => kind);
/** Which effect stems from which step. */
const since = (...steps: readonly Step[]) => Object.fromEntries(after(...steps)!.effects.map((effect) => [effect.kind, effect.since.position]));
const lifting = (...effects: readonly ScoreEffect[]) => liftedEffect({ effects: [...effects] });
const issued = [issuedFinding(), acknowledged()];
const late = [...issued, escalatedFinding({ level: 'yellow' })];

describe('what a finding does to the score', () => {
  test('a draft does nothing', () => {
    expect(after(draftedFinding(), redraftedFinding())).toBeUndefined();
    expect(findingEffects.evolve(findingEffects.initial, recordedSteps(draftedFinding())[0] as never)).toBe(findingEffects.initial);
  });

  test('one that is issued is there and unclosed, from the fact that issued it', () => {
    const [, fact] = recordedSteps(draftedFinding(), issuedFinding());
    const origin = { position: 2, eventId: fact!.id, at: fact!.recordedAt };
    expect(after(draftedFinding(), issuedFinding())).toEqual({
      finding, number, unit: 'xuanwu', severity: 'serious', plan: 'nanjing-2023', measure: 1, indicator: 'elevator-inspection', lifted: [], missed: [],
      effects: [{ kind: 'finding', severity: 'serious', since: origin }, { kind: 'unclosed', severity: 'serious', since: origin }],
    });
  });

  test('one that is of no plan names none', () => {
    const { plan: _plan, measure: _measure, indicator: _indicator, ...bare } = content();
    expect(Object.keys(after(issuedFinding({ content: bare }))!)).toEqual(['finding', 'number', 'unit', 'severity', 'effects', 'lifted', 'missed']);
  });

  test('the same matter again counts as repeated', () => {
    expect(kinds(issuedFinding({ content: content({ repeats: 'f-2024-003' }) }))).toEqual(['finding', 'unclosed', 'repeated']);
  });

  test('closing ends unclosed; the finding stays', () => {
    expect(kinds(...issued, reportedFinding(), closedFinding())).toEqual(['finding']);
    expect(kinds(...issued, reportedFinding(), closedFinding(), heldFollowUp())).toEqual(['finding']);
  });

  test('a level raised because the time had passed makes it overdue; other levels do not', () => {
    expect(since(...late)).toEqual({ finding: 1, unclosed: 1, overdue: 3 });
    for (const trigger of ['before-due', 'returned', 'not-acknowledged', 'by-hand']) expect(kinds(...issued, escalatedFinding({ trigger }))).toEqual(['finding', 'unclosed']);
  });

  test('a late report makes it overdue where no level was raised; the first of such facts is the origin', () => {
    expect(since(...issued, reportedFinding({ late: true }))).toMatchObject({ overdue: 3 });
    expect(since(...late, reportedFinding({ late: true }), escalatedFinding({ dueAt: later }))).toMatchObject({ overdue: 3 });
    expect(kinds(...issued, reportedFinding())).toEqual(['finding', 'unclosed']);
  });

  test('an overdue finding stays overdue when more time is given or it is closed', () => {
    expect(kinds(...late, requestedExtension(), grantedExtension())).toContain('overdue');
    expect(kinds(...late, reportedFinding({ late: true }), closedFinding({ onTime: false }))).toEqual(['finding', 'overdue']);
  });

  test('returned from the first return, relapsed and unclosed again from the first reopening', () => {
    const returned = [...issued, reportedFinding(), returnedRectification(), reportedFinding(), returnedRectification({ count: 2 })];
    expect(since(...returned)).toEqual({ finding: 1, unclosed: 1, returned: 4 });
    const relapsed = [...issued, reportedFinding(), closedFinding(), heldFollowUp({ result: 'relapsed' }), reopenedFinding(), reportedFinding(), closedFinding(), reopenedFinding({ count: 2 })];
    expect(since(...relapsed)).toEqual({ finding: 1, unclosed: 9, relapsed: 6 });
  });

  test('a withdrawn finding does nothing any more', () => {
    expect(after(...late, lifting('finding'), withdrawnFinding())).toMatchObject({ effects: [], lifted: [] });
  });

  test('facts that have no effect leave the very row', () => {
    const row = frozen(after(...late)!);
    const idle = [
      acknowledged(), contestedAssignment(), upheldAssignment(), plannedRectification(), progressedRectification(), supportReported(), requestedExtension(), grantedExtension(), reportedFinding(),
      suspendedFinding(), resumedFinding(), listedFinding(), delistedFinding(), heldFollowUp(), contestedEffect(), upheldEffect(), escalatedFinding(), reportedFinding({ late: true }), lifting('returned'),
    ];
    for (const event of recordedSteps(...idle)) expect(effectsAfter(row, event as never)).toBe(row);
  });
});

describe('another unit', () => {
  test('has the finding from the day it takes over, without the former unit’s record', () => {
    const repeated = issuedFinding({ content: content({ repeats: 'f-2024-003' }) });
    const moved = after(repeated, acknowledged(), escalatedFinding(), reassignedFinding())!;
    expect(moved).toMatchObject({ unit: 'qinhuai', missed: [], lifted: [] });
    expect(moved.effects.map(({ kind, since: { position } }) => [kind, position])).toEqual([['finding', 4], ['unclosed', 4]]);
  });

  test('that only supports changes nothing', () => {
    expect(after(...late, reassignedFinding({ unit: 'xuanwu', supporting: ['health'] }))).toEqual(after(...late));
  });
});

describe('a review', () => {
  test('takes the effect away and leaves the trace of both facts', () => {
    const steps = [...late, contestedEffect(), lifting('overdue')];
    const facts = recordedSteps(...steps);
    const row = after(...steps)!;
    expect(row.effects.map(({ kind }) => kind)).toEqual(['finding', 'unclosed']);
    expect(row.lifted).toEqual([{
      kind: 'overdue', severity: 'serious', since: { position: 3, eventId: facts[2]!.id, at: facts[2]!.recordedAt },
      lifted: { position: 5, eventId: facts[4]!.id, at: facts[4]!.recordedAt, reason: '情况属实', authority: '宁质发〔2025〕9号' },
    }]);
  });

  test('settles the due time: further levels and a late report for it do not bring it back, a later due time does', () => {
    const lifted = [...late, lifting('overdue')];
    expect(kinds(...lifted, escalatedFinding({ level: 'red' }), reportedFinding({ late: true, dueAt }))).not.toContain('overdue');
    expect(since(...lifted, requestedExtension(), grantedExtension(), escalatedFinding({ level: 'yellow', dueAt: later }))).toMatchObject({ overdue: 7 });
  });

  test('of the past does not excuse what comes later', () => {
    const returned = [...issued, reportedFinding(), returnedRectification(), lifting('returned')];
    expect(kinds(...returned)).not.toContain('returned');
    expect(since(...returned, reportedFinding(), returnedRectification({ count: 2, deadline: deadline() }))).toMatchObject({ returned: 7 });
    expect(since(...issued, lifting('unclosed'), reportedFinding(), closedFinding(), reopenedFinding())).toMatchObject({ unclosed: 6, relapsed: 6 });
    expect(kinds(...issued, lifting('finding', 'unclosed'))).toEqual([]);
  });
});

describe('folding', () => {
  const any = fc.constantFrom<FindingEvent>(
    draftedFinding(), issuedFinding(), issuedFinding({ content: content({ repeats: 'f-2024-003' }) }), acknowledged(), reassignedFinding(), reassignedFinding({ unit: 'xuanwu' }), escalatedFinding(),
    escalatedFinding({ trigger: 'returned' }), escalatedFinding({ dueAt: later }), reportedFinding(), reportedFinding({ late: true }), returnedRectification(), closedFinding(), reopenedFinding(),
    withdrawnFinding(), contestedEffect(), ...scoreEffects.map((kind) => lifting(kind)), upheldEffect(),
  );

  test('whatever the order of facts, each kind is there once, in order, and comes from a fact of the past', () => {
    fc.assert(fc.property(fc.array(any, { maxLength: 25 }), (events) => {
      const facts = recordedSteps(...events) as unknown as readonly Recorded<FindingEvent>[];
      let row = effectsOf([]);
      let state = findingEffects.initial;
      for (const event of facts) {
        row = effectsAfter(row && frozen(row), event);
        state = findingEffects.evolve(frozen(state), event);
        expect(state.of).toEqual(row);
        if (!row) continue;
        expect(row.effects.map(({ kind }) => scoreEffects.indexOf(kind))).toEqual([...new Set(row.effects.map(({ kind }) => scoreEffects.indexOf(kind)))].sort((a, b) => a - b));
        for (const { since: { position, eventId } } of [...row.effects, ...row.lifted]) expect([position <= event.position, facts[position - 1]!.id]).toEqual([true, eventId]);
      }
      expect(row).toEqual(effectsOf(facts));
    }), { numRuns: 300 });
  });

  test('facts of other things are told apart', () => {
    expect(recordedSteps(issuedFinding()).every(isFindingEvent)).toBe(true);
    expect(isFindingEvent(recordedSteps(givenNumber() as never)[0]!)).toBe(false);
  });
});
