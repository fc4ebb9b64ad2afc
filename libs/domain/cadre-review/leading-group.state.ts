import { told, type Bilingual, type DateText, type Fold } from '#engine/kernel';
import { unitStream, type UnitEvent, type UnitKind } from '#domain/units';

type Appointed = Extract<UnitEvent, { type: 'units.LeaderAppointed' }>['data'];

/** Someone's term in a post, both days included; without an end while it lasts. */
export type Term = Pick<Appointed, 'appointment' | 'person' | 'post' | 'rank' | 'line' | 'portfolio' | 'from'> & { readonly until?: DateText };

/** A unit and its leading group over time. */
export type LeadingGroup =
  | { readonly known: false }
  | {
      readonly known: true;
      readonly kind: UnitKind;
      readonly verticallyManaged: boolean;
      /** In the order in which they were given. */
      readonly names: readonly { readonly name: Bilingual; readonly from: DateText }[];
      readonly terms: readonly Term[];
    };

/** Folds a unit into its names and its leaders' terms. */
export const leadingGroup: Fold<LeadingGroup, UnitEvent> = {
  name: 'cadre-review.leading-group',
  initial: { known: false },
  evolve: (state, event) => {
    if (event.type === 'units.UnitRegistered') {
      const { kind, name, from, verticallyManaged = false } = event.data;
      return { known: true, kind, verticallyManaged, names: [{ name, from }], terms: [] };
    }
    if (!state.known) return state;
    switch (event.type) {
      case 'units.UnitRenamed':
        return { ...state, names: [...state.names, { name: event.data.name, from: event.data.from }] };
      case 'units.LeaderAppointed': {
        const { appointment, person, post, rank, line, portfolio, from } = event.data;
        return { ...state, terms: [...state.terms, { appointment, person, post, rank, line, portfolio, from }] };
      }
      case 'units.LeaderLeft': {
        const { appointment, until } = event.data;
        return { ...state, terms: state.terms.map((term) => (term.appointment === appointment ? { ...term, until } : term)) };
      }
      default:
        return state;
    }
  },
};

/** The name that held on a date; the first one before there was any. */
export const nameOn = (names: readonly { readonly name: Bilingual; readonly from: DateText }[], date: DateText): Bilingual =>
  (names.findLast(({ from }) => from <= date) ?? names[0]!).name;

export const toldLeadingGroup = (unit: string) => told(unitStream(unit), leadingGroup);
