import type { Bilingual } from '#engine/kernel';

export const headerTextMessage: Bilingual = {
  zh: '请求头文本须为 UTF-8 百分号编码，且不含控制字符。',
  en: 'A header text must be percent-encoded UTF-8 without control characters.',
};

/** Texts of field problems by code. `{…}` places are filled with the limits of the field. */
export const fieldMessages: Readonly<Record<string, Bilingual>> = {
  required: { zh: '必填。', en: 'Required.' },
  'wrong-type': { zh: '类型应为{expected}。', en: 'Must be of type {expected}.' },
  'unknown-key': { zh: '不认识的字段：{keys}。', en: 'Unknown field: {keys}.' },
  'not-a-decimal': { zh: '应为十进制数字文本，例如 "96.5"；不接受 NaN、Infinity、科学计数法和千分位。', en: 'Must be a decimal as text, such as "96.5"; no NaN, Infinity, exponent or thousands separators.' },
  'too-many-digits': { zh: '数字过长：整数部分至多 15 位，小数部分至多 12 位。', en: 'Too many digits: at most 15 before and 12 after the point.' },
  'negative-zero': { zh: '请填写 0。', en: 'Write 0.' },
  'lone-surrogate': { zh: '文本含有不完整的字符，请重新输入。', en: 'The text contains half a character; type it again.' },
  'control-character': { zh: '文本含有不可见的控制字符，请删除。', en: 'The text contains control characters; remove them.' },
  'bidi-control': { zh: '文本含有改变阅读方向的隐藏字符，请删除。', en: 'The text contains hidden direction characters; remove them.' },
  'too-long': { zh: '过长，至多 {maximum} 个字符。', en: 'Too long: at most {maximum} characters.' },
  empty: { zh: '不能为空。', en: 'Must not be empty.' },
  'not-a-period': { zh: '应为年 2025、半年 2025-H1、季 2025-Q3 或月 2025-07。', en: 'Must be a year 2025, a half 2025-H1, a quarter 2025-Q3 or a month 2025-07.' },
  'not-a-date': { zh: '应为存在的日期，例如 2025-06-30。', en: 'Must be a date that exists, such as 2025-06-30.' },
  'not-an-instant': { zh: '应为 UTC 时刻，例如 2025-06-30T16:00:00Z。', en: 'Must be an instant in UTC, such as 2025-06-30T16:00:00Z.' },
  'not-a-moment': {
    zh: '应为日志位置（整数）、日期、UTC 时刻、now、距今多久（-7d、-2h、-3mo、yesterday、last-month）或时点名称（写作 freeze 加冒号加考核编码）。',
    en: 'Must be a log position (integer), a date, an instant in UTC, `now`, a distance from now (-7d, -2h, -3mo, yesterday, last-month) or the name of a moment (freeze:<round>).',
  },
  'unknown-moment': { zh: '没有名为 {name} 的时点；可用名称见 /api/history/moments。', en: 'There is no moment named {name}; /api/history/moments lists the names.' },
  'not-a-code': { zh: '应为小写字母、数字和连字符组成的编码。', en: 'Must be a code of lower-case letters, digits and hyphens.' },
  'not-a-choice': { zh: '应为下列之一：{options}。', en: 'Must be one of: {options}.' },
  'too-small': { zh: '不能小于 {minimum}。', en: 'Must be at least {minimum}.' },
  'too-big': { zh: '不能大于 {maximum}。', en: 'Must be at most {maximum}.' },
  'bad-format': { zh: '格式不正确。', en: 'The format is not right.' },
};
