import type { Instant } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { LinkageContent, LinkageRulesEvent } from '../linkage-rules.events.js';

/** A version of linkage rules. */
export type LinkageRulesRow = {
  readonly rules: string;
  readonly version: number;
  readonly document: string;
  readonly content: LinkageContent;
  readonly adoptedBy: string;
  readonly adoptedAt: Instant;
  readonly replacedAt: Instant | null;
  readonly inForce: boolean;
  readonly revision: number;
};

/** Key of a version. */
export const linkageRulesKey = (rules: string, version: number): string => `${rules}/${version}`;

export const linkageRuleVersions = rows<LinkageRulesRow, LinkageRulesEvent>({
  name: 'linkage-rules',
  version: 1,
  events: ['cadre-review.LinkageRulesAdopted'],
  table: { name: 'linkage-rules', fields: { rules: 'text', version: 'number', inForce: 'boolean' }, indexes: [['rules', 'version']], temporal: true },
  keys: ({ data: { rules, version } }) => (version > 1 ? [linkageRulesKey(rules, version - 1), linkageRulesKey(rules, version)] : [linkageRulesKey(rules, version)]),
  fold: (row, { data, recordedAt, revision, meta }, key) => {
    if (key !== linkageRulesKey(data.rules, data.version)) return row && { ...row, replacedAt: recordedAt, inForce: false };
    return { ...data, adoptedBy: meta.actor, adoptedAt: recordedAt, replacedAt: null, inForce: true, revision };
  },
});
