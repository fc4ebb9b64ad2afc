import { refuse, type Refusal } from '#engine/kernel';

/** What a password must be like, by the rule book the city follows. */
export interface PasswordPolicy {
  /** Fewest characters. */
  readonly minimum: number;
  /** How many of: capital letters, small letters, digits, other characters. */
  readonly kinds: number;
  /** How many earlier passwords may not come again; 0 for no history. */
  readonly history: number;
  /** Days until it must be changed; none where forced rotation is forbidden. */
  readonly maximumAgeDays?: number;
}

/**
 * The two rule books contradict each other, so the city chooses: 等保 (GB/T 22239-2019, level 3, identity authentication)
 * asks for complexity and regular change; OWASP ASVS 5.0 level 2 (6.2) forbids both and asks for length.
 */
export const passwordPolicies = {
  'dengbao-l3': { minimum: 8, kinds: 3, history: 5, maximumAgeDays: 90 },
  'asvs-l2': { minimum: 12, kinds: 0, history: 0 },
} as const satisfies Record<string, PasswordPolicy>;

export type PasswordProfile = keyof typeof passwordPolicies;

/** Characters a password may have at most; hashing a longer text costs more than it brings. */
export const longestPassword = 128;

const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
const namesOfTheSystem = ['zhiheng', 'password', 'nanjing'];
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** The form in which a password is hashed and compared: the same text typed on another keyboard is the same password. */
export const normalised = (password: string): string => password.normalize('NFKC');

/** Why a password cannot be taken; whether it was used before is found by its hash, not here. */
export function passwordProblem(password: string, loginName: string, policy: PasswordPolicy): Refusal | undefined {
  const text = normalised(password);
  const { length } = [...text];
  if (length < policy.minimum) return refuse('identity.password-too-short', { minimum: policy.minimum }, 'body.password');
  if (length > longestPassword) return refuse('identity.password-too-long', { maximum: longestPassword }, 'body.password');
  if (kinds.filter((kind) => kind.test(text)).length < policy.kinds) return refuse('identity.password-too-simple', {}, 'body.password');
  return guessable(text.toLowerCase(), loginName.toLowerCase()) ? refuse('identity.password-guessable', {}, 'body.password') : undefined;
}

/** Names and plain sequences count as guessable when little is left beside them. */
function guessable(text: string, loginName: string): boolean {
  if (new Set(text).size < 4) return true;
  const known = [loginName, ...namesOfTheSystem].filter((name) => name.length >= 3);
  const rest = known.reduce((left, name) => left.replaceAll(name, ''), withoutSequences(text));
  return [...rest].length < 4;
}

/** The text without runs of four or more along the alphabet, the digits or a keyboard's row, either way. */
function withoutSequences(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    const run = rows.reduce((longest, row) => Math.max(longest, runAlong(row, text, at), runAlong([...row].reverse().join(''), text, at)), 0);
    if (run < 4) rest += text[at];
    at += run < 4 ? 1 : run;
  }
  return rest;
}

function runAlong(row: string, text: string, at: number): number {
  const start = row.indexOf(text[at]!);
  let length = 0;
  while (start >= 0 && start + length < row.length && text[at + length] === row[start + length]) length += 1;
  return length;
}
