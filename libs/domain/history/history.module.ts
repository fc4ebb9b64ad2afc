import { Module, type DynamicModule } from '@nestjs/common';
import { Ledger } from '#engine/ledger';
import { AuditBundleHttp } from './audit-bundle/audit-bundle.http.js';
import { AuditBundler } from './audit-bundle/audit-bundler.js';
import { TellingBook } from './change-history/telling.js';
import { CheckpointKeeper } from './checkpoints/checkpoint-keeper.js';
import { CheckpointsHttp } from './checkpoints/checkpoints.http.js';
import { ExplainedSheets } from './grounds/explained-sheets.js';
import { GroundsHttp } from './grounds/grounds.http.js';

/** What history is handed by the application that composes it. */
export interface HistoryOptions {
  readonly ledger: Ledger;
  readonly checkpoints: CheckpointKeeper;
  readonly explained: ExplainedSheets;
  readonly bundler: AuditBundler;
  /** How every kind of fact is told. */
  readonly book: TellingBook;
}

/** History 审计追溯: the ledger, its proofs, and explanations to the end. */
@Module({})
export class HistoryModule {
  static of({ ledger, checkpoints, explained, bundler, book }: HistoryOptions): DynamicModule {
    return {
      module: HistoryModule,
      controllers: [CheckpointsHttp, GroundsHttp, AuditBundleHttp],
      providers: [
        { provide: Ledger, useValue: ledger }, { provide: CheckpointKeeper, useValue: checkpoints }, { provide: ExplainedSheets, useValue: explained }, { provide: AuditBundler, useValue: bundler }, { provide: TellingBook, useValue: book },
      ],
    };
  }
}
