import type { Bilingual } from '#engine/kernel';
import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { inLanguage, listCommand } from '../command-line/listing.js';
import { authorityOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';

interface AppointmentLine {
  readonly unit: string;
  readonly appointment: string;
  readonly person: string;
  readonly name?: string;
  readonly post: Bilingual;
  readonly rank: string;
  readonly line: string;
  readonly from: string;
  readonly until: string | null;
  readonly revision: number;
}

const list = listCommand<AppointmentLine>({
  path: 'units leaders',
  summary: { zh: '领导任职：按单位、人员和日期查看', en: 'Appointments by unit, person and date' },
  options: [
    { flags: '--unit <UNIT>', summary: { zh: '单位', en: 'Unit' } }, { flags: '--person <PERSON>', summary: { zh: '人员编号', en: 'Reference of the person' } },
    { flags: '--on <DATE>', summary: { zh: '某日在任的', en: 'In post on this date' } },
  ],
  from: '/appointments',
  query: ({ given }) => ({ unit: given.maybe('--unit'), person: given.maybe('--person'), on: given.date('--on') }),
  columns: [
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '任职', en: 'Appointment' }, of: ({ appointment }) => appointment },
    { head: { zh: '人员', en: 'Person' }, of: ({ person, name }) => (name === undefined ? person : `${name} ${person}`) },
    { head: { zh: '职务', en: 'Post' }, of: ({ post }, call) => inLanguage(post, call) },
    { head: { zh: '正副', en: 'Rank' }, of: ({ rank }, { out }) => out.say(rank === 'main' ? { zh: '正职', en: 'main' } : { zh: '副职', en: 'deputy' }) },
    { head: { zh: '自', en: 'From' }, of: ({ from }) => from },
    { head: { zh: '至', en: 'Until' }, of: ({ until }) => until },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const unitArgument = { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } };

const appoint = actCommand({
  path: 'units appoint',
  summary: { zh: '登记领导任职（职务、分管领域、任期）', en: 'Record an appointment: post, portfolio, term' },
  arguments: [unitArgument, { name: 'PERSON', summary: { zh: '人员编号', en: 'Reference of the person' } }],
  options: [
    { flags: '--post-zh <POST>', required: true, summary: { zh: '职务（中文）', en: 'Post in Chinese' } }, { flags: '--post-en <POST>', required: true, summary: { zh: '职务（英文）', en: 'Post in English' } },
    { flags: '--rank <RANK>', required: true, choices: ['main', 'deputy'], summary: { zh: '正职或副职', en: 'Main leader or deputy' } },
    { flags: '--line <LINE>', required: true, choices: ['party', 'administrative', 'both'], summary: { zh: '党委（党组）、行政或兼任', en: 'Side of the leading group' } },
    { flags: '--from <DATE>', required: true, summary: { zh: '任职日期', en: 'First day' } }, { flags: '--until <DATE>', summary: { zh: '离任日期', en: 'Last day' } },
    { flags: '--measure <NUMBER>', many: true, summary: { zh: '分管的措施', en: 'Measure of the portfolio' } }, { flags: '--portfolio-unit <UNIT>', many: true, summary: { zh: '分管的单位', en: 'Unit of the portfolio' } },
    authorityOption,
  ],
  request: ({ given }) => {
    const measures = given.many('--measure').map((text) => {
      if (!/^[1-9]\d{0,2}$/.test(text)) throw badUsage('not-a-number', { name: '--measure', value: text, min: 1, max: 999 });
      return Number(text);
    });
    const body = present({
      person: given.text('PERSON'), post: { zh: given.text('--post-zh'), en: given.text('--post-en') }, rank: given.text('--rank'), line: given.text('--line'),
      portfolio: { measures, units: given.many('--portfolio-unit') }, from: given.date('--from'), until: given.date('--until'),
    });
    return { path: path`/units/${given.text('UNIT')}/appointments`, body, authority: given.maybe('--authority') };
  },
});

const end = actCommand({
  path: 'units end-appointment',
  summary: { zh: '登记领导离任', en: 'Record that a leader left' },
  arguments: [unitArgument, { name: 'APPOINTMENT', summary: { zh: '任职编号', en: 'Code of the appointment' } }],
  options: [{ flags: '--until <DATE>', required: true, summary: { zh: '离任日期', en: 'Last day' } }, authorityOption],
  request: ({ given }) => ({ path: path`/units/${given.text('UNIT')}/appointments/${given.text('APPOINTMENT')}/end`, body: { until: given.date('--until') }, authority: given.maybe('--authority') }),
  shows: ({ given }) => path`/units/${given.text('UNIT')}/appointments/${given.text('APPOINTMENT')}`,
});

export const leaderCommands: readonly CommandSpec[] = [list, appoint, end];
