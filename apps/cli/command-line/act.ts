import type { Bilingual } from '#engine/kernel';
import type { Receipt } from '../connection/api.js';
import type { Request } from '../connection/http.js';
import { pairs } from '../terminal/table.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from './command.js';
import { commandOptions } from './usual-options.js';

/** What an act asks of the server. */
export interface ActRequest {
  readonly method?: Request['method'];
  readonly path: string;
  readonly body?: unknown;
  readonly reason?: string | undefined;
  readonly authority?: string | undefined;
}

export interface Act {
  readonly path: string;
  readonly summary: Bilingual;
  readonly details?: Bilingual;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly examples?: readonly string[];
  readonly request: (call: Call) => ActRequest | Promise<ActRequest>;
  /** What `--wait` shows afterwards: an address below `/api`. The receipt names what was given its code by the server. */
  readonly shows?: (call: Call, request: ActRequest, receipt: FullReceipt) => string;
}

/** A receipt with what else the answer says, such as the code of what is new. */
export type FullReceipt = Receipt & Readonly<Record<string, unknown>>;

export const actTexts = {
  recorded: { zh: '已记录', en: 'Recorded' },
  repeated: { zh: '此前已记录（重复提交，未再次记录）', en: 'Recorded before (a repetition; nothing was recorded twice)' },
  unchanged: { zh: '没有变化，未作记录', en: 'Nothing changed, nothing was recorded' },
  events: { zh: '事实', en: 'Facts' },
  stream: { zh: '流', en: 'Stream' },
  streamText: { zh: '{stream}（修订 {revision}）', en: '{stream} (revision {revision})' },
  position: { zh: '日志位置', en: 'Log position' },
  recordedAt: { zh: '记录时间', en: 'Recorded at' },
} as const satisfies Record<string, Bilingual>;

/** Declare a command that changes something and is answered with a receipt. */
export function actCommand(act: Act): CommandSpec {
  const { path, summary, details, examples } = act;
  const usual = act.shows ? commandOptions : commandOptions.filter(({ flags }) => flags !== '--wait');
  return commandSpec({
    path, summary, ...(details ? { details } : {}), ...(examples ? { examples } : {}),
    ...(act.arguments ? { arguments: act.arguments } : {}),
    options: [...(act.options ?? []), ...usual],
    run: async (call) => {
      const request = await act.request(call);
      const { method = 'POST', path: address, body, reason, authority } = request;
      const receipt = await call.api.command<FullReceipt>(method, address, body, { reason, authority, ifRevision: call.given.whole('--if-revision') });
      await showReceipt(call, receipt, act.shows?.(call, request, receipt));
    },
  });
}

/** Show a receipt and, with `--wait`, what there is now. */
export async function showReceipt(call: Call, receipt: Receipt, shown?: string): Promise<void> {
  const { out, api, given } = call;
  if (shown === undefined || !given.has('--wait')) return out.result(receipt, () => receiptText(call, receipt));
  const now = await api.get<Record<string, unknown>>(shown, { waitFor: receipt.position });
  await out.result({ receipt, now }, () => `${receiptText(call, receipt)}\n\n${fieldsText(now)}`);
}

/** A receipt in words, with the code of what is new. */
export function receiptText({ out }: Call, { changed, repeated, events, stream, revision, position, recordedAt, ...named }: Receipt): string {
  const outcome = out.say(!changed ? actTexts.unchanged : repeated ? actTexts.repeated : actTexts.recorded);
  if (!changed) return outcome;
  const codes = Object.entries(named).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return `${out.style.green(outcome)}\n${pairs(
    [
      ...codes,
      [out.say(actTexts.events), events.map(({ type }) => type).join(', ')],
      [out.say(actTexts.stream), out.say(actTexts.streamText, { stream, revision })],
      [out.say(actTexts.position), String(position)],
      [out.say(actTexts.recordedAt), recordedAt],
    ],
    '  ',
  )}`;
}

/** Fields of a thing by their names in the API; what is empty is left out. */
export function fieldsText(thing: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));
  const empty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return pairs(Object.entries(thing).filter(([, value]) => !empty(value)).map(([name, value]) => [name, text(value)]), '  ');
}

/** Fields that were given; absent ones are left out of a body. */
export function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));
}
