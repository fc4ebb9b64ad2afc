import { command, isRefusal, refuse, type DateText, type Decision } from '#engine/kernel';
import { mayRunRounds } from '../assessment.policies.js';
import { documentOf, roundFor, today, type RoundAct, type RoundKey } from '../round-acts.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { round } from '../round.state.js';

/** Publish what the committee confirmed 结果通报. */
export interface PublishResults extends RoundKey {
  readonly document?: string;
  /** Day of the circular. */
  readonly publishedOn: DateText;
}

const act: RoundAct = { at: ['confirmed'], called: { zh: '通报结果', en: 'publish the results' } };

export const publishResults = command({
  name: 'assessment.PublishResults',
  stream: (c: PublishResults) => roundStream(c.round),
  state: round,
  policy: mayRunRounds,
  decide: (state, c, context): Decision<RoundEvent> => {
    const known = roundFor(state, c, act);
    if (isRefusal(known)) return known;
    if (c.publishedOn > today(context)) return refuse('assessment.date-ahead', { date: c.publishedOn }, 'body.publishedOn');
    const document = documentOf(c, context);
    if (isRefusal(document)) return document;
    return [{ type: 'assessment.ResultsPublished', validAt: c.publishedOn, data: { round: c.round, run: known.confirmedRun!, document, publishedOn: c.publishedOn } }];
  },
});
