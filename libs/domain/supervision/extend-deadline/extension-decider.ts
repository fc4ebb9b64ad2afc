import { cityPolicy, covers, refuse, rolePolicy, type Actor, type Bilingual, type Policy, type Refusal } from '#engine/kernel';
import { extensionApprovers } from '../finding.events.js';
import type { IssuedFinding } from '../finding.state.js';
import { partyProblem } from '../rectification-acts.js';
import { mayDecideExtensions } from '../supervision.policies.js';

type Approver = (typeof extensionApprovers)[number];

/** Who stands at each level: an inspector for the units of the grant, the two above for the whole city. */
const standsAt: Readonly<Record<Approver, Policy>> = {
  inspector: rolePolicy(mayDecideExtensions.code, ['inspector']),
  bureau: cityPolicy(mayDecideExtensions.code, ['bureau']),
  leadership: cityPolicy(mayDecideExtensions.code, ['leadership']),
};

const approverNames: Readonly<Record<Approver, Bilingual>> = {
  inspector: { zh: '督查人员', en: 'an inspector' },
  bureau: { zh: '市市场监管局', en: 'the bureau' },
  leadership: { zh: '市领导', en: 'the leadership' },
};

/** Why this person may not decide about the request that waits: level too low, own request, own unit. A higher level may always. */
export function deciderProblem(known: IssuedFinding, actor: Actor): Refusal | undefined {
  const { number, content, extension } = known;
  if (!extension) return refuse('supervision.no-extension-request', { number });
  if (extension.requestedBy === actor.id) return refuse('supervision.own-request', { number });
  const needed = extension.approver as Approver;
  const enough = extensionApprovers.slice(extensionApprovers.indexOf(needed)).some((level) => covers(standsAt[level].scope(actor), content.unit));
  if (enough) return partyProblem(known, actor);
  return refuse('supervision.approver-level', { number, approver: approverNames[needed].zh, approverEn: approverNames[needed].en });
}
