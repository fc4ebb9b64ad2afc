/** What stands in a log line where something secret or personal was. */
export const redacted = '[redacted]';

/**
 * Fields whose values never reach a log line, by the end of their name: case, `-` and `_` do not matter,
 * so `clientSecret`, `X-Api-Key` and `old_password` are covered.
 */
export const redactedFields: readonly string[] = [
  'password', 'passwd', 'pwd', 'passphrase', 'secret', 'token', 'authorization', 'cookie', 'apikey', 'privatekey',
  'idcard', 'idnumber', 'phone', 'mobile', 'email', 'personname', 'realname',
];

const redactedField = new RegExp(`(?:${redactedFields.join('|')})$`);

/** Secrets and personal numbers inside free text: bearer tokens, JWTs, resident identity numbers, mobile numbers. */
const secretText = /\bBearer\s+[\w~+/.=-]+|\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*|(?<![\w-])\d{17}[\dXx](?![\w-])|(?<![\w.-])1[3-9]\d{9}(?![\w.-])/g;

const longestText = 8_000;
const deepest = 6;
const mostItems = 100;

/** A text fit for a log line: secrets masked, length bounded. */
export function safeText(text: string): string {
  const bounded = text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;
  return bounded.replace(secretText, redacted);
}

/** Values fit for a log line: secret fields masked, errors spelt out, depth and length bounded. Never throws. */
export function safeFields(fields: object): Record<string, unknown> {
  try {
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, safeField(name, value, 1)]));
  } catch (error) {
    return { unreadable: safeText(String(error)) };
  }
}

function safeField(name: string, value: unknown, depth: number): unknown {
  return redactedField.test(name.toLowerCase().replaceAll(/[-_]/g, '')) ? redacted : safeValue(value, depth);
}

function safeValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return safeText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '[deeper]';
  if (value instanceof Error) return safeError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return safeValue(Object.fromEntries(value), depth);
  if (value instanceof Set) return safeValue([...value], depth);
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => safeValue(item, depth + 1));
  const entries = Object.entries(value).slice(0, mostItems);
  return Object.fromEntries(entries.map(([name, field]) => [name, safeField(name, field, depth + 1)]));
}

function safeError(error: Error, depth: number): Record<string, unknown> {
  const own = Object.entries(error).filter(([name]) => name !== 'cause');
  return {
    ...Object.fromEntries(own.map(([name, field]) => [name, safeField(name, field, depth + 1)])),
    type: error.name,
    message: safeText(error.message),
    ...(error.stack === undefined ? {} : { stack: safeText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: safeValue(error.cause, depth + 1) }),
  };
}

/**
 * Characters that JSON leaves as they are and that a terminal or a log viewer may obey: DEL and C1 controls
 * (U+009B starts an ANSI sequence in one character), line and paragraph separators, bidirectional controls.
 */
const obeyed = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Spell such characters as JSON escapes. In a line of JSON they can only be inside strings, so its meaning stays. */
export function inertLine(line: string): string {
  return line.replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
