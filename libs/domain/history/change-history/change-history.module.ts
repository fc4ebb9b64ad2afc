import { Module, type DynamicModule } from '@nestjs/common';
import { ChangeHistoryHttp } from './change-history.http.js';
import { HistoryEventsHttp, StoredLog } from './events.http.js';
import { TellingBook } from './telling.js';

/** The change history, with the tellings of every context and the log as stored handed in. */
@Module({})
export class ChangeHistoryModule {
  static of(book: TellingBook, stored: StoredLog): DynamicModule {
    return {
      module: ChangeHistoryModule,
      controllers: [ChangeHistoryHttp, HistoryEventsHttp],
      providers: [{ provide: TellingBook, useValue: book }, { provide: StoredLog, useValue: stored }],
    };
  }
}
