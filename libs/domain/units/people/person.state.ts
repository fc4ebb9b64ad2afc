import type { Fold } from '#engine/kernel';
import type { PersonEvent } from '../units.events.js';

/** Whether personal data of a reference is kept outside the log. An erased reference is never used again. */
export type PersonState = 'unknown' | 'kept' | 'erased';

/** Folds the facts of a person's stream. */
export const person: Fold<PersonState, PersonEvent> = {
  name: 'units.person',
  initial: 'unknown',
  evolve: (state, event) => {
    switch (event.type) {
      case 'units.PersonAdded':
        return 'kept';
      case 'units.PersonCorrected':
        return state;
      case 'units.PersonErased':
        return 'erased';
    }
  },
};
