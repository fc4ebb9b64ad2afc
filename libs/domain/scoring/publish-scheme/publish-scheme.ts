import { command, refuse, told, type Fold, type Refusal } from '#engine/kernel';
import { planStream, type PlanEvent } from '#domain/plan';
import { schemeStream, type SchemeEvent } from '../scheme.events.js';
import { scheme as schemeFold, type SchemeState } from '../scheme.state.js';
import { checkScheme } from '../scheme/check.js';
import { parseScheme, type Scheme } from '../scheme/scheme.js';
import { schemeHash } from '../sheet/calculate.js';
import { mayWriteSchemes } from '../scoring.policies.js';

/** Freeze the draft of a scheme and put it in force for a year, under a document number (X-Authority). */
export interface PublishScheme {
  readonly scheme: string;
  readonly plan: string;
  readonly year: number;
}

/** Take a published scheme out of force, with reason and document number. */
export interface WithdrawScheme {
  readonly scheme: string;
}

/** Which indicators a plan has, with the city's figures: what a scheme's set-up is checked against. */
const planCatalogue: Fold<{ readonly indicators: Readonly<Record<string, { readonly value?: string }>> }, PlanEvent> = {
  name: 'scoring.plan-catalogue',
  initial: { indicators: {} },
  evolve: (state, event) => {
    const put = (code: string, value?: string) => ({ indicators: { ...state.indicators, [code]: value === undefined ? (state.indicators[code] ?? {}) : { value } } });
    if (event.type === 'plan.IndicatorDefined' || event.type === 'plan.IndicatorRevised') return put(event.data.card.code);
    if (event.type === 'plan.TargetSet' || event.type === 'plan.TargetRevised') return put(event.data.target.indicator, event.data.target.value);
    return state;
  },
};

export const publishScheme = command({
  name: 'scoring.PublishScheme',
  policy: mayWriteSchemes,
  stream: (c: PublishScheme) => schemeStream(c.scheme),
  state: schemeFold,
  told: (c) => ({ catalogue: told(planStream(c.plan), planCatalogue) }),
  decide: (state, c, { authority, told: { catalogue } }) => {
    if (state.plan === undefined) return refuse('scoring.no-such-scheme', { scheme: c.scheme });
    if (!state.draft) return refuse('scoring.nothing-to-publish', { scheme: c.scheme });
    if (authority === undefined) return refuse('scoring.document-required', {}, 'header.x-authority');
    const version = (state.published?.version ?? 0) + 1;
    const content = { ...state.draft, version };
    const parsed = parseScheme(content);
    if ('problems' in parsed) return refuse('scoring.not-a-scheme', { problems: parsed.problems.map(({ path, message }) => `${path}: ${message}`) });
    const no = setupProblem(parsed.scheme, catalogue.indicators);
    if (no) return no;
    const event: SchemeEvent = {
      type: 'scoring.SchemePublished',
      validAt: String(c.year),
      data: { scheme: c.scheme, plan: c.plan, year: c.year, version, content: content as Published['content'], hash: schemeHash(parsed.scheme), document: authority },
    };
    return [event];
  },
});

type Published = Extract<SchemeEvent, { type: 'scoring.SchemePublished' }>['data'];

function setupProblem(scheme: Scheme, indicators: Readonly<Record<string, { readonly value?: string }>>): Refusal | undefined {
  const errors = checkScheme(scheme, { indicators: Object.entries(indicators).map(([code, target]) => ({ code, target })) }).filter((f) => f.level === 'error');
  if (errors.length === 0) return undefined;
  return refuse('scoring.setup-errors', { problems: errors.slice(0, 10).map((e) => `${e.path} ${e.zh} / ${e.en}`) });
}

export const withdrawScheme = command({
  name: 'scoring.WithdrawScheme',
  policy: mayWriteSchemes,
  stream: (c: WithdrawScheme) => schemeStream(c.scheme),
  state: schemeFold,
  decide: (state: SchemeState, c, { reason, authority }) => {
    const { published, plan } = state;
    if (!published || published.withdrawn || plan === undefined) return refuse('scoring.not-published', { scheme: c.scheme });
    if (reason === undefined) return refuse('scoring.reason-required', {}, 'header.x-reason');
    if (authority === undefined) return refuse('scoring.document-required', {}, 'header.x-authority');
    const { year, version } = published;
    return [{ type: 'scoring.SchemeWithdrawn' as const, data: { scheme: c.scheme, plan, year, version, reason, document: authority } }];
  },
});
