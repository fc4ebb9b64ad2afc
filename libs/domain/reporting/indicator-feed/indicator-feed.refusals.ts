import { defineRefusals } from '#engine/kernel';

/** Why a value that a system sent is not taken, beside the refusals of the form. */
export const indicatorFeedRefusals = defineRefusals({
  'reporting.feed-unknown-source': {
    kind: 'forbidden',
    title: { zh: '未登记的数据来源 {source}，不接收其报送。', en: 'The source {source} is not registered; nothing is taken from it.' },
    remedy: { zh: '请系统管理员登记该来源及其可报送的单位、指标，再重发。', en: 'The system administrator registers the source with the units and indicators it may state; then send it again.' },
  },
  'reporting.feed-not-its-indicator': {
    kind: 'forbidden',
    title: { zh: '来源 {source} 无权报送指标 {indicator}。', en: 'The source {source} may not state the indicator {indicator}.' },
    remedy: { zh: '请核对指标编码；确需报送的，由系统管理员为该来源增加此指标。', en: 'Check the code; if it should be stated, the system administrator adds the indicator to the source.' },
  },
  'reporting.feed-undated': {
    kind: 'unprocessable',
    title: { zh: '来源 {source} 的消息没有 time，无法判断先后。', en: 'The message of {source} has no time, so it cannot be told which statement is the later.' },
    remedy: { zh: '请在 CloudEvent 中给出 time（数据生成时间，带时区），用新的 id 重发。', en: 'Give the CloudEvent a time (when the value was stated, with its offset) and send it under a new id.' },
  },
});
