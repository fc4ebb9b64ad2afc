import { rows } from '#engine/projections';
import { findingEvents, type FindingEvent } from '../finding.events.js';
import { finding, isIssued } from '../finding.state.js';
import { rowOf, stateOf, toldAfter, type FindingRow } from './finding-row.js';

/** What filters ask for beside the field that an index begins with: with these in the index, neither a count nor a page reads through rows. */
const asked = ['status', 'gravity', 'source', 'light', 'level'] as const;
const open = ['lateAfter', 'asked', 'listed'] as const;

/**
 * The ledger of issued findings 督查台账, one row each. A row is made by the fold that decisions use: it is turned back into the state,
 * the fact is folded in, and the state becomes the row again, so that ledger and decisions cannot disagree.
 */
export const findings = rows<FindingRow, FindingEvent>({
  name: 'findings',
  version: 1,
  events: Object.keys(findingEvents),
  table: {
    name: 'findings',
    fields: {
      unit: 'text', audience: 'text', status: 'text', stage: 'number', gravity: 'number', source: 'text', measure: 'text', indicator: 'text', campaign: 'text', light: 'text', level: 'text',
      number: 'text', serial: 'number', issuedAt: 'text', dueAt: 'text', lateAfter: 'text', followUpOn: 'text', asked: 'text', listed: 'boolean', byAge: 'number', answeredAt: 'text',
    },
    indexes: [
      ['issuedAt', 'serial', 'stage', ...asked, 'dueAt'],
      ['stage', 'issuedAt', 'serial', ...asked, ...open, 'unit'],
      ['stage', 'dueAt', ...asked, 'issuedAt'],
      ['stage', 'gravity', 'issuedAt', 'status', 'source', 'light', 'level'],
      ['stage', 'byAge', ...asked],
      ['unit', 'issuedAt', 'serial', 'stage', ...asked, ...open],
      ['audience', 'stage', 'issuedAt', 'serial', ...asked, ...open],
      ['lateAfter', 'unit', 'stage', ...asked],
      ['measure', 'issuedAt', 'serial', 'stage', 'status'],
      ['indicator', 'issuedAt', 'serial', 'stage', 'status'],
      ['campaign', 'issuedAt', 'serial', 'stage', 'status'],
      ['number'],
      ['followUpOn', 'unit'],
    ],
    temporal: true,
  },
  keys: ({ data }) => [data.finding],
  fold: (row, event) => {
    const state = finding.evolve(row ? stateOf(row) : finding.initial, event);
    return isIssued(state) ? rowOf(state, toldAfter(row, event), event) : row;
  },
});
