import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, logName, noteRead, pageQuery, receipt, receiptReply, Refused, textField, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { Ledger, LedgerDamaged, proofTexts, type KnownKey, type SignedCheckpoint } from '#engine/ledger';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import { introduceKey } from './introduce-key.js';
import { mayAskForCheckpoint, mayIntroduceKeys } from './ledger.policies.js';

const most = Number.MAX_SAFE_INTEGER;
const checkpoint = z.object({
  origin: z.string(), size: z.number().int(), root: z.string(), time: z.string().nullable(),
  /** The signed note, byte for byte: keep this. */
  note: z.string(), signatures: z.array(z.object({ name: z.string(), keyId: z.string() })),
});
const key = z.object({ key: z.string(), from: z.string(), until: z.string().nullable() });

const status = endpoint({
  method: 'GET', path: '/ledger', tag: 'ledger', access: 'signed-in',
  summary: { zh: '账本现状：已入账事件数、最近检查点、公钥、故障', en: 'The ledger now: events in it, latest checkpoint, public keys, fault' },
  reply: z.object({
    origin: z.string(), state: z.enum(['live', 'catching-up', 'backing-off', 'halted', 'stopped']), size: z.number().int(), lag: z.number().int(), lagMs: z.number(), latest: checkpoint.nullable(), keys: z.array(key),
    /** What the ledger found that it cannot vouch for; nothing is signed until somebody has looked. */
    damage: z.object({ kind: z.string(), position: z.number().int().nullable(), text: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
    position: z.number().int(),
  }),
});

const list = endpoint({
  method: 'GET', path: '/ledger/checkpoints', tag: 'ledger', access: 'signed-in',
  summary: { zh: '已签名的检查点，从小到大；order=newest 时最新的在前', en: 'Signed checkpoints, smallest first; newest first with order=newest' },
  query: z.strictObject({ order: z.enum(['newest', 'oldest']).optional(), limit: pageQuery.limit, cursor: wholeNumber(0, most).optional() }),
  reply: z.object({ items: z.array(checkpoint), next: z.string().optional(), total: z.number().int(), position: z.number().int() }),
});

const covering = endpoint({
  method: 'GET', path: '/ledger/checkpoints/covering/:position', tag: 'ledger', access: 'signed-in',
  summary: { zh: '覆盖某一日志位置的第一个检查点', en: 'The first checkpoint that covers a position' },
  params: z.strictObject({ position: wholeNumber(1, most) }),
  reply: checkpoint, refusals: ['history.no-checkpoint-yet'],
});

const inclusion = endpoint({
  method: 'GET', path: '/ledger/inclusion/:position', tag: 'ledger', access: 'signed-in',
  summary: { zh: '某一事件在账本中的存在性证明（RFC 6962）', en: 'Inclusion proof of one event (RFC 6962)' },
  params: z.strictObject({ position: wholeNumber(1, most) }),
  query: z.strictObject({
    /** Tree to prove it in; the first checkpoint that covers it when absent. */
    size: wholeNumber(1, most).optional(),
  }),
  reply: z.object({ position: z.number().int(), index: z.number().int(), size: z.number().int(), leaf: z.string(), proof: z.array(z.string()), root: z.string(), checkpoint: checkpoint.nullable() }),
  refusals: ['history.beyond-ledger', 'history.no-checkpoint-yet', 'history.ledger-contradicts-log'],
});

const consistency = endpoint({
  method: 'GET', path: '/ledger/consistency', tag: 'ledger', access: 'signed-in',
  summary: { zh: '两个检查点的一致性证明：后者只在前者之后追加', en: 'Consistency proof: the later tree only adds to the earlier one' },
  query: z.strictObject({ from: wholeNumber(1, most), to: wholeNumber(1, most).optional() }),
  reply: z.object({ first: z.number().int(), firstRoot: z.string(), second: z.number().int(), secondRoot: z.string(), proof: z.array(z.string()) }),
  refusals: ['history.beyond-ledger', 'history.ledger-contradicts-log'],
});

const sign = endpoint({
  method: 'POST', path: '/ledger/checkpoints', tag: 'ledger', access: mayAskForCheckpoint, command: true,
  summary: { zh: '立即签发检查点（签名前重读日志核对）', en: 'Sign a checkpoint now; the log is read again first' },
  reply: checkpoint, refusals: ['history.ledger-contradicts-log'],
});

const rotate = endpoint({
  method: 'POST', path: '/ledger/keys', tag: 'ledger', access: mayIntroduceKeys, command: true,
  summary: { zh: '更换账本签名密钥：旧密钥停用，写明原因', en: 'Sign with a new key from now on; the old one is retired, with a reason' },
  body: z.strictObject({ reason: textField(2_000).optional() }),
  reply: receiptReply.extend({ key: z.string() }), refusals: ['history.reason-required', 'history.ledger-contradicts-log'],
});

@Controller()
export class CheckpointsHttp {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CheckpointKeeper) private readonly keeper: CheckpointKeeper,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Handle(status)
  async status() {
    const { ledger } = this;
    noteRead(logName);
    const { state, position, lag, lagMs, damage } = ledger.status();
    const latest = ledger.latest();
    return {
      origin: ledger.origin, state, size: position, lag, lagMs, latest: latest ? shown(latest) : null, keys: (await ledger.knownKeys()).map(shownKey),
      damage: damage ? { kind: damage.kind, position: damage.position ?? null, text: damage.text } : null, position,
    };
  }

  @Handle(list)
  list(@Input() { query: { order = 'oldest', limit = 50, cursor } }: InputOf<typeof list>) {
    noteRead(logName); // a checkpoint is a fact as well
    const found = order === 'newest' ? this.ledger.checkpointsBelow(cursor, limit + 1) : this.ledger.checkpoints(cursor, limit + 1);
    const items = found.slice(0, limit).map(shown);
    return { items, total: this.ledger.checkpointCount, position: this.ledger.size(), ...(found.length > limit ? { next: String(items.at(-1)!.size) } : {}) };
  }

  @Handle(covering)
  covering(@Input() { params: { position } }: InputOf<typeof covering>) {
    return shown(this.#covering(position));
  }

  @Handle(inclusion)
  async inclusion(@Input() { params: { position }, query }: InputOf<typeof inclusion>) {
    const size = query.size ?? this.#covering(position).size;
    this.#within(size, 'query.size');
    if (position > size) throw beyond(size, 'params.position');
    const { leaf, root, proof, checkpoint } = await sound(() => this.ledger.inclusion(position, size));
    return { position, index: position - 1, size, leaf: leaf.toString('base64'), proof: [...proofTexts(proof)], root: root.toString('base64'), checkpoint: checkpoint ? shown(checkpoint) : null };
  }

  @Handle(consistency)
  async consistency(@Input() { query: { from, to = this.ledger.size() } }: InputOf<typeof consistency>) {
    this.#within(to, 'query.to');
    if (from > to) throw beyond(to, 'query.from');
    const { first, firstRoot, second, secondRoot, proof } = await sound(() => this.ledger.consistency(from, to));
    return { first, firstRoot: firstRoot.toString('base64'), second, secondRoot: secondRoot.toString('base64'), proof: [...proofTexts(proof)] };
  }

  @Handle(sign)
  async sign() {
    return shown(await sound(() => this.keeper.sign()));
  }

  @Handle(rotate)
  async rotate(@Input() { body }: InputOf<typeof rotate>, @From() { envelope }: Caller) {
    if ((body.reason ?? envelope.reason ?? '').trim() === '') throw new Refused(refuse('history.reason-required', {}, 'body.reason'));
    // What the old key answers for is signed by it first.
    await sound(() => this.keeper.sign());
    const { introduced: { verifierKey, from } } = await this.ledger.rotateKey();
    const reason = body.reason === undefined ? {} : { reason: body.reason };
    const recorded = receipt(await this.commands.send(introduceKey, { key: verifierKey, from, ...reason }, envelope));
    await sound(() => this.keeper.sign());
    return { ...recorded, key: verifierKey };
  }

  #covering(position: number): SignedCheckpoint {
    const [found] = this.ledger.checkpoints(position - 1, 1);
    if (!found) throw new Refused(refuse('history.no-checkpoint-yet', { position }, 'params.position'));
    return found;
  }

  #within(size: number, field: string): void {
    if (size > this.ledger.size()) throw beyond(this.ledger.size(), field);
  }
}

const beyond = (size: number, field: string): Refused => new Refused(refuse('history.beyond-ledger', { size }, field));

/** Act on a ledger that can vouch for what it says; otherwise say where it cannot. */
export async function sound<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof LedgerDamaged) throw new Refused(refuse('history.ledger-contradicts-log', { position: error.position ?? 0, kind: error.kind }));
    throw error;
  }
}

const shown = ({ origin, size, root, time, note, signatures }: SignedCheckpoint) => ({
  origin, size, root: root.toString('base64'), time: time ?? null, note, signatures: signatures.map(({ name, keyId }) => ({ name, keyId })),
});

const shownKey = ({ verifierKey, from, until }: KnownKey) => ({ key: verifierKey, from, until: until ?? null });
