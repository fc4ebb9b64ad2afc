import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal, type Actor, type Bilingual } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { codeField, endpoint, From, Handle, Input, Refused, viewQuery, Views, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { Ledger } from '#engine/ledger';
import { ChangeReader } from '../change-history/change-reader.js';
import { TellingBook } from '../change-history/telling.js';
import { sound } from '../checkpoints/checkpoints.http.js';
import { citationsOf } from './citations.js';
import { ExplainedSheets, type ScoreInQuestion } from './explained-sheets.js';
import { groundsOf } from './grounds.js';

const both = z.object({ zh: z.string(), en: z.string() });
const text = z.string().nullable();
const fact = z.object({
  position: z.number().int(), eventId: z.string(), stream: z.string(), type: z.string(), title: both, person: z.string(), unit: text, role: text, recordedAt: z.string(), validAt: text, reason: text, authority: text,
  evidence: z.array(z.string()),
});
const inclusion = z.object({ index: z.number().int(), size: z.number().int(), leaf: z.string(), proof: z.array(z.string()) });
const reply = z.object({
  sheet: z.record(z.string(), z.unknown()), hash: z.string(),
  grounds: z.array(fact.extend({ /** What was done, by names; null for who may not see the fact in the change history. */ sentence: both.nullable(), matches: z.boolean(), related: z.array(fact), proof: inclusion.nullable() })),
  also: z.array(z.object({ what: z.enum(['scheme', 'result', 'freeze']), position: z.number().int() })),
  /** The signed note that every proof leads to; null when none covers a cited fact yet. */
  checkpoint: z.object({ size: z.number().int(), root: z.string(), note: z.string() }).nullable(),
  /** Cited facts that no checkpoint covers yet. */
  unproven: z.array(z.number().int()),
  position: z.number().int(),
});

const ofBoard = endpoint({
  method: 'GET', path: '/history/explanations/scores/:plan/:year/:group/:unit', tag: 'history', access: 'signed-in',
  summary: { zh: '得分追溯到底：得分表、每项依据的事件、经办人、佐证指纹、更正和账本证明', en: 'A score explained to the end: sheet, every fact behind it with person, evidence, corrections and inclusion proof' },
  params: z.strictObject({ plan: codeField, year: wholeNumber(1900, 2200), group: codeField, unit: codeField }),
  query: z.strictObject(viewQuery), reply,
  refusals: ['scoring.no-board', 'scoring.unit-not-in-group', 'history.ledger-contradicts-log'],
});

const ofRound = endpoint({
  method: 'GET', path: '/history/explanations/rounds/:round/:unit', tag: 'history', access: 'signed-in',
  summary: { zh: '考核结果追溯到底：得分表、每项依据的事件、经办人、佐证指纹、更正和账本证明', en: 'A result explained to the end: sheet, every fact behind it with person, evidence, corrections and inclusion proof' },
  params: z.strictObject({ round: codeField, unit: codeField }),
  query: z.strictObject({ run: wholeNumber(1, 10_000).optional() }), reply,
  refusals: ['assessment.unknown-round', 'assessment.not-calculated', 'assessment.unknown-run', 'assessment.unit-not-in-round', 'assessment.result-not-visible', 'assessment.engine-not-kept', 'assessment.scheme-not-as-published', 'history.ledger-contradicts-log'],
});

@Controller()
export class GroundsHttp {
  constructor(
    @Inject(EventStore) private readonly log: EventStore,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(ExplainedSheets) private readonly sheets: ExplainedSheets,
    @Inject(TellingBook) private readonly book: TellingBook,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(ofBoard)
  ofBoard(@Input() { params, query }: InputOf<typeof ofBoard>, @From() { actor }: Caller) {
    return this.#explained(actor, { kind: 'board', ...params, ...query }, query.asKnownAt !== undefined);
  }

  @Handle(ofRound)
  ofRound(@Input() { params, query }: InputOf<typeof ofRound>, @From() { actor }: Caller) {
    return this.#explained(actor, { kind: 'round', ...params, ...query });
  }

  async #explained(actor: Actor, score: ScoreInQuestion, ofPast = false) {
    const found = await this.sheets.sheetOf(actor, score);
    if (isRefusal(found)) throw new Refused(found);
    const { sheet, hash, also, position } = found;
    const cited = new Map([...also.map((one) => [one.position, { position: one.position }] as const), ...citationsOf(sheet).map((one) => [one.position, one] as const)]);
    const citations = [...cited.values()].sort((a, b) => a.position - b.position);
    const highest = citations.at(-1)?.position ?? 0;
    // The first checkpoint that covers everything; else the latest, which covers what it can.
    const checkpoint = this.ledger.checkpoints(Math.max(highest - 1, 0), 1)[0] ?? this.ledger.latest();
    const grounds = await sound(() => groundsOf(this.log, this.ledger, (type) => this.book.titles[type] ?? { zh: type, en: type }, citations, checkpoint, ofPast ? position : undefined));
    const told = await this.#told(actor, grounds.map((one) => one.position));
    return {
      sheet, hash, also, position, grounds: grounds.map((one) => ({ ...one, sentence: told.get(one.position) ?? null })), unproven: grounds.filter(({ proof }) => proof === null).map((one) => one.position),
      checkpoint: checkpoint ? { size: checkpoint.size, root: checkpoint.root.toString('base64'), note: checkpoint.note } : null,
    };
  }

  /** Facts in sentences, as far as the person sees them. */
  async #told(actor: Actor, positions: readonly number[]): Promise<ReadonlyMap<number, Bilingual>> {
    const reader = await ChangeReader.open(this.views, this.log, this.book, actor, { waitFor: positions.at(-1) });
    const rows = await Promise.all(positions.map((position) => reader.row(position)));
    return new Map((await reader.told(rows.filter((row) => row !== undefined))).map(({ position, sentence }) => [position, sentence]));
  }
}
