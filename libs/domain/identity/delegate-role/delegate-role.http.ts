import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, dateField, endpoint, filters, From, Handle, Input, pageQuery, pageReply, receiptReply, textField, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { Administration } from '../administration.js';
import { unitsField } from '../grant-role/grant-role.http.js';
import { mayDelegate, mayEndDelegations, maySeeDelegations } from '../identity.policies.js';
import { delegateRole, endDelegation } from './delegate-role.js';
import { delegations, type DelegationRow } from './delegations.projection.js';

const delegate = endpoint({
  method: 'POST', path: '/users/:user/delegations', tag: 'identity', access: mayDelegate, command: true, status: 201,
  summary: { zh: '授权同单位的人代理自己的角色', en: 'Let a colleague of the unit exercise a role of one\'s own' },
  params: z.strictObject({ user: codeField }),
  body: z.strictObject({ role: codeField, units: unitsField, fromDate: dateField, untilDate: dateField }),
  reply: receiptReply,
  refusals: [
    'identity.unknown-user', 'identity.self-delegation', 'identity.user-locked', 'identity.delegation-not-own', 'identity.delegation-dates', 'identity.delegation-outside-unit',
    'identity.incompatible-role',
  ],
});

const end = endpoint({
  method: 'POST', path: '/users/:user/delegations/:delegation/end', tag: 'identity', access: mayEndDelegations, command: true,
  summary: { zh: '终止代理', en: 'End a delegation' },
  params: z.strictObject({ user: codeField, delegation: codeField }),
  body: z.strictObject({ reason: textField(2000) }),
  reply: receiptReply,
  refusals: ['identity.unknown-delegation', 'identity.not-the-delegator'],
});

const list = endpoint({
  method: 'GET', path: '/delegations', tag: 'identity', access: maySeeDelegations,
  summary: { zh: '代理列表：本单位的，管理员和审计员可见全部', en: 'Delegations of the own unit; administrators and auditors see all' },
  query: z.strictObject({ from: codeField.optional(), to: codeField.optional(), unit: codeField.optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(z.object({
    delegation: z.string(), from: z.string(), to: z.string(), unit: z.string().nullable(), role: z.string(), units: z.union([z.literal('all'), z.array(z.string())]),
    fromDate: z.string(), untilDate: z.string(), endedAt: z.string().nullable(), endReason: z.string().nullable(), endedBy: z.string().nullable(),
  })),
});

@Controller()
export class DelegateRoleHttp {
  constructor(
    @Inject(Administration) private readonly administration: Administration,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(delegate)
  delegate(@Input() { params, body }: InputOf<typeof delegate>, @From() { actor, envelope }: Caller) {
    // Its id is that of the command, so that a repetition names the same delegation.
    return this.administration.act(delegateRole, () => ({ delegation: envelope.commandId, from: actor.id, to: params.user, ...body }), envelope);
  }

  @Handle(end)
  end(@Input() { params: { user, delegation }, body: { reason } }: InputOf<typeof end>, @From() { envelope }: Caller) {
    return this.administration.act(endDelegation, () => ({ delegation, to: user, reason }), envelope);
  }

  @Handle(list)
  list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    return this.views.list<DelegationRow>(delegations.name, delegations.table.name, {
      where: [...within(maySeeDelegations.scope(actor)), ...filters(given)], order: [{ field: 'untilDate', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
  }
}
