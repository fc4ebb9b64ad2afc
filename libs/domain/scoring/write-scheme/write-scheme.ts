import { command, refuse, type JsonObject, type Refusal } from '#engine/kernel';
import { schemeStream, type SchemeEvent } from '../scheme.events.js';
import { scheme as schemeFold } from '../scheme.state.js';
import { parseScheme } from '../scheme/scheme.js';
import { mayWriteSchemes } from '../scoring.policies.js';

/** Put a scheme on paper: the first draft, or a changed one. What is published stays as it is. */
export interface WriteScheme {
  readonly scheme: string;
  readonly plan: string;
  readonly content: JsonObject;
}

export const draftScheme = command({
  name: 'scoring.DraftScheme',
  policy: mayWriteSchemes,
  stream: (c: WriteScheme) => schemeStream(c.scheme),
  state: schemeFold,
  decide: (state, c) => {
    if (state.plan !== undefined) return refuse('scoring.scheme-exists', { scheme: c.scheme });
    return contentProblem(c) ?? [written('scoring.SchemeDrafted', c)];
  },
});

export const reviseScheme = command({
  name: 'scoring.ReviseScheme',
  policy: mayWriteSchemes,
  stream: (c: WriteScheme) => schemeStream(c.scheme),
  state: schemeFold,
  decide: (state, c) => {
    if (state.plan === undefined) return refuse('scoring.no-such-scheme', { scheme: c.scheme });
    const no = contentProblem(c);
    if (no) return no;
    return JSON.stringify(state.draft) === JSON.stringify(c.content) ? [] : [written('scoring.SchemeRevised', c)];
  },
});

function written(type: 'scoring.SchemeDrafted' | 'scoring.SchemeRevised', { scheme, plan, content }: WriteScheme): SchemeEvent {
  return { type, data: { scheme, plan, content: content as Extract<SchemeEvent, { type: typeof type }>['data']['content'] } };
}

function contentProblem(c: WriteScheme): Refusal | undefined {
  const parsed = parseScheme(c.content);
  if ('problems' in parsed) {
    const problems = parsed.problems.slice(0, 10).map(({ path, message }) => `${path}: ${message}`);
    return refuse('scoring.not-a-scheme', { problems }, `body.content.${parsed.problems[0]?.path ?? ''}`);
  }
  if (parsed.scheme.id !== c.scheme) return refuse('scoring.scheme-id-differs', { content: parsed.scheme.id, scheme: c.scheme }, 'body.content.id');
  return undefined;
}
