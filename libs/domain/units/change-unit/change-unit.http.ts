import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { codeField, dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { mayManageUnits } from '../units.policies.js';
import { bilingualField, plainCode } from '../units-input.js';
import { closeUnit } from './close-unit.js';
import { mergeUnits } from './merge-units.js';
import { renameUnit } from './rename-unit.js';

const params = z.strictObject({ code: codeField });

const rename = endpoint({
  method: 'POST', path: '/units/:code/names', tag: 'units', access: mayManageUnits, command: true, status: 201,
  summary: { zh: '责任单位更名，自某日起；须有依据文号', en: 'Rename a unit from a date on; needs a document number' },
  params,
  body: z.strictObject({ name: bilingualField(100), fullName: textField(200).optional(), from: dateField }),
  reply: receiptReply,
  refusals: ['units.unknown-unit', 'units.unit-gone', 'units.not-after-last-name', 'units.document-required'],
});

const merge = endpoint({
  method: 'POST', path: '/units/:code/merger', tag: 'units', access: mayManageUnits, command: true,
  summary: { zh: '责任单位并入另一单位，自某日起；须有依据文号', en: 'Merge a unit into another from a date on; needs a document number' },
  params,
  body: z.strictObject({ into: plainCode, from: dateField }),
  reply: receiptReply,
  refusals: ['units.unknown-unit', 'units.unit-gone', 'units.into-itself', 'units.end-before-last', 'units.document-required'],
});

const close = endpoint({
  method: 'POST', path: '/units/:code/closure', tag: 'units', access: mayManageUnits, command: true,
  summary: { zh: '撤销责任单位，自某日起；须有依据文号', en: 'Close a unit from a date on; needs a document number' },
  params,
  body: z.strictObject({ from: dateField }),
  reply: receiptReply,
  refusals: ['units.unknown-unit', 'units.unit-gone', 'units.end-before-last', 'units.document-required'],
});

@Controller()
export class ChangeUnitHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(rename)
  async rename(@Input() { params: { code }, body: { name, fullName, from } }: InputOf<typeof rename>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(renameUnit, { code, name, from, ...(fullName === undefined ? {} : { fullName }) }, envelope));
  }

  @Handle(merge)
  async merge(@Input() { params, body }: InputOf<typeof merge>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(mergeUnits, { ...params, ...body }, envelope));
  }

  @Handle(close)
  async close(@Input() { params, body }: InputOf<typeof close>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(closeUnit, { ...params, ...body }, envelope));
  }
}
