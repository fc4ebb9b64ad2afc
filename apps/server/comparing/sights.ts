import { Inject, Injectable, type Provider } from '@nestjs/common';
import { reachesAny, type Actor, type Policy, type Scope } from '#engine/kernel';
import type { Condition } from '#engine/read-store';
import { Views } from '#engine/http';
import { LockedSight, MomentSight } from '../../../libs/domain/history/comparing/comparing.module.js';
import { everybody } from '../../../libs/domain/history/moments/moments.projection.js';
import { maySeePublished, maySeeResults } from '../../../libs/domain/assessment/assessment.policies.js';
import type { RoundRow } from '../../../libs/domain/assessment/round-views/round-row.js';
import { rounds } from '../../../libs/domain/assessment/round-views/rounds.projection.js';
import { maySeeCalendar } from '../../../libs/domain/calendar/calendar.policies.js';
import { maySeeDelegations } from '../../../libs/domain/identity/identity.policies.js';
import { maySeePlan } from '../../../libs/domain/plan/plan.policies.js';
import { maySeeReports } from '../../../libs/domain/reporting/report.policies.js';
import { maySeeSchemes } from '../../../libs/domain/scoring/scoring.policies.js';
import { findingAudiences, type FindingAudienceRow } from '../../../libs/domain/supervision/ledger/finding-audiences.projection.js';
import { maySeeSupervision } from '../../../libs/domain/supervision/supervision.policies.js';
import { unitRegister, type UnitRow } from '../../../libs/domain/units/unit-register/unit-register.projection.js';
import { maySeeAppointments } from '../../../libs/domain/units/units.policies.js';
import { spheres, type Sphere } from './change-places.js';

/** The policy of the views in which a sphere's data is seen. */
const policies: Readonly<Record<Sphere, Policy>> = {
  reports: maySeeReports, plan: maySeePlan, schemes: maySeeSchemes, rounds: maySeePublished, scores: maySeeResults, supervision: maySeeSupervision, appointments: maySeeAppointments, calendar: maySeeCalendar,
  permissions: maySeeDelegations,
};

/** Moments of rounds and periods are for all who come in; the issue of a finding is for those who see the finding. */
@Injectable()
export class SightOfMoments implements MomentSight {
  constructor(@Inject(Views) private readonly views: Views) {}

  async audiences(actor: Actor): Promise<'all' | readonly string[]> {
    const scope = maySeeSupervision.scope(actor);
    if (scope === 'all') return 'all';
    if (scope.length === 0) return [everybody];
    const { rows } = await this.views.all<FindingAudienceRow>(findingAudiences.name, findingAudiences.table.name, { where: [{ field: 'unit', is: 'in', value: scope }] });
    return [everybody, ...new Set(rows.map(({ row }) => `finding:${row.audience}`))];
  }
}

/** A change is seen by whoever sees the thing that was changed. */
@Injectable()
export class SightOfLockedChanges implements LockedSight {
  constructor(@Inject(Views) private readonly views: Views) {}

  async conditions(actor: Actor, at: number | undefined): Promise<readonly Condition[]> {
    const scopes = spheres.map((sphere) => [sphere, policies[sphere].scope(actor)] as const);
    const held = maySeeResults.scope(actor) === 'all' ? [] : await this.held(at);
    if (scopes.every(([, scope]) => scope === 'all')) return held;
    const units = scopes.some(([, scope]) => scope === 'all') ? await this.units() : [];
    return [{ field: 'audience', is: 'in', value: scopes.flatMap(([sphere, scope]) => audiencesIn(sphere, scope, units)) }, ...held];
  }

  /** What units have of rounds that were not notified at the moment stays with those who work on them. */
  private async held(at: number | undefined): Promise<readonly Condition[]> {
    const { rows } = await this.views.all<RoundRow>(rounds.name, rounds.table.name, at === undefined ? {} : { asKnownAt: String(at) });
    return rows.filter(({ row }) => !('notifiedRun' in row.state)).map(({ key }) => ({ field: 'held', is: 'ne', value: key }));
  }

  private async units(): Promise<readonly string[]> {
    const { rows } = await this.views.all<UnitRow>(unitRegister.name, unitRegister.table.name, {});
    return rows.map(({ key }) => key);
  }
}

/** Things that belong to no unit are for all who see the sphere; of the permissions, for those who see them all. */
function audiencesIn(sphere: Sphere, scope: Scope, all: readonly string[]): readonly string[] {
  if (!reachesAny(scope)) return [];
  const ofNoUnit = sphere === 'permissions' && scope !== 'all' ? [] : [`${sphere}:`];
  return [...ofNoUnit, ...(scope === 'all' ? all : scope).map((unit) => `${sphere}:${unit}`)];
}

/** Who sees which moments and changes, from the policies of the contexts. */
export const sights: readonly Provider[] = [{ provide: MomentSight, useClass: SightOfMoments }, { provide: LockedSight, useClass: SightOfLockedChanges }];
