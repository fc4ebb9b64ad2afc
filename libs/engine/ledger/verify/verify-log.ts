import type { LogIdentity } from '#engine/event-store';
import { damage, type Damage } from '../damage.js';
import type { KnownKey } from '../keys.js';
import { hasSm3, sha256Tree, treeHash } from '../tree-hash.js';
import { damagesOf } from './differing-rows.js';
import type { InspectedLog } from './inspected-log.js';
import { RetracedTree } from './retraced-tree.js';
import { RootChecks, sameHash } from './root-checks.js';
import { keysOf, trustedNotes, type KeptNote, type TrustedCheckpoint } from './trusted-notes.js';
import { Walk } from './walk.js';

export interface VerifyOptions {
  /** The ledger's folder. */
  readonly folder: string;
  /** Public keys to trust; those of the folder when absent. Whoever keeps the keys outside finds a replaced one. */
  readonly keys?: readonly KnownKey[];
  /** Checkpoints kept outside: only they show that somebody with the keys wrote history anew. */
  readonly kept?: readonly KeptNote[];
  /** Begin after the events of a checkpoint that was verified before. */
  readonly resumeFrom?: number;
  /** Also check the spelling of every event and the SM3 tree. */
  readonly full?: boolean;
  readonly onProgress?: (done: { readonly position: number; readonly head: number }) => void;
  readonly signal?: AbortSignal;
}

export interface Verification {
  readonly intact: boolean;
  /** What is wrong at the first bad position; what has no position comes when no position is bad. */
  readonly first?: Damage;
  /** Everything found, in the order of positions; not more than is useful. */
  readonly damages: readonly Damage[];
  readonly log?: LogIdentity;
  /** Position of the last event. */
  readonly head: number;
  /** Events before this position were left out, on the word of a checkpoint. */
  readonly from: number;
  /** Largest size at which a checkpoint holds; 0 when there is none. */
  readonly provenTo: number;
  /** Checkpoints that hold; how many of them were kept outside. */
  readonly checkpoints: number;
  readonly outside: number;
}

/** There is no checkpoint to go on from, or the stored tiles do not lead to it. */
export class CannotResume extends Error {
  override readonly name = 'CannotResume';
  constructor(readonly size: number) {
    super(`no checkpoint of ${size} events that holds`);
  }
}

/**
 * Read a whole log and hold it against its ledger and the checkpoints kept outside.
 * @throws CannotResume · the signal's reason
 */
export async function verifyLog(log: InspectedLog, options: VerifyOptions): Promise<Verification> {
  const own = keysOf(options.folder);
  const notes = trustedNotes(options.folder, options.keys ?? own.keys, options.kept ?? []);
  const damages: Damage[] = [...(options.keys ? [] : own.damages), ...notes.damages, ...log.structure()];
  const identity = identityOf(log, damages);
  const head = headOf(log, damages);
  const covered = Math.max(0, ...notes.checkpoints.filter(({ outside }) => !outside).map(({ size }) => size));
  const from = options.resumeFrom ?? 0;
  damages.push(...identityDamages(identity, notes.checkpoints));
  const trees = treesOf(options, covered, notes.checkpoints);
  resume(trees, from, notes.checkpoints);
  const checks = new RootChecks(notes.checkpoints.filter(({ size }) => size > from));
  const walk = new Walk({
    leaves: log.leaves, trees, checks, from, head, covered, full: options.full ?? false, signal: options.signal,
    onProgress: options.onProgress && ((position) => options.onProgress!({ position, head })),
  });
  const integrity = log.integrity(options.signal);
  // Awaited below in any case: a failure here must not go unheard meanwhile.
  integrity.catch(() => undefined);
  await walk.run();
  // At one position, what the checkpoints tell comes before what follows from it.
  damages.push(...rowDamages(walk, trees, checks, notes.checkpoints, head), ...walk.damages, ...(await integrity));
  const sorted = inOrder(damages);
  const holding = [...notes.checkpoints.filter(({ size }) => size === from && from > 0), ...checks.holding];
  const first = sorted[0];
  return {
    intact: sorted.length === 0, ...(first ? { first } : {}), damages: sorted, ...(identity ? { log: identity } : {}), head, from,
    provenTo: Math.max(0, ...holding.map(({ size }) => size)), checkpoints: holding.length, outside: holding.filter(({ outside }) => outside).length,
  };
}

function identityOf(log: InspectedLog, damages: Damage[]): LogIdentity | undefined {
  try {
    return log.leaves.identity();
  } catch {
    damages.push(damage('log-identity-changed'));
    return undefined;
  }
}

function headOf(log: InspectedLog, damages: Damage[]): number {
  try {
    return log.leaves.head();
  } catch (error) {
    damages.push(damage('file-damaged', { reason: error instanceof Error ? error.message : String(error) }));
    return 0;
  }
}

function identityDamages(found: LogIdentity | undefined, checkpoints: readonly TrustedCheckpoint[]): readonly Damage[] {
  const other = checkpoints.some(({ log }) => log && found && (log.origin !== found.origin || log.createdAt !== found.createdAt || log.format !== found.format));
  return other ? [damage('log-identity-changed')] : [];
}

function treesOf({ folder, full }: VerifyOptions, covered: number, checkpoints: readonly TrustedCheckpoint[]): readonly RetracedTree[] {
  const withSm3 = full && hasSm3() && checkpoints.some(({ sm3 }) => sm3 !== undefined);
  return [new RetracedTree(folder, sha256Tree, covered), ...(withSm3 ? [new RetracedTree(folder, treeHash('sm3'), covered)] : [])];
}

function resume(trees: readonly RetracedTree[], from: number, checkpoints: readonly TrustedCheckpoint[]): void {
  if (from === 0) return;
  const checkpoint = checkpoints.find(({ size }) => size === from);
  for (const [n, tree] of trees.entries()) {
    const root = tree.begin(from);
    const expected = n === 0 ? checkpoint?.root : checkpoint?.sm3;
    if (!root || !expected || !sameHash(root, expected)) throw new CannotResume(from);
  }
}

/** Tell events that changed from tiles that did: the checkpoints decide which of the two still leads to them. */
function rowDamages(walk: Walk, trees: readonly RetracedTree[], checks: RootChecks, checkpoints: readonly TrustedCheckpoint[], head: number): readonly Damage[] {
  const [first] = trees;
  const own = checkpoints.filter(({ outside }) => !outside);
  const last = own.at(-1);
  const tilesHold = last !== undefined && first!.storedRoot(last.size)?.equals(last.root) === true;
  const rowsHold = last !== undefined && checks.holding.includes(last);
  const found: Damage[] = [];
  if (walk.differing.length > 0 && tilesHold) found.push(...damagesOf(walk.differing, first!.hash));
  const explained = found.length > 0 || walk.damages.length > 0;
  if (rowsHold || !tilesHold) found.push(...trees.flatMap((tree) => tree.tileDamages()));
  for (const checkpoint of checks.contradicted) if (checkpoint.outside || !explained) found.push(rewritten(checkpoint, checks));
  const beyond = checks.unreached.filter(({ size }) => size > head).at(-1);
  if (beyond) found.push(damage('truncated', { head, size: beyond.size }, head + 1));
  return found;
}

/** Between the last checkpoint that holds and the first that does not, somebody wrote history anew. */
function rewritten({ name, size }: TrustedCheckpoint, { holding }: RootChecks): Damage {
  const from = Math.max(0, ...holding.filter((one) => one.size < size).map((one) => one.size)) + 1;
  return damage('history-rewritten', { from, to: size, name }, from);
}

const mostDamages = 100;

function inOrder(damages: readonly Damage[]): readonly Damage[] {
  const different = [...new Map(damages.map((one) => [`${one.kind} ${JSON.stringify(one.values)}`, one])).values()];
  return different.sort((a, b) => (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER)).slice(0, mostDamages);
}
