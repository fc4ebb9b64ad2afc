import type { Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { RoundEvent } from '../round.events.js';
import { isOpened, round } from '../round.state.js';
import { stateOf, type RoundRow } from './round-row.js';

/** Register of rounds 考核台账. */
export const rounds = rows<RoundRow, RoundEvent>({
  name: 'assessment-rounds',
  version: 2,
  events: ['assessment.Round', 'assessment.SelfAssessmentClosed', 'assessment.Sample', 'assessment.DataFrozen', 'assessment.Results'],
  table: {
    name: 'assessment-rounds',
    fields: { plan: 'text', year: 'number', step: 'text', openedAt: 'text' },
    indexes: [['plan', 'year'], ['step', 'year'], ['year']],
    temporal: true,
  },
  keys: ({ data }) => [data.round],
  fold: (row, event) => {
    const state = round.evolve(row ? stateOf(row) : round.initial, event);
    if (!isOpened(state)) return row;
    if (event.type === 'assessment.RoundOpened') return opened(state, event);
    if (!row) return row;
    const stepSince = state.step === row.step ? row.stepSince : event.recordedAt;
    return { ...row, ...changesOf(row, event), state, step: state.step, stepSince, revision: event.revision };
  },
});

function opened(state: RoundRow['state'], { data, recordedAt, revision }: Recorded<Extract<RoundEvent, { type: 'assessment.RoundOpened' }>>): RoundRow {
  const { round: code, title, plan, year, assessmentYear, planItem, startedFrom = null } = data;
  return {
    round: code, title, plan, year, assessmentYear, planItem, startedFrom, step: state.step, state, openedAt: recordedAt, stepSince: recordedAt, missing: null, runs: [], notified: null, confirmed: null,
    publications: [], cancelled: null, revision,
  };
}

function changesOf(row: RoundRow, { type, data, recordedAt: at, position }: Recorded<RoundEvent>): Partial<RoundRow> {
  switch (type) {
    case 'assessment.SelfAssessmentClosed':
      return { missing: data.missing };
    case 'assessment.RoundCalculated': {
      const { run, cause, engineVersion, frozenAt, upTo, hash } = data;
      return { runs: [...row.runs, { run, cause, at, engineVersion, frozenAt, upTo, hash, position }] };
    }
    case 'assessment.ResultsNotified':
      return { notified: { run: data.run, at, requestsBy: data.requestsBy, document: data.document ?? null } };
    case 'assessment.ResultsConfirmed': {
      const { round: _round, ...confirmed } = data;
      return { confirmed: { ...confirmed, at } };
    }
    case 'assessment.ResultsPublished':
      return { publications: [...row.publications, { run: data.run, document: data.document, at, publishedOn: data.publishedOn, replaces: null, reason: null, changed: [] }] };
    case 'assessment.ResultsCorrected': {
      const { run, document, replaces, reason, changed } = data;
      return { publications: [...row.publications, { run, document, at, publishedOn: null, replaces, reason, changed }] };
    }
    case 'assessment.RoundCancelled':
      return { cancelled: { reason: data.reason, authority: data.authority, at } };
    default:
      return {};
  }
}
