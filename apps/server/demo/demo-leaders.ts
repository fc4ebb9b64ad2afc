import type { Bilingual, DateText } from '#engine/kernel';
import { appointLeader } from '../../../libs/domain/units/appoint-leader/appoint-leader.js';
import { endAppointment } from '../../../libs/domain/units/appoint-leader/end-appointment.js';
import { addPerson } from '../../../libs/domain/units/people/keep-person.js';
import { morning, type Act, type Cast } from './story.js';

/** A leader of the demo city. 演示数据: no such person is meant. */
interface DemoLeader {
  readonly unit: string;
  readonly no: number;
  readonly post: Bilingual;
  readonly rank: 'main' | 'deputy';
  readonly measures: readonly number[];
  readonly from: DateText;
  readonly until?: DateText;
}

const head: Bilingual = { zh: '区长', en: 'District mayor' };
const deputy: Bilingual = { zh: '副区长', en: 'Deputy district mayor' };
const director: Bilingual = { zh: '局长（主任）', en: 'Director' };

const areas = ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area'];
const departments = ['market-regulation', 'science-tech', 'industry-it', 'development-reform', 'agriculture-rural', 'urban-rural-construction', 'commerce', 'civil-affairs', 'finance'];

/** One who left in the middle of 2024 and the successor, so that a hand-over within an assessed year can be seen. */
const handedOver = 'luhe';

const leaders: readonly DemoLeader[] = [...areas, ...departments].flatMap((unit, index): DemoLeader[] => {
  const main = { unit, post: areas.includes(unit) ? head : director, rank: 'main', measures: [] } as const;
  const mains: DemoLeader[] = unit === handedOver
    ? [{ ...main, no: 1, from: '2021-06-01', until: '2024-07-31' }, { ...main, no: 3, from: '2024-08-01' }]
    : [{ ...main, no: 1, from: `202${index % 4}-0${1 + (index % 9)}-01` }];
  return areas.includes(unit) ? [...mains, { unit, no: 2, post: deputy, rank: 'deputy', measures: [7, 8, 9, 19, 20, 23], from: '2023-03-01' }] : mains;
});

const referenceOf = ({ unit, no }: DemoLeader): string => `p-${unit}-${no}`;

/** Entries of the registry of persons, which is outside the log. */
export const demoPersons = leaders.map((leader) => ({ reference: referenceOf(leader), name: `演示人员${leader.unit}${leader.no}`, unit: leader.unit, phone: '025-00000000' }));

export function* leadersOf({ bureau }: Cast): Generator<Act> {
  const persons = leaders.map((leader): Act => ({ at: morning('2023-12-19'), by: bureau, items: [{ definition: addPerson, command: { person: referenceOf(leader) } }] }));
  yield* persons;
  for (const leader of leaders) {
    const { unit, no, post, rank, measures, from, until } = leader;
    const appointment = `a-${no}`;
    const at = from > '2023-12-19' ? morning(from, 30) : morning('2023-12-19', 30);
    const command = { unit, appointment, person: referenceOf(leader), post, rank, line: 'administrative', portfolio: { measures: [...measures], units: [] }, from };
    yield { at, by: bureau, authority: '演示文号 宁任〔2023〕1号', items: [{ definition: appointLeader, command }] };
    if (until !== undefined) yield { at: morning(until, 30), by: bureau, authority: '演示文号 宁任〔2024〕8号', items: [{ definition: endAppointment, command: { unit, appointment, until } }] };
  }
}
