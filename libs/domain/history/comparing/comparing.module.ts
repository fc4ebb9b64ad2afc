import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { MomentInterceptor, Moments, NamedMoments } from '#engine/http';
import { LockedChangesHttp, LockedRules, LockedSight } from '../locked-changes/locked-changes.http.js';
import type { LockedRule } from '../locked-changes/locked-changes.projection.js';
import { MomentKinds, MomentsHttp } from '../moments/moments.http.js';
import type { MomentKindRule } from '../moments/moments.projection.js';
import { KnownMoments, MomentSight } from '../moments/named-moments.http.js';
import { ComparableViews, type ComparableView } from './comparable-view.js';
import { ComparingHttp } from './comparing.http.js';

/** What the applications hand in: the views of the contexts, and who sees what. */
export interface ComparingParts {
  readonly views: readonly ComparableView[];
  readonly momentKinds: readonly MomentKindRule[];
  readonly lockedRules: readonly LockedRule[];
  /** Providers of {@link MomentSight} and {@link LockedSight}. */
  readonly sights: readonly Provider[];
}

/** Time travel over every view: named moments, comparison of two moments, changes of locked data. */
@Module({})
export class ComparingModule {
  static of({ views, momentKinds, lockedRules, sights }: ComparingParts): DynamicModule {
    return {
      module: ComparingModule,
      controllers: [ComparingHttp, MomentsHttp, LockedChangesHttp],
      providers: [
        ...sights,
        { provide: ComparableViews, useValue: views },
        { provide: MomentKinds, useValue: momentKinds },
        { provide: LockedRules, useValue: lockedRules },
        { provide: NamedMoments, useClass: KnownMoments },
        Moments,
        { provide: APP_INTERCEPTOR, useClass: MomentInterceptor },
      ],
      exports: [NamedMoments, Moments],
    };
  }
}

/** Tokens that {@link ComparingParts.sights} provide. */
export { LockedSight, MomentSight };
