import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** Checkpoints and cosignatures are recorded by the system itself. */
export const mayKeepLedger = rolePolicy('history.keep-ledger', ['system']);

/** Whoever guards secrets changes the key; the first one comes with the log. */
export const mayIntroduceKeys = anyOf('history.introduce-key', rolePolicy('', ['system']), cityPolicy('', ['security-admin']));

/** A checkpoint shows nothing but numbers, so whoever audits or answers for the city may have one signed now. */
export const mayAskForCheckpoint = cityPolicy('history.ask-for-checkpoint', ['bureau', 'auditor', 'audit-admin', 'leadership', 'organisation']);
