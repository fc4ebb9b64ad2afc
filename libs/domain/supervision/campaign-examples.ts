// Facts that specs about campaigns start from; product code never imports it.
import { createHash } from 'node:crypto';
import { person, recorded } from '#engine/testing';
import type { PlanEvent } from '#domain/plan';
import type { UnitEvent } from '#domain/units';
import type { CampaignContent, CampaignEvent, SiteVisit, UnitConclusion } from './campaign.events.js';
import { drawBasisOf, drawSample, seedHashOf } from './draw-sample/draw.js';

type DataOf<T extends CampaignEvent['type']> = Extract<CampaignEvent, { type: T }>['data'];

export const campaign = 'c-2025-03';
export const units = ['gulou', 'jianye', 'qinhuai', 'qixia', 'xuanwu'];

export const campaignPeople = {
  leader: person('inspector-zhou', { unit: 'market-regulation', roles: { inspector: 'all' } }),
  member: person('inspector-he', { unit: 'market-regulation', roles: { inspector: 'all' } }),
  /** Of the team, and of one of the units. */
  ofXuanwu: person('inspector-xu', { unit: 'xuanwu', roles: { inspector: 'all' } }),
  /** Inspects, but is not of the team. */
  outsider: person('inspector-tan', { unit: 'emergency', roles: { inspector: 'all' } }),
  gulouOnly: person('inspector-gu', { unit: 'market-regulation', roles: { inspector: ['gulou'] } }),
  bureau: person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }),
  chief: person('leader-sun', { unit: 'government-office', roles: { leadership: 'all' } }),
  auditor: person('auditor-lin', { roles: { auditor: 'all' } }),
  reporter: person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }),
  gulouReporter: person('reporter-li', { unit: 'gulou', roles: { reporter: ['gulou'] } }),
} as const;

export const photos = [{ sha256: 'b'.repeat(64), name: '现场.jpg', size: 2_048, type: 'image/jpeg' }];

/** A special campaign in five districts by five people, one recused and one of a district. */
export function plannedContent(changes: Partial<CampaignContent> = {}): CampaignContent {
  return {
    type: 'special', title: '电梯安全专项督查', planItem: '2025-07', units,
    team: [
      { user: 'inspector-zhou', unit: 'market-regulation', leader: true }, { user: 'inspector-he' }, { user: 'inspector-xu', unit: 'xuanwu' }, { user: 'inspector-ma' }, { user: 'inspector-deng' },
    ],
    recusals: [{ user: 'inspector-ma', unit: 'gulou', reason: '配偶在该区任职' }], from: '2025-01-01', to: '2025-06-30', means: ['on-site', 'documents'],
    content: '检验、维保、应急处置', unannounced: false, ...changes,
  };
}

/** A seed for a spec: the SHA-256 of a number. */
export const seedOf = (n: number): string => createHash('sha256').update(String(n)).digest('hex');

export const planned = (changes: Partial<CampaignContent> = {}): CampaignEvent => ({
  type: 'supervision.CampaignPlanned', validAt: changes.from ?? '2025-01-01', data: { campaign, content: plannedContent(changes) },
});

/** A draw of two units by two inspectors each; sealed for unannounced campaigns. */
export function sampleDrawn(seed = seedOf(1), changes: Partial<CampaignContent> = {}, more: Partial<DataOf<'supervision.SampleDrawn'>> = {}) {
  const content = plannedContent(changes);
  const basis = drawBasisOf(content, 2, 2);
  const open = content.unannounced ? {} : { seed, drawn: [...drawSample(basis, seed)] };
  return { type: 'supervision.SampleDrawn' as const, data: { campaign, draw: 1, year: 2025, basis, seedHash: seedHashOf(seed), ...open, ...more } };
}

/** What the fixture's seed draws. */
export const drawnUnits = drawSample(drawBasisOf(plannedContent(), 2, 2), seedOf(1));

export const sampleUnsealed = (seed = seedOf(1), more: Partial<DataOf<'supervision.SampleUnsealed'>> = {}): CampaignEvent => ({
  type: 'supervision.SampleUnsealed', data: { campaign, draw: 1, year: 2025, seed, drawn: [...drawSample(drawBasisOf(plannedContent(), 2, 2), seed)], inForce: true, ...more },
});

export const started = (inspected: readonly string[] = units): CampaignEvent => ({ type: 'supervision.CampaignStarted', data: { campaign, units: [...inspected] } });

export function visitOf(changes: Partial<SiteVisit> = {}): SiteVisit {
  return {
    visit: 'v-1', unit: 'xuanwu', date: '2025-03-01', team: ['inspector-zhou', 'inspector-he'], place: '新街口地铁站', claims: [{ item: '检验电梯数', claimed: '20', verified: '14', difference: '-6' }],
    photos, signatures: { team: ['inspector-zhou', 'inspector-he'], unit: { signer: 'p-001' } }, ...changes,
  };
}

/** A visit as recorded by somebody. */
export const visited = (changes: Partial<SiteVisit> = {}, by = 'inspector-he') => {
  const visit = visitOf(changes);
  return recorded('supervision.SiteVisitRecorded', { campaign, ...visit }, { position: 50, meta: { actor: by } });
};

export const conclusionOf = (unit = 'xuanwu', changes: Partial<UnitConclusion> = {}): UnitConclusion => ({ unit, facts: '20 台中 6 台超期', evidence: photos, conclusion: '检验超期突出', ...changes });

export const left = (except: readonly string[] = ['xuanwu']) => units.filter((unit) => !except.includes(unit)).map((unit) => ({ unit, reason: '本次未到' }));

export const concluded = (changes: Partial<DataOf<'supervision.CampaignConcluded'>> = {}, by = 'inspector-zhou') =>
  recorded('supervision.CampaignConcluded', { campaign, summary: '总体较好', conclusions: [conclusionOf()], notInspected: left(), ...changes }, { position: 60, meta: { actor: by } });

/** Fed back on 3 March in the city. */
export const fedBack = (unit = 'xuanwu', by = 'inspector-zhou') =>
  recorded('supervision.ConclusionFedBack', { campaign, unit, objectBy: '2025-04-02T15:59:59.999Z' }, { position: 70, meta: { actor: by } });

export const objected = (unit = 'xuanwu'): CampaignEvent => ({
  type: 'supervision.ObjectionRaised', data: { campaign, unit, reason: '其中 2 台已停用', evidence: photos, decideBy: '2025-04-09T15:59:59.999Z' },
});

export const objectionDecided = (decision: 'upheld' | 'amended' | 'revoked' = 'upheld', changes: Partial<DataOf<'supervision.ObjectionDecided'>> = {}): CampaignEvent => ({
  type: 'supervision.ObjectionDecided', data: { campaign, unit: 'xuanwu', decision, reason: '经复核', late: false, ...changes },
});

export const cancelled = (before: 'planned' | 'started' = 'planned'): CampaignEvent => ({
  type: 'supervision.CampaignCancelled', data: { campaign, reason: '与省级督查重复', year: 2025, units, before },
});

export const revised = (changes: Partial<CampaignContent>, more: Partial<DataOf<'supervision.CampaignRevised'>> = {}): CampaignEvent => ({
  type: 'supervision.CampaignRevised', validAt: changes.from ?? '2025-01-01', data: { campaign, content: plannedContent(changes), from: plannedContent(), reason: '人员调整', ...more },
});

export const registeredDistrict = (code: string): UnitEvent => ({
  type: 'units.UnitRegistered', data: { code, name: { zh: '某区', en: 'District' }, kind: 'district', aliases: [], order: 1, from: '2023-12-18' },
});

/** What a plan of a campaign is told of the units it names: the five districts exist, others do not. */
export const districts = (named: readonly string[] = units) =>
  Object.fromEntries(named.filter((unit) => units.includes(unit)).map((unit) => [`unit:${unit}`, [registeredDistrict(unit)]]));

export const cityPlan: readonly PlanEvent[] = [
  { type: 'plan.PlanAdopted', data: { plan: 'nanjing-2023', title: { zh: '方案', en: 'Plan' }, issuers: [], date: '2023-12-18', approvedBy: [], basis: [], horizonYears: [2025], overallRequirements: [], chapters: [], catalogue: '' } },
  { type: 'plan.MeasureDefined', data: { plan: 'nanjing-2023', no: 16, chapter: 5, title: '措施', text: '措施', responsibleUnits: [], open: true } },
];
