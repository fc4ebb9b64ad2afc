import { defineRefusals } from '#engine/kernel';

/** Every "no" of the ledger's own record. */
export const ledgerRefusals = defineRefusals({
  'history.checkpoint-behind': {
    kind: 'conflict',
    title: { zh: '检查点（{size} 个事件）早于已记录的检查点（{last} 个事件）。', en: 'The checkpoint of {size} events lies behind the recorded one of {last}.' },
    remedy: { zh: '日志可能由旧备份恢复，请用 zhiheng verify 核对。', en: 'The log may be an old backup: check it with zhiheng verify.' },
  },
  'history.checkpoint-differs': {
    kind: 'conflict',
    title: { zh: '同为 {size} 个事件的检查点已有另一个根。', en: 'Another root is recorded for {size} events.' },
    remedy: { zh: '日志已被改动或存在两份，请立即用 zhiheng verify 核对。', en: 'The log was changed, or there are two of it: check it with zhiheng verify at once.' },
  },
  'history.checkpoint-not-the-last': {
    kind: 'conflict',
    title: { zh: '{size} 个事件的检查点不是最近一次记录的检查点。', en: 'The checkpoint of {size} events is not the last one recorded.' },
    remedy: { zh: '请对最近的检查点重新取得见证。', en: 'Have the latest checkpoint witnessed.' },
  },
  'history.reason-required': {
    kind: 'unprocessable',
    title: { zh: '更换签名密钥须说明原因。', en: 'A new signing key needs a reason.' },
    remedy: { zh: '请填写原因后再提交。', en: 'Give the reason and try again.' },
  },
  'history.beyond-ledger': {
    kind: 'unprocessable',
    title: { zh: '账本目前只到位置 {size}。', en: 'The ledger goes up to position {size} now.' },
    remedy: { zh: '请核对位置；刚写入的事件稍后即可证明。', en: 'Check the position; what was just recorded can be proven in a moment.' },
  },
  'history.no-checkpoint-yet': {
    kind: 'conflict',
    title: { zh: '尚无覆盖位置 {position} 的已签名检查点。', en: 'No signed checkpoint covers position {position} yet.' },
    remedy: { zh: '请先签发检查点（zhiheng checkpoints sign），或稍后再试。', en: 'Have one signed (zhiheng ledger sign), or try again later.' },
  },
  'history.ledger-contradicts-log': {
    kind: 'conflict',
    title: { zh: '账本与日志不符，拒绝签名（位置 {position}）。', en: 'Ledger and log differ at position {position}: nothing is signed.' },
    remedy: { zh: '请停止写入并用 zhiheng verify 查明，保留现场。', en: 'Stop writing, keep everything as it is, and find out with zhiheng verify.' },
  },
});
