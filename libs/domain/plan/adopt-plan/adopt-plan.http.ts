import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, Refused, type Caller, type InputOf } from '#engine/http';
import { CatalogueUnreadable, readCatalogue, shippedCatalogue, shippedPlans, type ReadCatalogue } from '../catalogue/shipped-catalogues.js';
import { mayRunPlan } from '../plan.policies.js';
import { plainCode } from '../plan-input.js';
import { adoptPlan } from './adopt-plan.js';

const adopt = endpoint({
  method: 'POST', path: '/plans', tag: 'plan', access: mayRunPlan, command: true, status: 201, bodyLimit: 4 * 1024 * 1024,
  summary: { zh: '按目录印发方案：内置目录，或目录文件的全文', en: 'Adopt a plan from a shipped catalogue, or from the text of a catalogue file' },
  body: z.union([
    z.strictObject({ plan: plainCode, catalogue: z.enum(shippedPlans) }),
    z.strictObject({ plan: plainCode, file: z.string().min(2).max(2_000_000) }),
  ]),
  reply: receiptReply,
  refusals: ['plan.bad-code', 'plan.already-adopted', 'plan.catalogue-invalid'],
});

@Controller()
export class AdoptPlanHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(adopt)
  async adopt(@Input() { body }: InputOf<typeof adopt>, @From() { envelope }: Caller) {
    const read = 'file' in body ? fromText(body.file) : shippedCatalogue(body.catalogue);
    return receipt(await this.commands.send(adoptPlan, { plan: body.plan, ...read }, envelope));
  }
}

/** @throws Refused `plan.catalogue-invalid` with the places */
function fromText(text: string): ReadCatalogue {
  try {
    return readCatalogue(Buffer.from(text, 'utf8'));
  } catch (error) {
    if (!(error instanceof CatalogueUnreadable)) throw error;
    throw new Refused(refuse('plan.catalogue-invalid', { count: error.problems.length, problems: error.problems.slice(0, 20) }, 'body.file'));
  }
}
