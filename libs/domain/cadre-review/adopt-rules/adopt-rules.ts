import { isDeepStrictEqual } from 'node:util';
import { command, refuse } from '#engine/kernel';
import { mayAdoptLinkageRules } from '../cadre-review.policies.js';
import { linkageRulesStream, type LinkageContent, type LinkageRulesEvent } from '../linkage-rules.events.js';
import { areAdopted, linkageRules } from '../linkage-rules.state.js';
import { linkageProblem } from './rules-problem.js';

/** Adopt linkage rules by a document. Dossiers that are prepared from now on follow them; those prepared before keep theirs. */
export interface AdoptLinkageRules {
  readonly rules: string;
  readonly content: LinkageContent;
  /** Number of the document; the request's authority when absent. */
  readonly document?: string;
}

export const adoptLinkageRules = command({
  name: 'cadre-review.AdoptLinkageRules',
  policy: mayAdoptLinkageRules,
  stream: (c: AdoptLinkageRules) => linkageRulesStream(c.rules),
  state: linkageRules,
  decide: (state, { rules, content, document: given }, { authority }) => {
    const document = given ?? authority;
    if (document === undefined) return refuse('cadre-review.authority-required', {}, 'body.document');
    const no = linkageProblem(content);
    if (no) return no;
    if (areAdopted(state) && state.document === document && isDeepStrictEqual(state.content, content)) return [];
    const adopted: LinkageRulesEvent = { type: 'cadre-review.LinkageRulesAdopted', data: { rules, version: state.version + 1, document, content } };
    return [adopted];
  },
});
