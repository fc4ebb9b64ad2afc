import { told, type Fold } from '#engine/kernel';
import { linkageRulesStream, type LinkageContent, type LinkageRulesEvent } from './linkage-rules.events.js';

/** The rules in force; version 0 before any were adopted. */
export type LinkageRulesState = { readonly version: 0 } | { readonly version: number; readonly document: string; readonly content: LinkageContent };

/** Folds the versions of a set of linkage rules. */
export const linkageRules: Fold<LinkageRulesState, LinkageRulesEvent> = {
  name: 'cadre-review.linkage-rules',
  initial: { version: 0 },
  evolve: (_, { data: { version, document, content } }) => ({ version, document, content }),
};

export const areAdopted = (state: LinkageRulesState): state is Extract<LinkageRulesState, { document: string }> => 'document' in state;

/** A set of rules as decisions are told it. */
export const toldLinkageRules = (code: string) => told(linkageRulesStream(code), linkageRules);
