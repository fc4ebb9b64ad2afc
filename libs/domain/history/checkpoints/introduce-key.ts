import { command, refuse } from '#engine/kernel';
import { mayIntroduceKeys } from './ledger.policies.js';
import { ledgerStream } from './ledger.events.js';
import { ledgerRecord } from './ledger.state.js';

/** A key begins to sign the ledger; the one before it ends. Its secret stays with the key store. */
export interface IntroduceKey {
  /** `name+id+base64` */
  readonly key: string;
  /** When it begins, as the key store has it. */
  readonly from: string;
  readonly reason?: string;
}

export const introduceKey = command({
  name: 'history.IntroduceSigningKey',
  policy: mayIntroduceKeys,
  stream: (_: IntroduceKey) => ledgerStream,
  state: ledgerRecord,
  decide: ({ keys }, { key, from, ...stated }, context) => {
    if (keys.some((one) => one.key === key)) return [];
    const reason = (stated.reason ?? context.reason ?? '').trim();
    // The first key comes with the log itself.
    if (keys.length > 0 && reason === '') return refuse('history.reason-required', {}, 'body.reason');
    const retired = keys.filter(({ until }) => until === undefined).map((one) => ({ type: 'history.SigningKeyRetired' as const, data: { key: one.key, until: from } }));
    return [...retired, { type: 'history.SigningKeyIntroduced' as const, data: { key, from } }];
  },
});
