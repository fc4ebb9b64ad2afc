import { command, refuse, type Bilingual } from '#engine/kernel';
import { unitStream, type UnitEvent, type UnitKind } from '../units.events.js';
import { isCode, unit, type KnownUnit } from '../unit.state.js';
import { mayManageUnits } from '../units.policies.js';

/** Enter a unit into the register. */
export interface RegisterUnit {
  readonly code: string;
  readonly name: Bilingual;
  readonly fullName?: string;
  readonly kind: UnitKind;
  readonly aliases: readonly string[];
  /** Place in the official order. */
  readonly order: number;
  /** First day of the name. */
  readonly from: string;
  /** Whom a collective stands for; none listed means open. */
  readonly members?: readonly string[];
  readonly verticallyManaged?: boolean;
  readonly note?: string;
}

/** `city` is whose the city's own targets are; it can be no unit's code. */
const reserved: readonly string[] = ['city', 'all'];

export const registerUnit = command({
  name: 'units.RegisterUnit',
  policy: mayManageUnits,
  stream: (c: RegisterUnit) => unitStream(c.code),
  state: unit,
  decide: (state, c) => {
    if (!isCode(c.code) || reserved.includes(c.code)) return refuse('units.bad-code', { code: c.code }, 'body.code');
    if (c.members && c.kind !== 'collective') return refuse('units.not-a-collective', { code: c.code, kind: c.kind }, 'body.members');
    if (c.members?.includes(c.code)) return refuse('units.member-of-itself', { code: c.code }, 'body.members');
    if (state.status !== 'unknown') return same(state, c) ? [] : refuse('units.already-registered', { code: c.code }, 'body.code');
    return [registered(c)];
  },
});

function registered({ aliases, members, ...rest }: RegisterUnit): UnitEvent {
  return {
    type: 'units.UnitRegistered',
    validAt: rest.from,
    data: { ...rest, aliases: [...aliases], ...(members === undefined ? {} : { members: [...members] }) },
  };
}

function same({ registration }: KnownUnit, c: RegisterUnit): boolean {
  const fields = ['fullName', 'kind', 'order', 'from', 'verticallyManaged', 'note'] as const;
  return (
    fields.every((field) => registration[field] === c[field]) && registration.name.zh === c.name.zh && registration.name.en === c.name.en &&
    registration.aliases.join('\n') === c.aliases.join('\n') && registration.members?.join('\n') === c.members?.join('\n')
  );
}
