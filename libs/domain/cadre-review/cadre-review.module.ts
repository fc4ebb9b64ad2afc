import { Module, type DynamicModule } from '@nestjs/common';
import { LinkageRulesHttp } from './adopt-rules/adopt-rules.http.js';
import { CadreReview } from './cadre-review.js';
import { InclusionsHttp } from './decide-inclusion/decide-inclusion.http.js';
import { DispatchDossierHttp } from './dispatch-dossier/dispatch-dossier.http.js';
import { DossiersHttp } from './dossiers/dossiers.http.js';
import { DossierFeedHttp } from './feed/feed.http.js';
import { PrepareDossierHttp } from './prepare-dossier/prepare-dossier.http.js';
import { ReceiptsHttp } from './receipts/receipts.http.js';
import { DossierKeysHttp } from './signed-document/keys.http.js';

/** Cadre review 政绩考核: from a published result to a signed dossier and its receipt. */
@Module({})
export class CadreReviewModule {
  static of(review: CadreReview): DynamicModule {
    return {
      module: CadreReviewModule,
      controllers: [LinkageRulesHttp, InclusionsHttp, PrepareDossierHttp, DispatchDossierHttp, DossiersHttp, DossierFeedHttp, ReceiptsHttp, DossierKeysHttp],
      providers: [{ provide: CadreReview, useValue: review }],
    };
  }
}
