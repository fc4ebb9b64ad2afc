import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  campaign, campaignPeople as people, cancelled, drawnUnits, planned, sampleDrawn, sampleUnsealed, seedOf, started, units, visited, visitOf,
} from '../campaign-examples.js';
import type { SiteVisit } from '../campaign.events.js';
import { recordSiteVisit } from './record-site-visit.js';

const running = [planned(), started()];
const visit = (changes: Partial<SiteVisit> = {}) => ({ campaign, ...visitOf({ claims: [{ item: '检验电梯数', claimed: '20', verified: '14' }], ...changes }) });
const fact = (changes: Partial<SiteVisit> = {}) => ({ type: 'supervision.SiteVisitRecorded' as const, validAt: '2025-03-01', data: { campaign, ...visitOf(changes) } });
const undrawn = units.find((unit) => !drawnUnits.some((one) => one.unit === unit))!;
const [first] = drawnUnits;
const both = (team: readonly string[]) => ({ team: [...team], signatures: { team: [...team], unit: { signer: 'p-001' } } });

describe('recording a site visit', () => {
  test('a member writes down what was claimed and found; the difference is reckoned', () => {
    given(...running).as(people.member).when(recordSiteVisit, visit()).then(fact());
    given(...running).as(people.bureau).when(recordSiteVisit, visit()).then(fact());
    const claims = [{ item: '台账', claimed: '齐全', verified: '缺 3 份', remark: '见照片' }, { item: '合格率', indicator: 'elevator-pass-rate', claimed: '96.50', verified: '96.5' }];
    given(...running).as(people.member).when(recordSiteVisit, visit({ claims })).then(fact({ claims: [claims[0]!, { ...claims[1]!, difference: '0' }] }));
  });

  test('a refusal to sign is recorded', () => {
    const signatures = { team: ['inspector-zhou', 'inspector-he'], unit: { refused: '认为应由物业公司负责' } };
    given(...running).as(people.member).when(recordSiteVisit, visit({ signatures })).then(fact({ signatures }));
  });

  test('the same again changes nothing, other content under the code is refused', () => {
    given(...running, visited()).as(people.member).when(recordSiteVisit, visit()).thenNothing();
    given(...running, visited()).as(people.member).when(recordSiteVisit, visit({ place: '别处' })).thenRefused('supervision.visit-exists');
  });

  test('where a sample holds, the units and inspectors drawn', () => {
    const past = [planned(), sampleDrawn(), started(drawnUnits.map(({ unit }) => unit))];
    given(...past).as(people.bureau).when(recordSiteVisit, visit({ unit: first!.unit, ...both(first!.inspectors) })).then(fact({ unit: first!.unit, ...both(first!.inspectors) }));
    given(...past).as(people.bureau).when(recordSiteVisit, visit({ unit: undrawn, ...both(['inspector-deng', 'inspector-he']) })).thenRefused('supervision.unit-not-drawn', { unit: undrawn });
    const team = [['inspector-zhou', 'inspector-he'], ['inspector-zhou', 'inspector-deng']].find((pair) => pair.some((user) => !first!.inspectors.includes(user)))!;
    given(...past).as(people.bureau).when(recordSiteVisit, visit({ unit: first!.unit, ...both(team) })).thenRefused('supervision.substitution-needs-reason');
    const substituted = { unit: first!.unit, ...both(team), substitution: '一人病假' };
    given(...past).as(people.bureau).when(recordSiteVisit, visit(substituted)).then(fact(substituted));
  });

  test('while a sample is sealed the log does not know it, and a visit gives nothing away', () => {
    const secret = { unannounced: true };
    const past = [planned(secret), sampleDrawn(seedOf(1), secret), started([])];
    for (const unit of [first!.unit, undrawn]) given(...past).as(people.bureau).when(recordSiteVisit, visit({ unit, ...both(['inspector-zhou', 'inspector-he']) })).then(fact({ unit, ...both(['inspector-zhou', 'inspector-he']) }));
    given(...past, sampleUnsealed()).as(people.bureau).when(recordSiteVisit, visit({ unit: undrawn })).thenRefused('supervision.unit-not-drawn');
  });

  test('nobody acts for the own unit, or for one they are recused from', () => {
    given(...running).as(people.ofXuanwu).when(recordSiteVisit, visit()).thenRefused('supervision.campaign-own-unit', { unit: 'xuanwu' });
    given(...running).as({ ...people.outsider, id: 'inspector-ma' }).when(recordSiteVisit, visit({ unit: 'gulou' })).thenRefused('supervision.campaign-recused', { user: 'inspector-ma', unit: 'gulou' });
    given(...running).as(people.member).when(recordSiteVisit, visit(both(['inspector-zhou', 'inspector-xu']))).thenRefused('supervision.campaign-recused', { user: 'inspector-xu', unit: 'xuanwu' });
    given(...running).as(people.member).when(recordSiteVisit, visit({ unit: 'gulou', ...both(['inspector-zhou', 'inspector-ma']) })).thenRefused('supervision.campaign-recused', { user: 'inspector-ma', unit: 'gulou' });
    for (const other of [people.reporter, people.chief, people.gulouOnly]) given(...running).as(other).when(recordSiteVisit, visit()).thenForbidden();
  });

  test.each([
    ['of an unknown campaign', [], visit(), 'supervision.unknown-campaign'],
    ['before the campaign starts', [planned()], visit(), 'supervision.campaign-wrong-status'],
    ['of a cancelled campaign', [...running, cancelled('started')], visit(), 'supervision.campaign-wrong-status'],
    ['to another unit', running, visit({ unit: 'finance' }), 'supervision.campaign-not-this-unit'],
    ['before the start', running, visit({ date: '2024-12-31' }), 'supervision.visit-outside-campaign'],
    ['still to come', running, visit({ date: '2025-03-04' }), 'supervision.visit-outside-campaign'],
    ['by one person', running, visit(both(['inspector-zhou'])), 'supervision.team-too-small'],
    ['by one person twice', running, visit(both(['inspector-zhou', 'inspector-zhou'])), 'supervision.team-too-small'],
    ['by two of whom one is named twice', running, visit(both(['inspector-zhou', 'inspector-he', 'inspector-he'])), 'supervision.team-too-small'],
    ['by a stranger', running, visit(both(['inspector-zhou', 'inspector-tan'])), 'supervision.not-of-the-team'],
    ['that one of the team did not sign', running, visit({ signatures: { team: ['inspector-zhou'], unit: { signer: 'p-001' } } }), 'supervision.visit-not-signed'],
  ] as const)('a visit %s is refused', (_, past, command, code) => {
    given(...past).when(recordSiteVisit, command, { actor: people.bureau }).thenRefused(code);
  });
});
