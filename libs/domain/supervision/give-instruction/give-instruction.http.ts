import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { severities } from '../finding.events.js';
import { personField, plainCode, present, timeAllowedField } from '../supervision-input.js';
import { mayInstruct } from '../supervision.policies.js';
import { giveInstruction } from './give-instruction.js';

const instruct = endpoint({
  method: 'POST', path: '/matters/:matter/instructions', tag: 'supervision', access: mayInstruct, command: true, status: 201,
  summary: { zh: '对重大事项作出批示；可转督办', en: 'Give an instruction on a matter; a finding may come of it' },
  params: z.strictObject({ matter: plainCode }),
  body: z.strictObject({
    /** Derived from the request when absent. */
    instruction: plainCode.optional(),
    leader: personField.optional(), text: textField(2_000), handling: z.enum(['note', 'finding']),
    finding: z.strictObject({ unit: plainCode, severity: z.enum(severities), requirement: textField(4_000), due: timeAllowedField }).optional(),
  }),
  reply: receiptReply.extend({ instruction: z.string() }),
  refusals: [
    'supervision.unknown-matter', 'supervision.matter-wrong-status', 'supervision.own-matter', 'supervision.instruction-exists', 'supervision.finding-incomplete',
    'supervision.note-with-finding', 'supervision.unknown-unit', 'supervision.date-passed',
  ],
});

@Controller()
export class GiveInstructionHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(instruct)
  async instruct(@Input() { params, body }: InputOf<typeof instruct>, @From() { envelope }: Caller) {
    const { instruction = derivedId(envelope.commandId, 'instruction'), ...given } = body;
    return { ...receipt(await this.commands.send(giveInstruction, { ...params, ...present(given), instruction }, envelope)), instruction };
  }
}
