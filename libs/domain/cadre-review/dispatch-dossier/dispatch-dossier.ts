import { command, refuse, told } from '#engine/kernel';
import { mayPrepareDossiers } from '../cadre-review.policies.js';
import { dossierName, dossierStream, type DossierEvent } from '../dossier.events.js';
import { dossier, handedOverBefore, latestVersion } from '../dossier.state.js';
import { inclusionStream } from '../inclusion.events.js';
import { inclusion } from '../inclusion.state.js';
import { toldLeadingGroup } from '../leading-group.state.js';
import { notReady, type ReadyRound } from '../prepare-dossier/readiness.js';
import { toldResult } from '../published-result.state.js';
import { toldRound } from '../published-round.state.js';

/** Hand the latest version of a dossier over, once. */
export interface DispatchDossier {
  readonly round: string;
  readonly unit: string;
  readonly version: number;
  /** The signed document that the edge has kept for it, by its hash; null where it saw nothing to hand over. No part of what the caller states. */
  readonly document: { readonly hash: string; readonly kid: string; readonly persons: readonly string[] } | null;
}

export const dispatchDossier = command({
  name: 'cadre-review.DispatchDossier',
  policy: mayPrepareDossiers,
  stream: (c: DispatchDossier) => dossierStream(c.round, c.unit),
  state: dossier,
  told: ({ round, unit }) => ({ round: toldRound(round), result: toldResult(round, unit), group: toldLeadingGroup(unit), inclusion: told(inclusionStream(unit), inclusion) }),
  stated: ({ document: _document, ...stated }) => stated,
  decide: (state, { round, unit, version, document }, { told: facts }) => {
    const last = latestVersion(state);
    if (!last) return refuse('cadre-review.unknown-dossier', { dossier: dossierName(round, unit) }, 'params.unit');
    if (version !== last.version) return refuse('cadre-review.not-latest', { version, latest: last.version }, 'body.version');
    if (last.settled?.outcome === 'rejected') return refuse('cadre-review.was-rejected', { version, reason: last.settled.reason ?? '' }, 'body.version');
    if (last.dispatched) return [];
    const no = notReady({ round, unit, known: facts.round, result: facts.result, group: facts.group, inclusion: facts.inclusion });
    if (no) return no;
    const { publishedRun } = facts.round as ReadyRound;
    if (publishedRun !== last.content.confirmed.result.run) return refuse('cadre-review.results-corrected-since', { version, run: last.content.confirmed.result.run, publishedRun });
    if (document === null) return refuse('cadre-review.dossier-moved-on', { version });
    const { hash, kid, persons } = document;
    const before = handedOverBefore(state, version);
    const dispatched: DossierEvent = {
      type: 'cadre-review.DossierDispatched',
      data: { round, unit, version, number: last.number, hash, kid, persons: [...persons], replaces: before?.dispatched ? { version: before.version, hash: before.dispatched.hash } : null },
    };
    return [dispatched];
  },
});
