import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { campaignParams } from '../campaign-input.js';
import { campaignTypes } from '../campaign.events.js';
import { maySeeCampaigns } from '../campaign.policies.js';
import { campaignStatuses } from '../campaign.state.js';
import { campaignLine, campaignUnitLine } from './campaign-lines.js';
import { campaignUnits, unitStages, type CampaignUnitRow } from './campaign-units.projection.js';
import { visibleParts, visibleUnits } from './campaign-visibility.http.js';
import { campaigns, type CampaignRow } from './campaigns.projection.js';
import { campaignShown, unitShown } from './shown.js';

const list = endpoint({
  method: 'GET', path: '/campaigns', tag: 'supervision', access: maySeeCampaigns,
  summary: { zh: '督查活动：按年度、类型、状态和单位筛选', en: 'Campaigns, filtered by year, type, status and unit' },
  query: z.strictObject({
    year: wholeNumber(1949, 2200).optional(), type: z.enum(campaignTypes).optional(), status: z.enum(campaignStatuses).optional(), planItem: z.string().max(100).optional(), unit: codeField.optional(),
    ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(campaignLine),
});

const one = endpoint({
  method: 'GET', path: '/campaigns/:campaign', tag: 'supervision', access: maySeeCampaigns,
  summary: { zh: '一项督查活动及其对各单位的核查、结论和异议', en: 'One campaign, with visits, conclusions and objections unit by unit' },
  params: campaignParams,
  query: z.strictObject(viewQuery),
  reply: campaignLine.extend({ parts: z.array(campaignUnitLine), position: z.number().int() }),
});

const units = endpoint({
  method: 'GET', path: '/campaign-units', tag: 'supervision', access: maySeeCampaigns,
  summary: { zh: '各单位接受督查的情况：按单位、年度和阶段筛选', en: 'What campaigns came to for each unit, filtered by unit, year and stage' },
  query: z.strictObject({ unit: codeField.optional(), year: wholeNumber(1949, 2200).optional(), stage: z.enum(unitStages).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(campaignUnitLine),
});

const objections = endpoint({
  method: 'GET', path: '/campaign-objections', tag: 'supervision', access: maySeeCampaigns,
  summary: { zh: '异议复核台账：待决定或已决定，按应办结时间排列', en: 'Docket of objections, waiting or decided, by the time they are due' },
  query: z.strictObject({ state: z.enum(['raised', 'decided']).default('raised'), unit: codeField.optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(campaignUnitLine),
});

@Controller()
export class CampaignsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, unit, ...given } = query;
    const scope = maySeeCampaigns.scope(actor);
    const moment = { asKnownAt, waitFor };
    const among = scope === 'all' && unit === undefined ? undefined : (await visibleParts(this.views, scope, filters({ unit }), moment)).parts.map(({ campaign }) => campaign);
    const page = await this.views.list<CampaignRow>(campaigns.name, campaigns.table.name, {
      where: [...(among ? [{ field: 'campaign', is: 'in' as const, value: [...new Set(among)] }] : []), ...filters(given)],
      order: [{ field: 'from', descending: true }], limit, cursor, ...moment,
    });
    return { ...page, items: page.items.map((row) => campaignShown(row, scope)) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const scope = maySeeCampaigns.scope(actor);
    const { found, position } = await this.views.one<CampaignRow>(campaigns.name, campaigns.table.name, params.campaign, query);
    const { parts } = await visibleParts(this.views, scope, filters(params), query);
    if (!found || (scope !== 'all' && parts.length === 0)) throw notFound(params);
    return { ...campaignShown(found.row, scope), parts: parts.map((row) => unitShown(row, scope)), position };
  }

  @Handle(units)
  async units(@Input() { query }: InputOf<typeof units>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, stage, ...given } = query;
    const scope = maySeeCampaigns.scope(actor);
    // A unit learns of a conclusion when it is fed back: until then it can neither read it nor ask for it.
    const hidden = scope !== 'all' && (stage === 'concluded' || stage === 'not-inspected');
    const page = await this.views.list<CampaignUnitRow>(campaignUnits.name, campaignUnits.table.name, {
      where: [...visibleUnits(scope), ...filters({ ...given, stage }), ...(hidden ? [{ field: 'unit', is: 'in' as const, value: [] }] : [])],
      order: [{ field: 'year', descending: true }, { field: 'unit' }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map((row) => unitShown(row, scope)) };
  }

  @Handle(objections)
  async objections(@Input() { query }: InputOf<typeof objections>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, state, unit } = query;
    const scope = maySeeCampaigns.scope(actor);
    const page = await this.views.list<CampaignUnitRow>(campaignUnits.name, campaignUnits.table.name, {
      where: [...visibleUnits(scope), ...filters({ objection: state, unit })], order: [{ field: 'decideBy' }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map((row) => unitShown(row, scope)) };
  }
}
