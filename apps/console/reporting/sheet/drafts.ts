import type { Draft, DraftShelf, Phase, Recorded, Told } from './sheet-work.js';

const mostUndone = 200;
const nothing: Recorded = { value: null, note: null, evidence: [], changedAt: null };

/** What drafts need of their sheet. */
export interface DraftsHome {
  readonly recordedOf: (key: string) => Recorded | undefined;
  /** Something about a cell changed. */
  readonly onCell: (key: string) => void;
  /** Drafts changed. */
  readonly onDrafts: () => void;
  readonly newKey: () => string;
}

/** What was typed and is not sent, by cell, with what was said of it; survives a reload, and each change can be taken back. */
export class Drafts {
  private readonly drafts: Map<string, Draft>;
  private readonly tolds = new Map<string, Told>();
  private readonly phases = new Map<string, Phase>();
  private readonly undone: { readonly key: string; readonly before: Draft | undefined }[][] = [];

  constructor(
    private readonly shelf: DraftShelf,
    private readonly home: DraftsHome,
  ) {
    this.drafts = kept(shelf);
  }

  draftOf(key: string): Draft | undefined {
    return this.drafts.get(key);
  }

  toldOf(key: string): Told | undefined {
    return this.tolds.get(key);
  }

  phaseOf(key: string): Phase | undefined {
    return this.phases.get(key);
  }

  /** What somebody else recorded since typing began; undefined when nobody did. */
  conflictOf(key: string): Recorded | undefined {
    const draft = this.drafts.get(key);
    const recorded = this.home.recordedOf(key);
    return draft && recorded && recorded.changedAt !== draft.base.changedAt && recorded.value !== draft.value ? recorded : undefined;
  }

  /** A draft with something of it changed; undefined when nothing is left that differs from what is recorded. */
  with(key: string, before: Draft | undefined, change: Partial<Pick<Draft, 'value' | 'note' | 'evidence'>>): Draft | undefined {
    const recorded = this.home.recordedOf(key) ?? nothing;
    const start: Draft = before ?? { value: recorded.value ?? '', note: recorded.note ?? '', evidence: recorded.evidence.map(({ sha256 }) => sha256), base: { value: recorded.value, changedAt: recorded.changedAt }, key: '' };
    const next: Draft = { ...start, ...change, key: this.home.newKey() };
    return isSame(next, recorded) || (next.value === '' && next.note === '' && next.evidence.length === 0) ? undefined : next;
  }

  /** Put drafts in place of those before, as one change that can be taken back. */
  change(changes: readonly { readonly key: string; readonly next: Draft | undefined }[]): void {
    const real = changes.filter(({ key, next }) => this.drafts.get(key) !== next);
    if (real.length === 0) return;
    this.undone.push(real.map(({ key }) => ({ key, before: this.drafts.get(key) })));
    if (this.undone.length > mostUndone) this.undone.shift();
    for (const { key, next } of real) this.put(key, next);
    this.changed();
  }

  /** Take back the last change. */
  undo(): void {
    const last = this.undone.pop();
    if (!last) return;
    for (const { key, before } of last) this.put(key, before);
    this.changed();
  }

  /** Keep what was typed, having seen what somebody else recorded, or take that. */
  settle(key: string, keep: 'mine' | 'theirs'): void {
    const draft = this.drafts.get(key);
    const recorded = this.home.recordedOf(key);
    if (!draft) return;
    const next = keep === 'theirs' || !recorded ? undefined : { ...draft, base: { value: recorded.value, changedAt: recorded.changedAt }, key: this.home.newKey() };
    this.change([{ key, next }]);
  }

  /** Drafts that are what is recorded by now are none any more. */
  dropRecorded(): void {
    for (const [key, draft] of this.drafts) {
      const recorded = this.home.recordedOf(key);
      if (recorded && isSame(draft, recorded)) this.put(key, undefined);
    }
  }

  /** Say something of a draft, if it is still the one that was looked at. */
  tell(key: string, draft: Draft, told: Told | undefined): boolean {
    if (this.drafts.get(key)?.key !== draft.key) return false;
    if (told) this.tolds.set(key, told);
    else this.tolds.delete(key);
    this.home.onCell(key);
    return true;
  }

  setPhase(key: string, phase: Phase | undefined): void {
    if (phase) this.phases.set(key, phase);
    else this.phases.delete(key);
    this.home.onCell(key);
  }

  /** A draft was recorded: it is none any more. */
  recorded(key: string): void {
    this.drafts.delete(key);
    this.tolds.delete(key);
    this.phases.set(key, 'saved');
    this.home.onCell(key);
    this.changed();
  }

  private put(key: string, draft: Draft | undefined): void {
    if (draft) {
      this.drafts.set(key, draft);
      this.phases.delete(key);
    } else this.drafts.delete(key);
    this.tolds.delete(key);
    this.home.onCell(key);
  }

  private changed(): void {
    this.shelf.write(this.drafts.size > 0 ? JSON.stringify(Object.fromEntries(this.drafts)) : undefined);
    this.home.onDrafts();
  }
}

function kept(shelf: DraftShelf): Map<string, Draft> {
  try {
    return new Map(Object.entries((JSON.parse(shelf.read() ?? 'null') as Record<string, Draft> | null) ?? {}));
  } catch {
    // What was kept cannot be read: it is as if nothing had been kept.
    return new Map();
  }
}

const isSame = (draft: Draft, recorded: Recorded): boolean =>
  draft.value === (recorded.value ?? '') && draft.note === (recorded.note ?? '') && draft.evidence.join() === recorded.evidence.map(({ sha256 }) => sha256).join();
