import { filters, within } from '#engine/http';
import { tableView, type ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import { appointments, type AppointmentRow } from '../../../libs/domain/units/appointments/appointments.projection.js';
import { noEnd, unitRegister, type UnitRow } from '../../../libs/domain/units/unit-register/unit-register.projection.js';
import { maySeeAppointments, maySeeUnits } from '../../../libs/domain/units/units.policies.js';
import { joined, labels, yesNo } from './words.js';

const until = ({ lastDay }: { readonly lastDay: string }): string | null => (lastDay === noEnd ? null : lastDay);

const units = tableView<UnitRow>({
  code: 'units', title: { zh: '责任单位名录', en: 'Register of units' }, policy: maySeeUnits, projection: unitRegister.name, table: unitRegister.table.name, filters: ['code', 'status'],
  conditions: ({ given }) => filters(given),
  unit: ({ code }) => code,
  about: [{ name: 'code', label: labels.unit, of: (row) => row.code }],
  fields: [
    { name: 'name', label: labels.name, of: (row) => row.name.zh },
    { name: 'nameEn', label: labels.nameEn, of: (row) => row.name.en },
    { name: 'fullName', label: { zh: '全称', en: 'full name' }, of: (row) => row.fullName },
    { name: 'kind', label: { zh: '类型', en: 'kind' }, of: (row) => row.kind },
    { name: 'aliases', label: { zh: '别名', en: 'aliases' }, of: (row) => joined(row.aliases) },
    { name: 'members', label: { zh: '成员单位', en: 'members' }, of: (row) => joined(row.members) },
    { name: 'verticallyManaged', label: { zh: '垂直管理', en: 'vertically managed' }, of: (row) => row.verticallyManaged, words: yesNo },
    { name: 'status', label: labels.status, of: (row) => row.status, words: { active: { zh: '在册', en: 'active' }, merged: { zh: '已合并', en: 'merged' }, closed: { zh: '已撤销', en: 'closed' } } },
    { name: 'from', label: labels.from, of: (row) => row.from },
    { name: 'until', label: labels.until, of: until },
    { name: 'mergedInto', label: { zh: '并入', en: 'merged into' }, of: (row) => row.mergedInto },
    { name: 'document', label: labels.document, of: (row) => row.endDocument ?? row.names.at(-1)?.document },
  ],
});

/** Persons by reference: names are kept outside the log, and asked for where they may be seen. */
const appointmentView = tableView<AppointmentRow>({
  code: 'appointments', title: { zh: '领导任职', en: 'Appointments' }, policy: maySeeAppointments, projection: appointments.name, table: appointments.table.name, filters: ['unit'],
  conditions: ({ actor, given }) => [...within(maySeeAppointments.scope(actor)), ...filters(given)],
  unit: ({ unit }) => unit,
  about: [
    { name: 'unit', label: labels.unit, of: (row) => row.unit }, { name: 'appointment', label: { zh: '任职', en: 'appointment' }, of: (row) => row.appointment },
    { name: 'person', label: { zh: '人员编号', en: 'person' }, of: (row) => row.person },
  ],
  fields: [
    { name: 'person', label: { zh: '人员编号', en: 'person' }, of: (row) => row.person },
    { name: 'post', label: { zh: '职务', en: 'post' }, of: (row) => row.post.zh },
    { name: 'rank', label: { zh: '正副', en: 'rank' }, of: (row) => row.rank, words: { main: { zh: '正职', en: 'main' }, deputy: { zh: '副职', en: 'deputy' } } },
    { name: 'line', label: { zh: '班子', en: 'line' }, of: (row) => row.line, words: { party: { zh: '党委（党组）', en: 'party' }, administrative: { zh: '行政', en: 'administrative' }, both: { zh: '党政', en: 'both' } } },
    { name: 'measures', label: { zh: '分管措施', en: 'measures in the portfolio' }, of: (row) => joined(row.portfolio.measures) },
    { name: 'units', label: { zh: '分管单位', en: 'units in the portfolio' }, of: (row) => joined(row.portfolio.units) },
    { name: 'from', label: labels.from, of: (row) => row.from },
    { name: 'until', label: labels.until, of: until },
    { name: 'document', label: { zh: '任职文号', en: 'document' }, of: (row) => row.document },
    { name: 'endDocument', label: { zh: '离任文号', en: 'document of the end' }, of: (row) => row.endDocument },
  ],
});

export const unitsViews: readonly ComparableView[] = [units, appointmentView];
