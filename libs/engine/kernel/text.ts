/** Why a text is not acceptable as a name, note or reason. */
export type TextProblem = 'lone-surrogate' | 'control-character' | 'bidi-control' | 'too-long' | 'empty';

// Tab and line breaks are ordinary in notes; everything else below U+0020, DEL and C1 is not.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
// Embeddings, overrides, isolates and marks can make a text read as something it is not.
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Check a text from outside. Rare Chinese characters (CJK extensions B–H) are welcome;
 * what cannot be stored, or would mislead a reader, is refused, never silently changed.
 */
export function textProblem(text: string, limit: { readonly max: number; readonly optional?: boolean }): TextProblem | undefined {
  if (loneSurrogate.test(text)) return 'lone-surrogate';
  if (control.test(text)) return 'control-character';
  if (bidi.test(text)) return 'bidi-control';
  if ([...text].length > limit.max) return 'too-long';
  if (!limit.optional && text.trim() === '') return 'empty';
  return undefined;
}
