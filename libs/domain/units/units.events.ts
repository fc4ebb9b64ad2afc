import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const unitKinds = [
  'department', 'district', 'new-area', 'vertical-agency', 'customs', 'mass-organisation', 'party-organ', 'party-institution',
  'collective', 'coordination-body', 'government-office',
] as const;

export type UnitKind = (typeof unitKinds)[number];

export const leadershipLines = ['party', 'administrative', 'both'] as const;
export type LeadershipLine = (typeof leadershipLines)[number];

export const unitEvents = defineEvents({
  'units.UnitRegistered': {
    version: 1,
    title: { zh: '责任单位登记', en: 'Unit registered' },
    data: z.strictObject({
      code: z.string(), name: bilingual, fullName: z.string().optional(), kind: z.enum(unitKinds), aliases: z.array(z.string()),
      /** Place in the official order of units; lists follow it. */
      order: z.int(),
      from: z.string(),
      /** Units a collective stands for (各区党委和政府); empty where the collective is open (市有关部门). */
      members: z.array(z.string()).optional(),
      /** Vertically managed 垂直管理: tracked, but outside the city's authority over cadres. */
      verticallyManaged: z.boolean().optional(),
      note: z.string().optional(),
    }),
  },
  'units.UnitRenamed': {
    version: 1,
    title: { zh: '责任单位更名', en: 'Unit renamed' },
    data: z.strictObject({ code: z.string(), name: bilingual, fullName: z.string().optional(), from: z.string(), document: z.string() }),
  },
  'units.UnitMerged': {
    version: 1,
    title: { zh: '责任单位合并', en: 'Unit merged' },
    data: z.strictObject({ code: z.string(), into: z.string(), from: z.string(), document: z.string() }),
  },
  'units.UnitClosed': {
    version: 1,
    title: { zh: '责任单位撤销', en: 'Unit closed' },
    data: z.strictObject({ code: z.string(), from: z.string(), document: z.string() }),
  },
  'units.LeaderAppointed': {
    version: 1,
    title: { zh: '领导任职', en: 'Leader appointed' },
    data: z.strictObject({
      unit: z.string(), appointment: z.string(),
      /** Reference into the register of persons; names are kept outside the log. */
      person: z.string(),
      post: bilingual, rank: z.enum(['main', 'deputy']),
      /** Which side of a leading group the post leads: 党委(党组), 行政, or both in one hand. */
      line: z.enum(leadershipLines),
      /** 分管领域: what a deputy answers for. A main leader answers for the whole unit. */
      portfolio: z.strictObject({ measures: z.array(z.int()), units: z.array(z.string()) }),
      from: z.string(), document: z.string().optional(),
    }),
  },
  'units.LeaderLeft': {
    version: 1,
    title: { zh: '领导离任', en: 'Leader left' },
    data: z.strictObject({ unit: z.string(), appointment: z.string(), person: z.string(), until: z.string(), document: z.string().optional() }),
  },
});
export type UnitEvent = EventsOf<typeof unitEvents>;

/** The stream of a unit: `unit-<code>`. */
export const unitStream = (code: string): string => `unit-${code}`;

/** What is kept about a person outside the log; a fact names the fields that changed, never what is in them. */
export const personFields = ['name', 'phone', 'unit'] as const;
export type PersonField = (typeof personFields)[number];

export const personEvents = defineEvents({
  'units.PersonAdded': {
    version: 1,
    title: { zh: '人员登记', en: 'Person added' },
    data: z.strictObject({ person: z.string() }),
  },
  'units.PersonCorrected': {
    version: 1,
    title: { zh: '人员信息更正', en: 'Person corrected' },
    data: z.strictObject({ person: z.string(), fields: z.array(z.enum(personFields)).min(1) }),
  },
  'units.PersonErased': {
    version: 1,
    title: { zh: '人员信息删除', en: 'Person erased' },
    data: z.strictObject({ person: z.string(), reason: z.string() }),
  },
});
export type PersonEvent = EventsOf<typeof personEvents>;

/** The stream of a person in the registry: `person-<reference>`. */
export const personStream = (reference: string): string => `person-${reference}`;
