import { both, date, list, text, texts, unit, units, word, yesOrNo } from '../../../libs/domain/history/change-history/shown.js';
import { personEvents, unitEvents } from '../../../libs/domain/units/units.events.js';
import { unitKindWords, unitStandingWords } from '../../words/plan-words.js';
import { documentField, field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const rankWords: Words = { main: { zh: '正职', en: 'main leader' }, deputy: { zh: '副职', en: 'deputy' } };
const lineWords: Words = { party: { zh: '党委（党组）', en: 'party side' }, administrative: { zh: '行政', en: 'administrative side' }, both: { zh: '党政', en: 'both sides' } };
const personFieldWords: Words = { name: { zh: '姓名', en: 'name' }, phone: { zh: '电话', en: 'phone' }, unit: { zh: '单位', en: 'unit' } };
const personWords: Words = { kept: { zh: '在册', en: 'in the registry' }, erased: { zh: '已删除', en: 'erased' } };

export const unitsTexts = { unitKindWords, unitStandingWords, rankWords, lineWords, personFieldWords, personWords };

export const unitTellings = tellingsFor(unitEvents, {
  'units.UnitRegistered': {
    kind: 'unit', key: ({ code }) => code, audience: 'units', unit: ({ code }) => code,
    sentence: { zh: '登记责任单位“{name}”（{code}），自{from}起', en: 'registered the unit “{name}” ({code}) from {from}' },
    says: ({ code, name, from }) => ({ code: text(code), name: both(name), from: date(from) }),
    fields: {
      name: field('名称', 'name', ({ name }) => both(name)), fullName: field('全称', 'full name', ({ fullName }) => text(fullName)), kind: field('类别', 'kind', ({ kind }) => word(unitKindWords, kind)),
      from: field('名称自何日起', 'name from', ({ from }) => date(from)), members: field('成员', 'members', ({ members }) => members && units(members)),
      verticallyManaged: field('垂直管理', 'vertically managed', ({ verticallyManaged }) => yesOrNo(verticallyManaged)), aliases: field('别名', 'aliases', ({ aliases }) => texts(aliases)),
      standing: field('存续', 'standing', () => word(unitStandingWords, 'active')),
    },
    names: ({ code, name, from }) => [{ of: 'unit', key: code, name, from }],
  },
  'units.UnitRenamed': {
    kind: 'unit', key: ({ code }) => code, audience: 'units', unit: ({ code }) => code,
    sentence: { zh: '依据{document}将{unit}更名为“{name}”，自{from}起', en: 'renamed {unit} “{name}” from {from} under {document}' },
    says: ({ code, name, from, document }) => ({ unit: text(code), name: both(name), from: date(from), document: text(document) }),
    fields: { name: field('名称', 'name', ({ name }) => both(name)), fullName: field('全称', 'full name', ({ fullName }) => text(fullName)), from: field('名称自何日起', 'name from', ({ from }) => date(from)) },
    names: ({ code, name, from }) => [{ of: 'unit', key: code, name, from }],
  },
  'units.UnitMerged': {
    kind: 'unit', key: ({ code }) => code, audience: 'units', unit: ({ code }) => code,
    sentence: { zh: '依据{document}将{unit}并入{into}，自{from}起', en: 'merged {unit} into {into} from {from} under {document}' },
    says: ({ code, into, from, document }) => ({ unit: unit(code), into: unit(into), from: date(from), document: text(document) }),
    fields: { standing: field('存续', 'standing', () => word(unitStandingWords, 'merged')), into: field('并入', 'merged into', ({ into }) => unit(into)) },
  },
  'units.UnitClosed': {
    kind: 'unit', key: ({ code }) => code, audience: 'units', unit: ({ code }) => code,
    sentence: { zh: '依据{document}撤销{unit}，自{from}起', en: 'closed {unit} from {from} under {document}' },
    says: ({ code, from, document }) => ({ unit: unit(code), from: date(from), document: text(document) }),
    fields: { standing: field('存续', 'standing', () => word(unitStandingWords, 'closed')) },
  },
  'units.LeaderAppointed': {
    kind: 'appointment', key: ({ unit: of, appointment }) => keyOf(of, appointment), audience: 'appointments',
    sentence: { zh: '记录人员 {person} 任{unit}“{post}”，自{from}起', en: 'recorded the appointment of person {person} as “{post}” of {unit} from {from}' },
    says: ({ unit: of, person, post, from }) => ({ unit: unit(of), person: text(person), post: both(post), from: date(from) }),
    fields: {
      person: field('人员', 'person', ({ person }) => text(person)), post: field('职务', 'post', ({ post }) => both(post)), rank: field('职级', 'rank', ({ rank }) => word(rankWords, rank)),
      line: field('领导班子', 'line', ({ line }) => word(lineWords, line)), measures: field('分管措施', 'measures in the portfolio', ({ portfolio }) => texts(portfolio.measures)),
      units: field('分管单位', 'units in the portfolio', ({ portfolio }) => units(portfolio.units)), from: field('任职日期', 'from', ({ from }) => date(from)), document: documentField(),
    },
  },
  'units.LeaderLeft': {
    kind: 'appointment', key: ({ unit: of, appointment }) => keyOf(of, appointment), audience: 'appointments',
    sentence: { zh: '记录人员 {person} 离任{unit}职务，任职至{until}', en: 'recorded that person {person} left the post at {unit}, the last day being {until}' },
    says: ({ unit: of, person, until }) => ({ unit: unit(of), person: text(person), until: date(until) }),
    fields: { until: field('任职至', 'until', ({ until }) => date(until)) },
  },
});

export const personTellings = tellingsFor(personEvents, {
  'units.PersonAdded': {
    kind: 'person', key: ({ person }) => person, audience: 'persons',
    sentence: { zh: '在人员库中登记 {person}', en: 'added person {person} to the registry' }, says: ({ person }) => ({ person: text(person) }),
    fields: { state: field('状态', 'state', () => word(personWords, 'kept')) },
  },
  'units.PersonCorrected': {
    kind: 'person', key: ({ person }) => person, audience: 'persons',
    sentence: { zh: '更正人员 {person} 的{fields}（内容不入日志）', en: 'corrected the {fields} of person {person} (the content is kept outside the log)' },
    says: ({ person, fields }) => ({ person: text(person), fields: list(fields, (one) => word(personFieldWords, one)) }),
  },
  'units.PersonErased': {
    kind: 'person', key: ({ person }) => person, audience: 'persons',
    sentence: { zh: '删除人员 {person} 的个人信息，理由：{reason}', en: 'erased what was kept about person {person}, because: {reason}' }, says: ({ person, reason }) => ({ person: text(person), reason: text(reason) }),
    fields: { state: field('状态', 'state', () => word(personWords, 'erased')) },
  },
});
