import { defineRefusals } from '#engine/kernel';

/** Why an inbound message is no message of its topic. */
export const intakeRefusals = defineRefusals({
  'intake.unreadable': {
    kind: 'unprocessable',
    title: { zh: '消息不是 UTF-8 编码的 JSON：{problem}。', en: 'The message is not JSON in UTF-8: {problem}.' },
    remedy: { zh: '请按主题的 JSON Schema 重新生成并发送。', en: "Make it anew by the topic's JSON Schema and send it again." },
  },
  'intake.too-large': {
    kind: 'unprocessable',
    title: { zh: '消息有 {size} 字节，超过上限 {limit} 字节。', en: 'The message has {size} bytes, more than the limit of {limit}.' },
    remedy: { zh: '请拆成多条消息，一条消息只报一个值。', en: 'Send several messages, each about one value.' },
  },
  'intake.no-cloudevent': {
    kind: 'unprocessable',
    title: { zh: '消息不是本主题的 CloudEvents 1.0 事件：{problem}。', en: 'The message is no CloudEvents 1.0 event of this topic: {problem}.' },
    remedy: { zh: '请补全 specversion、id、source、type；type 须为主题名，id 在同一 source 内不得重复使用。', en: 'Give specversion, id, source and type; type is the name of the topic, and an id is used once within its source.' },
  },
  'intake.misfit': {
    kind: 'unprocessable',
    title: { zh: '数据不符合主题的 JSON Schema：{problem}。', en: "The data does not fit the topic's JSON Schema: {problem}." },
    remedy: { zh: '请按 docs/reference 中该主题的 JSON Schema 更正后，用新的 id 重发。', en: "Correct it by the topic's JSON Schema in docs/reference and send it under a new id." },
  },
  'intake.cannot-be-processed': {
    kind: 'unprocessable',
    title: { zh: '系统处理该消息时出错：{problem}。', en: 'The system failed on this message: {problem}.' },
    remedy: { zh: '请运维人员查看日志；更正程序后把该消息重新发回主题。', en: 'An operator looks at the log; once the program is corrected, the message is sent to the topic again.' },
  },
});
