import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { Views, type NamedMoments } from '#engine/http';
import { momentsProjectionName, momentsTable, type MomentRow } from './moments.projection.js';

/** Which moments somebody may know of. Provided by the applications, from the policies of the contexts. */
export interface MomentSight {
  /** The audiences of moments that the actor belongs to; `all` for those who see everything. */
  audiences(actor: Actor): Promise<'all' | readonly string[]>;
}
export const MomentSight = Symbol('MomentSight');

/** Names resolved by the projection of moments. */
@Injectable()
export class KnownMoments implements NamedMoments {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'head'>,
    @Inject(MomentSight) private readonly sight: MomentSight,
  ) {}

  async position(name: string, actor: Actor): Promise<number | undefined> {
    const row = (await this.row(name)) ?? (await this.row(name, await this.log.head()));
    if (!row) return undefined;
    const audiences = await this.sight.audiences(actor);
    if (audiences !== 'all' && !audiences.includes(row.audience)) return undefined;
    return row.occurrences.find((occurrence) => occurrence.name === name)?.position;
  }

  /** @param waitFor A name may have been given just now: the second look is after the projection has caught up. */
  private async row(name: string, waitFor?: number): Promise<MomentRow | undefined> {
    const { found } = await this.views.one<MomentRow>(momentsProjectionName, momentsTable.name, name.replace(/~\d+$/, ''), { waitFor });
    return found?.row.occurrences.some((occurrence) => occurrence.name === name) ? found.row : undefined;
  }
}
