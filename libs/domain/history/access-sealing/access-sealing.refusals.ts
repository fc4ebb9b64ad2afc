import { defineRefusals } from '#engine/kernel';

/** Every "no" about sealing the access log and removing what is old. */
export const accessSealingRefusals = defineRefusals({
  'history.access-log-shorter': {
    kind: 'conflict',
    title: { zh: '访问日志只到第 {seq} 条，而事件日志已封存到第 {sealed} 条。', en: 'The access log ends at entry {seq}, but the event log has sealed entry {sealed}.' },
    remedy: { zh: '访问日志可能被截短或换成旧文件；请保留现有文件，用 zhiheng access-log verify 核验，并通知审计管理员。', en: 'It may have been cut off or replaced by an older file: keep the files as they are, run zhiheng access-log verify and tell the audit administrator.' },
  },
  'history.access-log-differs': {
    kind: 'conflict',
    title: { zh: '访问日志第 {seq} 条与事件日志中的封存记录不一致。', en: 'Entry {seq} of the access log is not what the event log has sealed.' },
    remedy: { zh: '请保留现有文件，用 zhiheng access-log verify 核验，并通知审计管理员。', en: 'Keep the files as they are, run zhiheng access-log verify and tell the audit administrator.' },
  },
  'history.nothing-to-trim': {
    kind: 'conflict',
    title: { zh: '没有早于 {before} 且已封存的访问日志，未清除任何内容。', en: 'No sealed entries of the access log are older than {before}; nothing was removed.' },
    remedy: { zh: '保存期限由 ZHIHENG_ACCESS_LOG_DAYS 设定（不少于 183 天），到期后再办理。', en: 'ZHIHENG_ACCESS_LOG_DAYS says how long entries are kept (183 days at least); try again once they are old enough.' },
  },
  'history.access-log-too-young': {
    kind: 'unprocessable',
    title: { zh: '第 {seq} 条访问日志写于 {at}，未满 {days} 天，不得清除。', en: 'Entry {seq} of the access log is of {at}, younger than {days} days: it stays.' },
    remedy: { zh: '访问日志至少保存六个月（183 天）。', en: 'The access log is kept for six months (183 days) at least.' },
  },
  'history.trim-reason-required': {
    kind: 'unprocessable',
    title: { zh: '清除到期访问日志须说明原因。', en: 'Removing old entries of the access log needs a reason.' },
    remedy: { zh: '请填写原因，例如审批文号。', en: 'Give the reason, such as the approval.' },
  },
});
