import type { JWK } from 'jose';
import { derivedId, fill, type Bilingual } from '#engine/kernel';
import type { CloudEvent } from '#engine/relay';
import { crashPoint } from '../../../libs/engine/testing/crash-point.js';
import { commandSpec, type Call } from '../command-line/command.js';
import type { ExitName } from '../command-line/exit-codes.js';
import { badUsage } from '../command-line/given.js';
import { CliProblem } from '../command-line/problem.js';
import { Interrupted } from '../terminal/ask.js';
import { checkMessage, messageFaultTexts, type DossierMessage, type MessageFault } from './check-message.js';
import { DossierFolder } from './dossier-folder.js';
import { change, holding, isKnown, receiptsToSend, takeIn, type Received, type ReceivedDossier } from './received-dossiers.js';

interface Page {
  readonly events: readonly CloudEvent[];
  readonly next: string;
  readonly more: boolean;
}

export const receiveTexts = {
  taken: { zh: '收到 {dossier} 第 {version} 版', en: 'received {dossier}, version {version}' },
  held: { zh: '，待定', en: ', held' },
  acknowledged: { zh: '，签收', en: ', acknowledged' },
  rejected: { zh: '，退回：{reason}', en: ', rejected: {reason}' },
  notTaken: { zh: '{dossier} 第 {version} 版的回执未被受理（{code}）。', en: 'The receipt for {dossier}, version {version}, was not taken ({code}).' },
  unread: { zh: '有一条消息不符合公布的 JSON Schema，已存入 refused。', en: 'A message does not fit its published JSON Schema; it is kept in refused.' },
  away: { zh: '对方暂不可达，稍后重试……', en: 'The other side cannot be reached; trying again …' },
  counts: { zh: '共 {all} 份：有效 {holding}，待定 {held}，退回 {rejected}，回执待送 {toSend}', en: '{all} in all: {holding} hold, {held} held, {rejected} rejected, {toSend} receipts to send' },
} as const satisfies Record<string, Bilingual>;

const pageSize = 20;
const waitSeconds = 20;
const retryMs = 5_000;

/**
 * Takes dossiers from the feed: each is checked, kept, remembered, and then receipted. What was done is on the disk before the next step,
 * so that it may be killed anywhere and run again: a delivery has one effect, a receipt one id.
 */
class Receiver {
  faults = 0;
  #state: Received;

  constructor(
    private readonly call: Call,
    private readonly folder: DossierFolder,
  ) {
    this.#state = folder.state();
  }

  /** Everything that is there now; with `waitSeconds` the server may wait for the first message. Whether there is more. */
  async page(keySet: { readonly keys: readonly JWK[] }, wait = 0): Promise<boolean> {
    const { api } = this.call;
    const { after } = this.#state;
    const page = await api.get<Page>('/cadre-review/feed', { after, limit: pageSize, ...(wait === 0 ? {} : { wait }) });
    for (const event of page.events) if (!isKnown(this.#state, event.id)) await this.take(event, keySet);
    crashPoint('receive-before-cursor');
    if (page.next !== after) this.#remember({ ...this.#state, after: page.next });
    return page.more;
  }

  private async take(event: CloudEvent, keySet: { readonly keys: readonly JWK[] }): Promise<void> {
    const { given, out } = this.call;
    const checked = await checkMessage(event, keySet, given.many('--key'));
    crashPoint('receive-before-keep');
    if (typeof checked === 'string') {
      this.faults += 1;
      this.folder.keepRefused(event);
      // What is no dossier cannot be receipted either; it is remembered with the page.
      if (checked === 'not-a-dossier') return out.remark(out.say(receiveTexts.unread));
    } else {
      this.folder.keep(checked.dossier, checked.version, event, checked);
    }
    crashPoint('receive-after-keep');
    const { dossier, version, hash } = event.data as unknown as DossierMessage;
    const verdict = this.#verdict(dossier, typeof checked === 'string' ? checked : undefined);
    const taken: ReceivedDossier = { id: event.id, dossier, version, hash, takenAt: this.call.host.clock.now(), receipt: 'none', ...verdict };
    this.#remember(takeIn(this.#state, taken));
    crashPoint('receive-after-remember');
    await out.item(taken, () => `${out.say(receiveTexts.taken, { dossier, version })}${out.say(receiveTexts[verdict.verdict], { reason: verdict.reason })}`);
  }

  /** Decide on what was held before, as this call says. */
  decide(): void {
    for (const { id, dossier, verdict } of this.#state.dossiers) {
      if (verdict === 'held') this.#remember(change(this.#state, id, this.#verdict(dossier)));
    }
  }

  #verdict(dossier: string, fault?: MessageFault): Pick<ReceivedDossier, 'verdict' | 'reason'> {
    const { given } = this.call;
    if (fault !== undefined) return { verdict: 'rejected', reason: `${messageFaultTexts[fault].zh} · ${messageFaultTexts[fault].en}` };
    if (given.many('--reject').includes(dossier)) return { verdict: 'rejected', reason: given.text('--reason') };
    return { verdict: given.has('--hold') ? 'held' : 'acknowledged', reason: null };
  }

  /** Send the receipts that the sender does not have. Its "no" is remembered, so that it is not asked for ever. */
  async sendReceipts(): Promise<void> {
    const { api, given, out } = this.call;
    for (const { id, dossier, version, verdict, reason, takenAt } of receiptsToSend(this.#state)) {
      const receipt = { id: derivedId(id, 'receipt'), dossier, version, outcome: verdict, ...(reason === null ? {} : { reason }), receiver: given.text('--receiver'), at: takenAt };
      let answer = 'sent';
      try {
        await api.command('POST', '/cadre-review/receipts', receipt);
      } catch (error) {
        if (!(error instanceof CliProblem) || ![404, 409, 422].includes(error.text.status ?? 0)) throw error;
        answer = error.text.code;
        this.faults += 1;
        await out.warn(receiveTexts.notTaken, { dossier, version, code: answer });
      }
      crashPoint('receive-after-receipt');
      this.#remember(change(this.#state, id, { receipt: answer }));
    }
  }

  summary(): string {
    const { dossiers } = this.#state;
    const count = (verdict: string): number => dossiers.filter((one) => one.verdict === verdict).length;
    return fill(this.call.out.say(receiveTexts.counts), { all: dossiers.length, holding: holding(this.#state).size, held: count('held'), rejected: count('rejected'), toSend: receiptsToSend(this.#state).length });
  }

  #remember(state: Received): void {
    this.folder.remember(state);
    this.#state = state;
  }
}

async function run(call: Call): Promise<ExitName | void> {
  const { given, out } = call;
  if (given.has('--reject') && !given.has('--reason')) throw badUsage('missing', { name: '--reason' });
  const receiver = new Receiver(call, new DossierFolder(given.text('--folder')));
  receiver.decide();
  await drain(call, receiver);
  while (given.has('--follow') && !call.host.signal.aborted) await followOnce(call, receiver);
  await out.remark(receiver.summary());
  return receiver.faults > 0 ? 'different' : undefined;
}

async function drain(call: Call, receiver: Receiver, wait = 0): Promise<void> {
  // Asked for anew each time: the sender may have another key by now, which has to be pinned to be believed.
  const keySet = await call.api.get<{ readonly keys: readonly JWK[] }>('/cadre-review/keys');
  await receiver.sendReceipts();
  for (let more = true, first = true; more; first = false) {
    more = await receiver.page(keySet, first ? wait : 0);
    await receiver.sendReceipts();
  }
}

/** One turn of following: waits at the server for messages, or here while it is away. Ctrl-C is how following ends. */
async function followOnce(call: Call, receiver: Receiver): Promise<void> {
  const { host, out } = call;
  try {
    await drain(call, receiver, waitSeconds);
  } catch (error) {
    if (host.signal.aborted) return;
    if (error instanceof Interrupted || !(error instanceof CliProblem) || error.exit !== 'failed') throw error;
    await out.remark(out.say(receiveTexts.away));
    await host.sleep(retryMs, host.signal).catch(() => undefined);
  }
}

export const receive = commandSpec({
  path: 'receive',
  summary: { zh: '接收政绩考核材料：拉取、验签、校验、保存、回执', en: 'Receive dossiers: pull, verify, validate, keep, acknowledge' },
  details: {
    zh: '组织部门一侧的参考实现。每份材料以固定的公钥验签，按公布的 JSON Schema 校验，存入文件夹并报送回执；中断后重新运行即可继续，重复送达只计一次。验证未通过的自动退回。一个文件夹只由一个进程使用。公钥编号经其他渠道核对后用 --key 给出。',
    en: 'Reference implementation of the organisation department\'s side. Each dossier is verified with a pinned key, validated by its published JSON Schema, kept in the folder and receipted; run it again after an interruption and it goes on, and a delivery that comes twice counts once. What cannot be verified is sent back. One process uses a folder. Check the id of the key by another way before you give it with --key.',
  },
  options: [
    { flags: '--key <KID>', required: true, many: true, summary: { zh: '信任的签名公钥编号（RFC 7638 指纹）；可多次给出', en: 'Id of a signing key that is trusted (RFC 7638 thumbprint); may be repeated' } },
    { flags: '--folder <DIR>', fallback: 'dossiers', summary: { zh: '保存材料和接收状态的文件夹', en: 'Folder for dossiers and what was received' } },
    { flags: '--receiver <NAME>', fallback: 'organisation-department', summary: { zh: '回执中的接收单位', en: 'Office that receives, as receipts name it' } },
    { flags: '--hold', summary: { zh: '只收不回执，留待以后决定；以后不加此项运行即签收', en: 'Take without a receipt and decide later; a later run without it acknowledges' } },
    { flags: '--reject <DOSSIER>', many: true, summary: { zh: '退回此份材料（轮次.单位），须给出 --reason；可多次给出', en: 'Send this dossier (round.unit) back, with --reason; may be repeated' } },
    { flags: '--reason <TEXT>', summary: { zh: '退回原因', en: 'Why it is sent back' } },
    { flags: '--follow', summary: { zh: '持续接收，Ctrl-C 结束', en: 'Go on receiving until Ctrl-C' } },
  ],
  examples: ['zhiheng receive --key GbZ7-6CX7t7yoCzlNQq25QmnI6McwWsyPcAIyfu7ne4 --folder dossiers --as organisation', 'zhiheng receive --key KID --reject nanjing-2024.xuanwu --reason letter-missing --as organisation'],
  run,
});
