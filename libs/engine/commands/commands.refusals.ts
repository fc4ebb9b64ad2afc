import { defineRefusals } from '#engine/kernel';

/** Refusals that any command can meet. */
export const commandRefusals = defineRefusals({
  'command.forbidden': {
    kind: 'forbidden',
    title: { zh: '您没有此项操作的权限（{policy}）。', en: 'You are not permitted to do this ({policy}).' },
    remedy: { zh: '请联系安全管理员核对您的角色和所属单位。', en: 'Ask the security administrator to check your role and unit.' },
  },
  'command.idempotency-key-reused': {
    kind: 'unprocessable',
    title: { zh: '该 Idempotency-Key 已用于另一项操作。', en: 'This Idempotency-Key was used for a different command.' },
    remedy: { zh: '请为新的操作换一个 Idempotency-Key；重试时内容须与首次一致。', en: 'Use a new Idempotency-Key for a new command; a retry must repeat the first request exactly.' },
  },
});
