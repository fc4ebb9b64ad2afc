import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { refuse } from '#engine/kernel';
import { endpoint, From, Handle, Input, Refused, textField, type Caller, type InputOf } from '#engine/http';
import { NotNow, ProjectionRunner } from '#engine/projections';
import { ReactionRunner } from '#engine/reactions';
import { RelayRunner } from '#engine/relay';
import { byOf } from './by-caller.js';
import { maySeeOperations, mayOperate } from './operations.policies.js';

const name = z.string().regex(/^[a-z0-9.-]{1,80}$/);
const status = z.record(z.string(), z.unknown());

const list = endpoint({
  method: 'GET', path: '/projections', tag: 'system', access: maySeeOperations,
  summary: { zh: '各投影的位置、滞后和状态', en: 'Position, lag and state of every projection' },
  reply: z.object({ projections: z.array(status), reactions: z.array(status), relay: z.array(status) }),
});
const resume = endpoint({
  method: 'POST', path: '/projections/:name/resume', tag: 'system', access: mayOperate, command: true,
  summary: { zh: '恢复停住的投影：重试，或越过指定位置的事件；记入日志', en: 'Resume a halted projection: retry, or pass over the named event; recorded' },
  params: z.strictObject({ name }),
  body: z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('retry'), reason: textField(500) }),
    z.strictObject({ how: z.literal('supersede'), position: z.int().min(1), reason: textField(500) }),
  ]),
  reply: z.object({ resumed: z.literal(true) }),
  refusals: ['system.unknown-projection', 'system.not-now'],
});
const rebuild = endpoint({
  method: 'POST', path: '/projections/:name/rebuild', tag: 'system', access: mayOperate, command: true, status: 202,
  summary: { zh: '重建投影：在旧一代旁边建新一代，完成后切换；记入日志', en: 'Rebuild a projection beside the old generation, then switch; recorded' },
  params: z.strictObject({ name }), body: z.strictObject({ reason: textField(500), takeOver: z.enum(['always', 'when-equal']).default('always') }),
  reply: z.object({ generation: z.number().int() }), refusals: ['system.unknown-projection', 'system.not-now'],
});
const cancel = endpoint({
  method: 'DELETE', path: '/projections/:name/rebuild', tag: 'system', access: mayOperate, command: true,
  summary: { zh: '放弃正在进行的重建', en: 'Give up a rebuild' },
  params: z.strictObject({ name }), body: z.strictObject({ reason: textField(500) }), reply: z.object({ cancelled: z.literal(true) }),
  refusals: ['system.unknown-projection', 'system.not-now'],
});

@Controller()
export class ProjectionsHttp {
  constructor(
    @Inject(ProjectionRunner) private readonly projections: ProjectionRunner,
    @Inject(ReactionRunner) private readonly reactions: ReactionRunner,
    @Inject(RelayRunner) private readonly relay: RelayRunner,
  ) {}

  @Handle(list)
  async list() {
    return { projections: await this.projections.status(), reactions: await this.reactions.status(), relay: await this.relay.status() };
  }

  @Handle(resume)
  async resume(@Input() { params, body }: InputOf<typeof resume>, @From() caller: Caller) {
    const act = { reason: body.reason, by: byOf(caller) };
    await this.known(params.name, () => (body.how === 'retry' ? this.projections.resume(params.name, act) : this.projections.supersede(params.name, body.position, act)));
    return { resumed: true };
  }

  @Handle(rebuild)
  async rebuild(@Input() { params, body }: InputOf<typeof rebuild>, @From() caller: Caller) {
    return { generation: await this.known(params.name, () => this.projections.rebuild(params.name, { ...body, by: byOf(caller) })) };
  }

  @Handle(cancel)
  async cancel(@Input() { params, body }: InputOf<typeof cancel>, @From() caller: Caller) {
    await this.known(params.name, () => this.projections.cancelRebuild(params.name, { ...body, by: byOf(caller) }));
    return { cancelled: true };
  }

  private async known<T>(projection: string, act: () => Promise<T>): Promise<T> {
    const all = await this.projections.status();
    if (!all.some((one) => one.name === projection)) throw new Refused(refuse('system.unknown-projection', { projection }));
    try {
      return await act();
    } catch (error) {
      if (error instanceof NotNow) throw new Refused(refuse('system.not-now', { reason: error.message }));
      throw error;
    }
  }
}
