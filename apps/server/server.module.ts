import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandEngine, Commands, ExecuteHandler } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { AccessGuard, CityClock, EtagInterceptor, FaultReporter, LiveChanges, ProblemFilter, Refusals, Views } from '#engine/http';
import { Inbox, NoticeRunner } from '#engine/notices';
import { ProjectionRunner } from '#engine/projections';
import { ReactionRunner } from '#engine/reactions';
import { Reconciler } from '#engine/reconciliation';
import { RelayRunner } from '#engine/relay';
import { AssessmentEvidence } from '../../libs/domain/assessment/evidence-index.js';
import { AssessmentModule } from '../../libs/domain/assessment/assessment.module.js';
import { CadreReviewModule } from '../../libs/domain/cadre-review/cadre-review.module.js';
import { CalendarModule } from '../../libs/domain/calendar/calendar.module.js';
import { AccessSealingModule } from '../../libs/domain/history/access-sealing/access-sealing.module.js';
import { ChangeHistoryModule } from '../../libs/domain/history/change-history/change-history.module.js';
import { ComparingModule } from '../../libs/domain/history/comparing/comparing.module.js';
import { HistoryModule } from '../../libs/domain/history/history.module.js';
import { IdentityModule } from '../../libs/domain/identity/identity.module.js';
import { EvidenceIndex } from '../../libs/domain/plan/report-progress/evidence-index.js';
import { PlanModule } from '../../libs/domain/plan/plan.module.js';
import { ReportingModule } from '../../libs/domain/reporting/reporting.module.js';
import { EvidenceStore } from '../../libs/domain/reporting/evidence/evidence-store.js';
import { UploadAllowance } from '../../libs/domain/reporting/evidence/upload-allowance.js';
import { ScoringModule } from '../../libs/domain/scoring/scoring.module.js';
import { SealedSeeds } from '../../libs/domain/supervision/sealed-seeds/sealed-seeds.js';
import { SupervisionEvidence } from '../../libs/domain/supervision/evidence-index.js';
import { SupervisionModule } from '../../libs/domain/supervision/supervision.module.js';
import { PeopleRegistry } from '../../libs/domain/units/people/people-registry.js';
import { UnitsModule } from '../../libs/domain/units/units.module.js';
import { tellingBook } from './history/telling-book.js';
import { comparingParts } from './comparing/comparing-parts.js';
import { catalogue, refusals } from './contexts.js';
import { AboutHttp, type AboutServer } from './system/about.http.js';
import { ChangesHttp } from './system/changes.http.js';
import { EventsHttp } from './system/events.http.js';
import { FeedHttp } from './system/feed.http.js';
import { NoticesHttp } from './system/notices.http.js';
import { ParkedHttp } from './system/parked.http.js';
import { ProjectionsHttp } from './system/projections.http.js';
import { ReconciliationHttp } from './system/reconciliation.http.js';
import { About, OutgoingFeed } from './tokens.js';
import type { Runtime } from './wiring.js';

/** What every module may inject: the engine's rooms, composed by the wiring. */
@Global()
@Module({})
class EngineModule {
  static of(runtime: Runtime): DynamicModule {
    const provided: Provider[] = [
      Commands,
      ExecuteHandler,
      { provide: CommandEngine, useValue: runtime.engine },
      { provide: EventStore, useValue: runtime.log },
      { provide: Views, useValue: runtime.views },
      { provide: LiveChanges, useValue: runtime.changes },
      { provide: ProjectionRunner, useValue: runtime.projections },
      { provide: ReactionRunner, useValue: runtime.reactions },
      { provide: RelayRunner, useValue: runtime.relay },
      { provide: NoticeRunner, useValue: runtime.notices },
      { provide: Reconciler, useValue: runtime.reconciler },
      { provide: Inbox, useValue: runtime.inbox },
      { provide: CityClock, useValue: runtime.clock },
      { provide: SealedSeeds, useValue: runtime.sealedSeeds },
      { provide: AssessmentEvidence, useValue: runtime.evidence },
      { provide: SupervisionEvidence, useValue: runtime.evidence },
      { provide: EvidenceStore, useValue: runtime.evidence },
      { provide: EvidenceIndex, useValue: runtime.evidence },
      { provide: UploadAllowance, useValue: new UploadAllowance(runtime.clock) },
      { provide: PeopleRegistry, useValue: runtime.people },
      { provide: OutgoingFeed, useValue: runtime.outgoing ?? null },
      { provide: Refusals, useValue: refusals },
      { provide: FaultReporter, useValue: { fault: (error: unknown, request: object) => runtime.operating.error('request failed', { err: error, ...request }) } satisfies FaultReporter },
    ];
    return { module: EngineModule, imports: [CqrsModule.forRoot()], providers: provided, exports: provided.filter((p) => p !== ExecuteHandler).map((p) => ('provide' in p ? p.provide : p)) };
  }
}

/** The server: every context's routes, and those of the system itself. */
@Module({})
export class ServerModule {
  static of(runtime: Runtime, about: AboutServer): DynamicModule {
    const book = tellingBook(catalogue);
    return {
      module: ServerModule,
      imports: [
        EngineModule.of(runtime), IdentityModule.of(runtime.identity), PlanModule, UnitsModule, CalendarModule, ReportingModule, ScoringModule, SupervisionModule, AssessmentModule, CadreReviewModule.of(runtime.cadreReview),
        HistoryModule.of({ ...runtime, book }), AccessSealingModule.of(runtime.accessSealing), ComparingModule.of(comparingParts), ChangeHistoryModule.of(book, runtime.stored),
      ],
      controllers: [AboutHttp, ChangesHttp, EventsHttp, FeedHttp, NoticesHttp, ParkedHttp, ProjectionsHttp, ReconciliationHttp],
      providers: [
        { provide: About, useValue: about },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
      ],
    };
  }
}
