import { schemeEvents } from './scheme.events.js';
import { scoringRefusals } from './scoring.refusals.js';
import { draftScheme, reviseScheme } from './write-scheme/write-scheme.js';
import { publishScheme, withdrawScheme } from './publish-scheme/publish-scheme.js';
import { schemeRegister } from './scheme-register/scheme-register.projection.js';
import { liveBoard } from './live-board/live-board.projection.js';
import { scoreCurrent } from './scoring.topics.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views, topics. */
export const scoringParts = {
  events: [schemeEvents],
  refusals: [scoringRefusals],
  commands: [draftScheme, reviseScheme, publishScheme, withdrawScheme],
  projections: [schemeRegister, liveBoard],
  processes: [],
  topics: [scoreCurrent],
} as const;
