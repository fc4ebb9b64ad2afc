import { describe, test } from '@jest/globals';
import { given, type WhenOptions } from '#engine/testing';
import {
  closedUnit, content, discardedFinding, draftedFinding, draftFacts, finding, issuedFinding, people, plan, recordedSteps, redraftedFinding, registeredUnit, withdrawnFinding, without,
} from '../finding-examples.js';
import { discardDraft } from './discard-draft.js';
import { draftFinding } from './draft-finding.js';
import { redraftFinding } from './redraft-finding.js';

const told: WhenOptions<any> = { toldFrom: draftFacts };
const toldWith = (more: object): WhenOptions<any> => ({ toldFrom: { ...draftFacts, ...more } });
const drafting = (changes: Parameters<typeof content>[0] = {}) => ({ finding, content: content(changes) });

describe('drafting a finding', () => {
  test('an inspector, the bureau or the system writes it down', () => {
    for (const actor of [people.inspector, people.bureau, people.system]) given().as(actor).when(draftFinding, drafting(), told).then(draftedFinding());
  });

  test('others do not, nor an inspector of other units', () => {
    for (const actor of [people.reporter, people.leader, people.auditor, people.gulouInspector]) given().as(actor).when(draftFinding, drafting(), told).thenForbidden();
  });

  test('nobody drafts against the own unit, leading or supporting', () => {
    given().as(people.ownInspector).when(draftFinding, drafting(), told).thenRefused('supervision.own-unit', { unit: 'xuanwu' });
    given().as(people.ownInspector).when(draftFinding, drafting({ unit: 'finance', supporting: ['xuanwu'] }), told).thenRefused('supervision.own-unit', { unit: 'xuanwu' });
  });

  test('the same draft of the same person again changes nothing; any other under the code is refused', () => {
    const past = recordedSteps([draftedFinding(), people.inspector.id]);
    given(...past).as(people.inspector).when(draftFinding, drafting(), told).thenNothing();
    given(...past).as(people.inspector).when(draftFinding, drafting({ title: '别的问题' }), told).thenRefused('supervision.finding-exists', { finding }, 'body.finding');
    given(...past).as(people.otherInspector).when(draftFinding, drafting(), told).thenRefused('supervision.finding-exists');
    given(draftedFinding(), discardedFinding()).when(draftFinding, drafting(), told).thenRefused('supervision.finding-exists');
    given(issuedFinding()).when(draftFinding, drafting(), told).thenRefused('supervision.finding-exists');
  });

  test('what it names of the plan is there', () => {
    const general = content({ measure: 'general' });
    given().when(draftFinding, { finding, content: general }, told).then(draftedFinding({ content: general }));
    const bare = without(content(), 'plan', 'measure', 'indicator');
    given().when(draftFinding, { finding, content: bare }, { toldFrom: without(draftFacts, 'plan') as never }).then(draftedFinding({ content: bare }));
  });

  test.each([
    ['a unit named as lead and as supporting', drafting({ supporting: ['xuanwu'] }), { toldFrom: without(draftFacts, 'unit.finance') }, 'supervision.unit-named-twice', 'body.content.supporting'],
    ['a unit that is not there', drafting(), toldWith({ 'unit.xuanwu': [] }), 'supervision.unknown-unit', 'body.content.unit'],
    ['a supporting unit that is gone', drafting(), toldWith({ 'unit.finance': [registeredUnit('finance'), closedUnit('finance')] }), 'supervision.unknown-unit', 'body.content.supporting'],
    ['a plan that was not adopted', drafting(), toldWith({ plan: [] }), 'supervision.unknown-plan', 'body.content.plan'],
    ['a measure that the plan has not', drafting({ measure: 29 }), told, 'supervision.unknown-measure', 'body.content.measure'],
    ['an indicator that the plan has not', drafting({ indicator: 'constructor' }), told, 'supervision.unknown-indicator', 'body.content.indicator'],
    ['a measure without its plan', { finding, content: without(content(), 'plan', 'indicator') }, { toldFrom: without(draftFacts, 'plan') }, 'supervision.plan-missing', 'body.content.plan'],
    ['an indicator without its plan', { finding, content: without(content(), 'plan', 'measure') }, { toldFrom: without(draftFacts, 'plan') }, 'supervision.plan-missing', 'body.content.plan'],
    ['a period without a plan', { finding, content: { ...without(content(), 'plan', 'measure', 'indicator'), period: '2025-Q1' } }, { toldFrom: without(draftFacts, 'plan') }, 'supervision.plan-missing', 'body.content.plan'],
  ] as const)('%s is refused', (_, command, options, code, field) => {
    given().when(draftFinding, command, options as WhenOptions<any>).thenRefused(code, undefined, field);
  });

  test('the same matter again names a finding that was issued to the same unit', () => {
    const again = drafting({ repeats: 'f-2024-100' });
    given().when(draftFinding, again, toldWith({ repeated: [issuedFinding()] })).then(draftedFinding(again));
    const others = [[], [draftedFinding()], [issuedFinding({ content: content({ unit: 'gulou' }) })], [issuedFinding(), withdrawnFinding()]];
    for (const repeated of others) given().when(draftFinding, again, toldWith({ repeated })).thenRefused('supervision.nothing-to-repeat', { repeats: 'f-2024-100', unit: 'xuanwu' }, 'body.content.repeats');
  });
});

describe('changing a draft', () => {
  const past = recordedSteps([draftedFinding(), people.inspector.id]);
  const changed = drafting({ title: '电梯检验超期（修改）' });

  test('its drafter or the bureau does', () => {
    for (const actor of [people.inspector, people.bureau]) given(...past).as(actor).when(redraftFinding, changed, told).then(redraftedFinding());
    given(...past).as(people.otherInspector).when(redraftFinding, changed, told).thenRefused('supervision.not-the-drafter');
    given(...past).as(people.reporter).when(redraftFinding, changed, told).thenForbidden();
  });

  test('what the system wrote down is completed by whoever inspects the unit', () => {
    const ofSystem = recordedSteps([draftedFinding(), people.system.id]);
    given(...ofSystem).as(people.otherInspector).when(redraftFinding, changed, told).then(redraftedFinding());
    given(...ofSystem).as(people.gulouInspector).when(redraftFinding, changed, told).thenForbidden();
  });

  test('the drafter stays the drafter, whoever changed it last', () => {
    given(...past, ...recordedSteps(draftedFinding(), [redraftedFinding(), people.bureau.id]).slice(1)).as(people.inspector).when(redraftFinding, drafting(), told).then(redraftedFinding({ content: content() }));
  });

  test('the same again changes nothing', () => {
    given(...past).as(people.inspector).when(redraftFinding, drafting(), told).thenNothing();
  });

  test('it cannot be moved to a unit beyond the grant', () => {
    const inGulou = recordedSteps([draftedFinding({ content: content({ unit: 'gulou' }) }), people.gulouInspector.id]);
    given(...inGulou).as(people.gulouInspector).when(redraftFinding, changed, told).thenRefused('command.forbidden', { policy: 'supervision.draft' });
  });

  test('it is checked as a new one is', () => {
    given(...past).as(people.inspector).when(redraftFinding, drafting({ measure: 29 }), told).thenRefused('supervision.unknown-measure', { plan, measure: 29 });
  });

  test.each([
    ['that is not there', [], 'supervision.unknown-finding'],
    ['that was discarded', [draftedFinding(), discardedFinding()], 'supervision.draft-discarded'],
    ['that was issued', [draftedFinding(), issuedFinding()], 'supervision.already-issued'],
  ] as const)('one %s is refused', (_, events, code) => {
    given(...events).when(redraftFinding, changed, told).thenRefused(code);
  });
});

describe('discarding a draft', () => {
  const past = recordedSteps([draftedFinding(), people.inspector.id]);
  const discarding = { finding, reason: '重复' };

  test('its drafter or the bureau does, with a reason', () => {
    given(...past).as(people.inspector).when(discardDraft, discarding).then(discardedFinding());
    given(...past).as(people.bureau).when(discardDraft, { finding }, { reason: '重复' }).then(discardedFinding());
    given(...past).as(people.inspector).when(discardDraft, { finding }).thenRefused('supervision.reason-required', {}, 'body.reason');
    given(...past).as(people.otherInspector).when(discardDraft, discarding).thenRefused('supervision.not-the-drafter');
    given(...past).as(people.gulouInspector).when(discardDraft, discarding).thenForbidden();
  });

  test.each([
    ['that is not there', [], 'supervision.unknown-finding'],
    ['that was discarded', [draftedFinding(), discardedFinding()], 'supervision.draft-discarded'],
    ['that was issued', [draftedFinding(), issuedFinding()], 'supervision.already-issued'],
  ] as const)('one %s is refused', (_, events, code) => {
    given(...events).when(discardDraft, discarding).thenRefused(code);
  });
});
