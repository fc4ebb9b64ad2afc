import { Inject, Injectable } from '@nestjs/common';
import { isRefusal, refuse, type Actor, type Refusal } from '#engine/kernel';
import { Commands, type Envelope } from '#engine/commands';
import { Views } from '#engine/http';
import { EvidenceStore } from '../evidence/evidence-store.js';
import { referenceOf } from '../evidence/evidence-input.http.js';
import type { EvidenceReference } from '../report.events.js';
import { verifiedPeers } from '../report-register/verified-peers.http.js';
import { reportingCards, reportingUnits, type CardRow, type UnitRow } from '../reporting-directory/reporting-directory.projection.js';
import { importFile } from './import-file.js';
import { importItems, type ImportEffect } from './import-items.js';
import type { ImportEncoding } from './import-text.js';
import type { ImportColumn, ImportNames, ImportRow, RowProblem } from './read-import.js';

export interface ImportRequest {
  readonly bytes: Buffer;
  readonly dryRun: boolean;
  readonly plan?: string;
  readonly encoding?: ImportEncoding;
  readonly actor: Actor;
  readonly envelope: Envelope;
}

/** What an import did or, tried, would do. Rows are recorded all or none. */
export interface ImportResult {
  readonly dryRun: boolean;
  readonly recorded: boolean;
  /** True when the same import had been recorded before under its Idempotency-Key; the counts are then not known any more. */
  readonly repeated: boolean;
  readonly rows: number;
  readonly created: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly problems: readonly RowProblem[];
  /** Log position to wait for, when something was recorded. */
  readonly position?: number;
}

type Progress = (change: { readonly rows?: number; readonly decided?: number }) => void;

/** Reads a file, decides every row and records all of them in one append, or none. */
@Injectable()
export class RunImport {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
    @Inject(EvidenceStore) private readonly files: EvidenceStore,
  ) {}

  async run({ bytes, dryRun, plan, encoding, actor, envelope }: ImportRequest, progress: Progress): Promise<ImportResult | Refusal> {
    const file = await importFile(bytes, { names: await this.names(), ...(plan === undefined ? {} : { plan }), ...(encoding === undefined ? {} : { encoding }) });
    if (isRefusal(file)) return file;
    progress({ rows: file.rows.length });
    const { references, problems: unproven } = await this.references(file.rows, actor);
    const { items, effectOf } = importItems(file.rows, references, await verifiedPeers(this.views, file.rows));
    const problems = [...file.problems, ...unproven];
    const options = { dryRun: dryRun || problems.length > 0, onProgress: (decided: number) => progress({ decided }) };
    const { refused, receipt } = await this.commands.sendAll(items, envelope, options);
    problems.push(...refused.map(({ index, refusal }) => problemOf(file.rows[index]!, refusal)));
    const rejected = new Set(problems.map(({ row }) => row));
    const count = (effect: ImportEffect): number => file.rows.filter(({ row }, index) => effectOf(index) === effect && !rejected.has(row)).length;
    return {
      dryRun, recorded: !dryRun && problems.length === 0, repeated: receipt?.repeated ?? false,
      rows: file.rows.length + new Set(file.problems.map(({ row }) => row)).size,
      created: count('created'), replaced: count('replaced'), unchanged: count('unchanged'), rejected: rejected.size,
      problems: problems.sort((a, b) => a.row - b.row),
      ...(receipt ? { position: receipt.position } : {}),
    };
  }

  private async names(): Promise<ImportNames> {
    const units = await this.views.all<UnitRow>(reportingUnits.name, reportingUnits.table.name, {});
    const cards = await this.views.all<CardRow>(reportingCards.name, reportingCards.table.name, {});
    const unitCodes = codesByName(units.rows.flatMap(({ row }) => (row.goneFrom === null ? [row.nameZh, row.fullName, ...row.aliases].map((name) => [name, row.unit] as const) : [])));
    const indicatorCodes = codesByName(cards.rows.map(({ row }) => [`${row.plan}/${row.card.name.zh}`, row.indicator] as const));
    return { unit: (name) => unitCodes.get(name) ?? [], indicator: (plan, name) => indicatorCodes.get(`${plan}/${name}`) ?? [] };
  }

  private async references(rows: readonly ImportRow[], actor: Actor): Promise<{ readonly references: ReadonlyMap<string, EvidenceReference>; readonly problems: readonly RowProblem[] }> {
    const references = new Map<string, EvidenceReference>();
    for (const sha256 of new Set(rows.flatMap((row) => row.evidence))) {
      const found = await referenceOf(sha256, this.files, actor);
      if (found) references.set(sha256, found);
    }
    const problems = rows.flatMap(({ row, evidence }) =>
      evidence.filter((sha256) => !references.has(sha256)).map((sha256) => ({ row, column: 'evidence' as const, refusal: refuse('evidence.unknown', { sha256 }) })),
    );
    return { references, problems };
  }
}

function codesByName(pairs: readonly (readonly [string | null, string])[]): Map<string, readonly string[]> {
  const codes = new Map<string, string[]>();
  for (const [name, code] of pairs) {
    if (name === null) continue;
    const known = codes.get(name);
    if (!known) codes.set(name, [code]);
    else if (!known.includes(code)) known.push(code);
  }
  return codes;
}

/** A decision's refusal names a field of the form; here it is a column. */
function problemOf({ row }: ImportRow, refusal: Refusal): RowProblem {
  const column = refusal.field?.replace('body.', '') as ImportColumn | undefined;
  return column === undefined ? { row, refusal } : { row, column, refusal };
}
