import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId } from '#engine/kernel';
import { Commands, type Receipt } from '#engine/commands';
import { codeField, defaultPageSize, endpoint, From, Handle, Input, notFound, pageQuery, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { mayAppoint, maySeeNames } from '../units.policies.js';
import { plainCode } from '../units-input.js';
import { addPerson, correctPerson, erasePerson } from './keep-person.js';
import { personFields } from '../units.events.js';
import { maskedName, maskedPhone, PeopleRegistry, type Person } from './people-registry.js';

const phoneField = z.string().regex(/^\+?[0-9][0-9 -]{3,18}[0-9]$/);
const params = z.strictObject({ person: codeField });

const personReply = z.object({ reference: z.string(), name: z.string(), phone: z.string().optional(), unit: z.string().optional(), changedAt: z.string() });

const add = endpoint({
  method: 'POST', path: '/people', tag: 'units', access: mayAppoint, command: true, status: 201,
  summary: { zh: '登记人员（姓名、电话只存于人员库，不进入日志）', en: 'Add a person; name and phone stay in the registry, outside the log' },
  body: z.strictObject({
    /** Derived from the request when absent. */
    person: plainCode.optional(),
    name: textField(50), phone: phoneField.optional(), unit: plainCode.optional(),
  }),
  reply: receiptReply.extend({ person: z.string() }),
  refusals: ['units.bad-code', 'units.person-exists'],
});

const correct = endpoint({
  method: 'PATCH', path: '/people/:person', tag: 'units', access: mayAppoint, command: true,
  summary: { zh: '更正人员信息；null 为清除该项', en: 'Correct what is kept about a person; null clears a field' },
  params,
  body: z.strictObject({ name: textField(50).optional(), phone: phoneField.nullable().optional(), unit: plainCode.nullable().optional() }),
  reply: receiptReply,
  refusals: ['units.unknown-person'],
});

const erase = endpoint({
  method: 'DELETE', path: '/people/:person', tag: 'units', access: mayAppoint, command: true,
  summary: { zh: '删除人员信息；日志只留编号和原因', en: 'Erase what is kept about a person; the log keeps reference and reason' },
  params,
  reply: receiptReply,
  refusals: ['units.unknown-person', 'units.reason-required'],
});

const list = endpoint({
  method: 'GET', path: '/people', tag: 'units', access: maySeeNames, sensitive: true,
  summary: { zh: '人员库；姓名和电话脱敏', en: 'The registry of persons, names and phones masked' },
  query: z.strictObject({ unit: codeField.optional(), ...pageQuery }),
  reply: z.object({ items: z.array(personReply), next: z.string().optional(), total: z.number().int() }),
});

const one = endpoint({
  method: 'GET', path: '/people/:person', tag: 'units', access: maySeeNames, sensitive: true,
  summary: { zh: '一个人员的完整信息', en: 'One person in full' },
  params,
  reply: personReply,
});

@Controller()
export class PeopleHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(PeopleRegistry) private readonly people: PeopleRegistry,
  ) {}

  // The fact comes first in all three: what is not permitted leaves no data behind. A step that is lost in between
  // is made good by repeating the request, which finds the fact recorded and writes or erases again.

  @Handle(add)
  async add(@Input() { body }: InputOf<typeof add>, @From() { envelope }: Caller) {
    const { person = derivedId(envelope.commandId, 'person'), ...data } = body;
    const done = receipt(await this.commands.send(addPerson, { person }, envelope));
    await this.people.put(entry(person, data, done));
    return { ...done, person };
  }

  @Handle(correct)
  async correct(@Input() { params: { person }, body }: InputOf<typeof correct>, @From() { envelope }: Caller) {
    const fields = personFields.filter((field) => body[field] !== undefined);
    const done = receipt(await this.commands.send(correctPerson, { person, fields }, envelope));
    const before = await this.people.get(person);
    const { name = before?.name, phone = before?.phone, unit = before?.unit } = body;
    if (name !== undefined) await this.people.put(entry(person, { name, phone, unit }, done));
    return done;
  }

  @Handle(erase)
  async erase(@Input() { params }: InputOf<typeof erase>, @From() { envelope }: Caller) {
    const done = receipt(await this.commands.send(erasePerson, params, envelope));
    await this.people.erase(params.person);
    return done;
  }

  @Handle(list)
  async list(@Input() { query: { unit, limit, cursor } }: InputOf<typeof list>) {
    const { people, ...page } = await this.people.list({ limit: limit ?? defaultPageSize, ...(unit === undefined ? {} : { unit }), ...(cursor === undefined ? {} : { after: cursor }) });
    return { ...page, items: people.map((person) => ({ ...person, name: maskedName(person.name), ...(person.phone === undefined ? {} : { phone: maskedPhone(person.phone) }) })) };
  }

  @Handle(one)
  async one(@Input() { params }: InputOf<typeof one>) {
    const found = await this.people.get(params.person);
    if (!found) throw notFound(params);
    return found;
  }
}

type PersonInput = { readonly name: string; readonly phone?: string | null | undefined; readonly unit?: string | null | undefined };

const entry = (reference: string, { name, phone, unit }: PersonInput, { recordedAt }: Receipt): Person => ({
  reference, name, changedAt: recordedAt, ...(phone ? { phone } : {}), ...(unit ? { unit } : {}),
});
