import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { unitKinds } from '../units.events.js';
import { mayManageUnits } from '../units.policies.js';
import { bilingualField, plainCode } from '../units-input.js';
import { registerUnit } from './register-unit.js';

const register = endpoint({
  method: 'POST', path: '/units', tag: 'units', access: mayManageUnits, command: true, status: 201,
  summary: { zh: '登记责任单位', en: 'Register a unit' },
  body: z.strictObject({
    code: plainCode, name: bilingualField(100), fullName: textField(200).optional(), kind: z.enum(unitKinds), aliases: z.array(textField(100)).max(20).default([]),
    order: z.int().min(1).max(1_000_000), from: dateField, members: z.array(plainCode).max(1_000).optional(), verticallyManaged: z.boolean().optional(), note: textField(500).optional(),
  }),
  reply: receiptReply,
  refusals: ['units.bad-code', 'units.not-a-collective', 'units.member-of-itself', 'units.already-registered'],
});

@Controller()
export class RegisterUnitHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(register)
  async register(@Input() { body }: InputOf<typeof register>, @From() { envelope }: Caller) {
    const { fullName, members, verticallyManaged, note, ...rest } = body;
    const command = {
      ...rest,
      ...(fullName === undefined ? {} : { fullName }), ...(members === undefined ? {} : { members }),
      ...(verticallyManaged === undefined ? {} : { verticallyManaged }), ...(note === undefined ? {} : { note }),
    };
    return receipt(await this.commands.send(registerUnit, command, envelope));
  }
}
