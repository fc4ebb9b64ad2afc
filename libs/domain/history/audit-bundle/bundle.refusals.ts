import { defineRefusals } from '#engine/kernel';

/** Every "no" to somebody who asks for an audit bundle. */
export const bundleRefusals = defineRefusals({
  'history.nothing-to-export': {
    kind: 'not-found',
    title: { zh: '检查点 {size} 之前没有属于该范围的事件。', en: 'Nothing of that scope is before checkpoint {size}.' },
    remedy: { zh: '请核对单位、轮次、填报期或流的名称；刚记录的事件须待下一个检查点。', en: 'Check the unit, round, period or stream; what was just recorded needs the next checkpoint.' },
  },
  'history.no-checkpoint-of-size': {
    kind: 'not-found',
    title: { zh: '没有规模为 {size} 的检查点。', en: 'There is no checkpoint of size {size}.' },
    remedy: { zh: '请在检查点列表中选取，或不指定规模以用最近的检查点。', en: 'Choose one from the list of checkpoints, or leave it out for the latest.' },
  },
  'history.nothing-signed': {
    kind: 'conflict',
    title: { zh: '账本尚未签发检查点。', en: 'The ledger has signed no checkpoint yet.' },
    remedy: { zh: '请先签发检查点（zhiheng ledger sign），再导出。', en: 'Have one signed (zhiheng ledger sign), then export.' },
  },
  'history.scope-not-yours': {
    kind: 'forbidden',
    title: { zh: '您只能导出本单位及其考核结果的审计包。', en: 'You may export bundles of your own unit and its results only.' },
    remedy: { zh: '请改选本单位，或由市市场监管局、审计人员导出。', en: 'Choose your own unit, or ask the bureau or an auditor.' },
  },
  'history.bundle-contradicts-checkpoint': {
    kind: 'conflict',
    title: { zh: '日志与检查点 {size} 不符，未导出。', en: 'The log does not lead to checkpoint {size}: nothing was exported.' },
    remedy: { zh: '请停止写入并用 zhiheng verify 查明，保留现场。', en: 'Stop writing, keep everything as it is, and find out with zhiheng verify.' },
  },
});
