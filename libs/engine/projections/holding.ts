import type { DomainEvent, RecordedEvent } from '#engine/kernel';
import { readAllOf } from './reading-streams.js';
import { projectionStream, type ProjectionEvent } from './projection.events.js';
import { bySystem, recordAct } from './record-act.js';
import { Generation } from './generation.js';
import type { Lease, ReadStore } from '#engine/read-store';
import { announce, type ProjectionContext } from './running.js';
import type { Halt } from './projection.js';
import { loadStanding, noted, refsOf, saveStanding, type NotedGeneration, type Standing } from './standing.js';
import { Bell, Turns } from './turns.js';

export type RecordedAct = RecordedEvent<DomainEvent> & ProjectionEvent;

/**
 * A projection while this process holds its lease: where it stands, its open generations, and the acts of
 * operators applied to it. Everything that changes it takes a turn.
 */
export class Holding {
  readonly turns = new Turns();
  /** Rings when there may be something to do for those who wait. */
  readonly bell = new Bell();
  readonly rebuildBell = new Bell();
  /** The serving generation; none while rows of an older version serve, which this program cannot continue. */
  active: Generation | undefined;
  building: Generation | undefined;
  private readonly superseded = new Set<number>();
  private readonly ended = new Set<number>();
  private highest = 1;

  private constructor(
    readonly context: ProjectionContext,
    readonly lease: Lease,
    public standing: Standing,
  ) {}

  /** Take over where the last holder left off, and apply the acts recorded meanwhile. */
  static async open(context: ProjectionContext, lease: Lease): Promise<Holding> {
    const holding = new Holding(context, lease, await loadStanding(context.store, context.projection));
    holding.highest = highestOf(holding.standing);
    const { active } = holding.standing;
    await holding.applyRecorded();
    if (active.version === context.projection.version) holding.active = await holding.openGeneration(active.generation);
    else await holding.replaceOldVersion(active);
    await holding.dropRetired();
    return holding;
  }

  /** Read the projection's own stream and apply what is in it; each act has its effect once however often it is read. */
  async applyRecorded(): Promise<void> {
    const acts = (await readAllOf(this.context.log, projectionStream(this.context.projection.name))) as RecordedAct[];
    for (const { type, data } of acts) {
      if (type === 'projections.RebuildSwitched' || type === 'projections.RebuildDropped') this.ended.add(data.generation);
      this.highest = Math.max(this.highest, data.generation);
    }
    for (const act of acts) await this.apply(act);
    const { generation, switched } = this.standing.active;
    if (switched && !this.ended.has(generation)) await this.recordSwitch(generation, switched);
  }

  /** Apply one act of an operator. Takes no turn of its own. */
  async apply(act: RecordedAct): Promise<void> {
    const { standing, context } = this;
    if (act.data.projection !== context.projection.name) return;
    const current = act.type !== 'projections.RebuildDropped' && act.type !== 'projections.RebuildSwitched' && act.data.version === context.projection.version;
    if (act.type === 'projections.ProjectionResumed' && current) {
      if (act.data.how === 'supersede') this.superseded.add(act.data.position);
      await this.resume(act);
    } else if (act.type === 'projections.RebuildStarted' && current) {
      const { generation, takeOver } = act.data;
      this.highest = Math.max(this.highest, generation);
      if (standing.building || generation <= highestOf(standing) || this.ended.has(generation)) return;
      await this.stand({ ...standing, building: { ...noted(context.projection, generation), takeOver } });
      context.report({ kind: 'rebuild-started', generation });
      this.rebuildBell.ring();
    } else if (act.type === 'projections.RebuildDropped' && standing.building?.generation === act.data.generation) {
      await this.dropBuilding();
    }
  }

  /** The generation that a next rebuild fills. */
  get nextGeneration(): number {
    return this.highest + 1;
  }

  async stand(standing: Standing): Promise<void> {
    await saveStanding(this.context.store, this.context.projection.name, standing);
    this.standing = standing;
  }

  /** Stop a generation at an event it cannot get past. */
  async halt(generation: Generation, halted: Halt): Promise<void> {
    const { standing } = this;
    if (generation.number === standing.active.generation) await this.stand({ ...standing, active: { ...standing.active, halted } });
    else if (standing.building) await this.stand({ ...standing, building: { ...standing.building, halted } });
    this.context.report({ kind: 'halted', generation: generation.number, halt: halted });
  }

  isSuperseded(position: number): boolean {
    return this.superseded.has(position);
  }

  openGeneration(generation: number): Promise<Generation> {
    const { projection, store, clock, knowledge, settings, report } = this.context;
    return Generation.open({
      projection, generation, store, clock, knowledge,
      lease: () => this.lease,
      superseded: this.superseded,
      rememberedRows: settings.rememberedRows,
      committed: (commit) => {
        report({ kind: 'committed', generation, position: commit.position, events: commit.events, rows: commit.writes.length });
        if (generation === this.standing.active.generation) announce(this.context, commit);
      },
    });
  }

  async recordSwitch(generation: number, switched: NonNullable<NotedGeneration['switched']>): Promise<void> {
    const { log, projection } = this.context;
    await recordAct(log, { type: 'projections.RebuildSwitched', data: { projection: projection.name, generation, ...switched } }, bySystem(projection.name, `${generation}/switched`));
    this.ended.add(generation);
  }

  /** Drop generations that served before and that nobody reads any more. */
  async dropRetired(): Promise<void> {
    const { retired, ...standing } = this.standing;
    if (retired.length === 0) return;
    for (const generation of retired) await this.remove(generation);
    await this.stand({ ...standing, retired: [] });
  }

  async dropBuilding(): Promise<void> {
    const { building, ...standing } = this.standing;
    if (!building) return;
    this.building = undefined;
    await this.stand(standing);
    await this.remove(building);
    this.context.report({ kind: 'rebuild-dropped', generation: building.generation });
  }

  private async resume({ data, recordedAt }: RecordedAct & { readonly type: 'projections.ProjectionResumed' }): Promise<void> {
    const answers = (noted: NotedGeneration | undefined): boolean =>
      noted?.halted !== undefined && noted.generation === data.generation && noted.halted.position === data.position && recordedAt >= noted.halted.at;
    const { active, building } = this.standing;
    if (answers(active)) await this.stand({ ...this.standing, active: withoutHalt(active) });
    else if (building && answers(building)) await this.stand({ ...this.standing, building: withoutHalt(building) });
    else return;
    this.context.report({ kind: 'resumed', generation: data.generation, position: data.position });
    this.bell.ring();
    this.rebuildBell.ring();
  }

  /** The program's version is another than that of the rows: fill a generation beside them. */
  private async replaceOldVersion(active: NotedGeneration): Promise<void> {
    const { projection, log } = this.context;
    if (this.standing.building?.version === projection.version) return;
    await this.dropBuilding();
    const generation = this.nextGeneration;
    const data = { projection: projection.name, generation, version: projection.version, takeOver: 'always' as const, reason: `version ${active.version} → ${projection.version}` };
    await recordAct(log, { type: 'projections.RebuildStarted', data }, bySystem(projection.name, `${generation}/started`));
    await this.applyRecorded();
  }

  private async remove(generation: NotedGeneration): Promise<void> {
    await removeGeneration(this.context.store, this.context.projection.name, generation);
    this.context.report({ kind: 'generation-dropped', generation: generation.generation });
  }
}

async function removeGeneration(store: ReadStore, projection: string, generation: NotedGeneration): Promise<void> {
  for (const table of Object.values(refsOf(generation))) await store.drop(table);
  await store.forget(projection, generation.generation);
}

const highestOf = ({ active, building, retired }: Standing): number => Math.max(active.generation, building?.generation ?? 0, ...retired.map((r) => r.generation));

function withoutHalt<N extends NotedGeneration>({ halted: _, ...rest }: N): N {
  return rest as N;
}
