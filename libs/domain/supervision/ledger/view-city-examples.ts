// The city of specs with its views at work, in memory; product code never imports it.
import { newId, type DomainEvent, type EventCatalogue, type Instant, type RefusalCatalogue } from '#engine/kernel';
import { commandRefusals } from '#engine/commands';
import { Views } from '#engine/http';
import { ProjectionRunner, projectionEvents, type AnyProjection } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { escalationRefusals } from '../escalation.refusals.js';
import { catalogue, FindingCity } from '../finding-city-examples.js';
import { findingRefusals } from '../finding.refusals.js';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { matterEvents } from '../matter.events.js';
import { matters } from '../matters/matters.projection.js';
import { rectificationRefusals } from '../rectification.refusals.js';
import { supervisionBoard } from '../supervision-board/supervision-board.projection.js';
import { findingAudiences } from './finding-audiences.projection.js';
import { findingDrafts } from './finding-drafts.projection.js';
import { findings } from './findings.projection.js';
import { ledgerRefusals } from './ledger.refusals.js';
import { supervisedUnits } from './supervised-units.projection.js';

const projections: readonly AnyProjection[] = [findings, findingDrafts, findingAudiences, supervisedUnits, supervisionBoard, matters];
const catalogues: readonly EventCatalogue[] = [catalogue, matterEvents, projectionEvents];

/** The texts of refusals; that of the calendar stands in for its own, which other contexts do not read. */
export const refusals: RefusalCatalogue = {
  ...commandRefusals, ...findingRefusals, ...rectificationRefusals, ...escalationRefusals, ...ledgerRefusals,
  'calendar.year-not-published': { kind: 'conflict', title: { zh: '{year} 年的工作日历尚未发布。', en: 'The calendar of {year} is not published.' }, remedy: { zh: '请先发布。', en: 'Publish it.' } },
};

/** Log, use cases and views of a small city. */
export class ViewCity {
  readonly rows = new MemoryReadStore();
  readonly runner: ProjectionRunner;
  readonly views: Views;

  private constructor(readonly city: FindingCity) {
    const { log, clock } = city;
    this.runner = new ProjectionRunner({ projections, log, store: this.rows, clock, catalogues, owner: newId() });
    this.views = new Views(log, this.rows, this.runner);
  }

  static async open(): Promise<ViewCity> {
    const opened = new ViewCity(await FindingCity.open());
    await opened.runner.start();
    return opened;
  }

  get log(): FindingCity['log'] {
    return this.city.log;
  }

  get clock(): FindingCity['clock'] {
    return this.city.clock;
  }

  /** Facts of a finding at a moment of the city, each naming the finding. */
  async tell(code: string, at: Instant, ...events: readonly FindingEvent[]): Promise<void> {
    this.clock.set(at);
    await this.city.record(findingStream(code), ...events.map((event): DomainEvent<string, any> => ({ ...event, data: { ...event.data, finding: code } })));
  }

  /** Wait until every view reflects the end of the log; its position. */
  async settled(): Promise<number> {
    const head = await this.log.head();
    if (!(await this.runner.whenProcessed(projections.map(({ name }) => name), head, 10_000))) throw new Error(`views are behind ${head}`);
    return head;
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.city.close();
  }
}
