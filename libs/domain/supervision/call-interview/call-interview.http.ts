import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { derivedId } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { codeField, endpoint, From, Handle, Input, instantField, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { interviewLevels } from '../interview.events.js';
import { mayInterview } from '../interview.policies.js';
import { authorityField, personField, plainCode, present, reasonField } from '../supervision-input.js';
import { callInterview } from './call-interview.js';
import { cancelInterview } from './cancel-interview.js';
import { moveInterview } from './move-interview.js';

const route = { method: 'POST', tag: 'supervision', access: mayInterview, command: true } as const;
const params = z.strictObject({ interview: plainCode });
const shortNotice = { urgent: z.boolean().optional(), authority: authorityField };
const ordered = ['supervision.unknown-interview', 'supervision.interview-wrong-status', 'supervision.own-interview', 'supervision.reason-required'] as const;
const noticed = ['supervision.authority-required', 'supervision.interview-in-the-past', 'supervision.notice-too-short'] as const;

const call = endpoint({
  ...route, path: '/interviews', status: 201,
  summary: { zh: '发出约谈通知（提前 3 日）', en: 'Call somebody to an interview, three days ahead' },
  body: z.strictObject({
    /** Derived from the request when absent. */
    interview: plainCode.optional(),
    unit: plainCode, findings: z.array(plainCode).max(50).default([]), level: z.enum(interviewLevels), interviewer: codeField,
    interviewee: z.strictObject({ person: personField, post: textField(100) }), reason: textField(2_000), at: instantField, place: textField(200), ...shortNotice,
  }),
  reply: receiptReply.extend({ interview: z.string() }),
  refusals: [
    ...noticed, 'supervision.level-above-caller', 'supervision.interview-exists', 'supervision.unknown-unit', 'supervision.own-interview', 'supervision.unknown-finding',
    'supervision.finding-of-another-unit',
  ],
});

const move = endpoint({
  ...route, path: '/interviews/:interview/move',
  summary: { zh: '约谈改期或改地点', en: 'Move an interview to another time or place' },
  params,
  body: z.strictObject({ at: instantField, place: textField(200), reason: reasonField, ...shortNotice }),
  reply: receiptReply,
  refusals: [...ordered, ...noticed, 'supervision.interview-not-moved'],
});

const cancel = endpoint({
  ...route, path: '/interviews/:interview/cancellation',
  summary: { zh: '取消约谈', en: 'Cancel an interview' },
  params,
  body: z.strictObject({ reason: reasonField }).optional(),
  reply: receiptReply,
  refusals: ordered,
});

@Controller()
export class CallInterviewHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(call)
  async call(@Input() { body }: InputOf<typeof call>, @From() { envelope }: Caller) {
    const { interview = derivedId(envelope.commandId, 'interview'), ...given } = body;
    return { ...receipt(await this.commands.send(callInterview, { ...present(given), interview }, envelope)), interview };
  }

  @Handle(move)
  async move(@Input() { params, body }: InputOf<typeof move>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(moveInterview, { ...params, ...present(body) }, envelope));
  }

  @Handle(cancel)
  async cancel(@Input() { params, body }: InputOf<typeof cancel>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(cancelInterview, { ...params, ...present(body ?? {}) }, envelope));
  }
}
