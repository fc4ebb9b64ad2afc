import { isRefusal, newId, refuse, type Refusal, type Uuid } from '#engine/kernel';

/** How far an import has come. */
export interface ImportProgress {
  readonly state: 'running' | 'done' | 'failed';
  /** Rows that could be read. */
  readonly rows: number;
  /** Of them, those decided so far. */
  readonly decided: number;
}

/** One import of one person. */
export interface ImportJob<Result> extends ImportProgress {
  readonly id: Uuid;
  readonly owner: string;
  readonly result?: Result;
  readonly refusal?: Refusal;
}

const jobsKept = 200;

/**
 * Imports of this process, for asking how far they are. In memory only: after a restart nothing is known of them; whether one was
 * recorded is then found by repeating it under the same Idempotency-Key.
 */
export class ImportJobs<Result> {
  private readonly jobs = new Map<Uuid, ImportJob<Result>>();

  /** Begin; one person has one running import at a time. */
  begin(owner: string): ImportJob<Result> | Refusal {
    const running = [...this.jobs.values()].some((job) => job.owner === owner && job.state === 'running');
    if (running) return refuse('import.already-running');
    this.forgetOldest();
    return this.keep({ id: newId(), owner, state: 'running', rows: 0, decided: 0 });
  }

  /** Note progress or the end. */
  update(id: Uuid, change: Partial<Pick<ImportJob<Result>, 'state' | 'rows' | 'decided' | 'result' | 'refusal'>>): ImportJob<Result> {
    return this.keep({ ...this.jobs.get(id)!, ...change });
  }

  /** A person's own import. */
  find(id: Uuid, owner: string): ImportJob<Result> | undefined {
    const job = this.jobs.get(id);
    return job?.owner === owner ? job : undefined;
  }

  /** Carry out an import and keep its end, whatever it is. A fault is kept as failed and thrown on. */
  async run(job: ImportJob<Result>, work: (progress: (change: { readonly rows?: number; readonly decided?: number }) => void) => Promise<Result | Refusal>): Promise<ImportJob<Result>> {
    try {
      const outcome = await work((change) => this.update(job.id, change));
      return this.update(job.id, isRefusal(outcome) ? { state: 'failed', refusal: outcome } : { state: 'done', result: outcome });
    } catch (error) {
      this.update(job.id, { state: 'failed' });
      throw error;
    }
  }

  private keep(job: ImportJob<Result>): ImportJob<Result> {
    this.jobs.set(job.id, job);
    return job;
  }

  private forgetOldest(): void {
    for (const [id, { state }] of this.jobs) {
      if (this.jobs.size < jobsKept) return;
      if (state !== 'running') this.jobs.delete(id);
    }
  }
}
