import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, dateField, endpoint, From, Handle, Input, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { Administration } from '../administration.js';
import { mayGrantRoles } from '../identity.policies.js';
import { roles } from '../roles.js';
import { grantRole, revokeRole } from './grant-role.js';

/** Units of a right: the whole city, or codes. */
export const unitsField = z.union([z.literal('all'), z.array(codeField).min(1).max(200)]);

const params = z.strictObject({ user: codeField });

const grant = endpoint({
  method: 'POST', path: '/users/:user/grants', tag: 'identity', access: mayGrantRoles, command: true, status: 201,
  summary: { zh: '授予角色', en: 'Grant a role' },
  params,
  body: z.strictObject({ role: codeField, units: unitsField, until: dateField.optional() }),
  reply: receiptReply,
  refusals: [
    'identity.unknown-user', 'identity.own-grant', 'identity.unknown-role', 'identity.administrator-scope', 'identity.until-past', 'identity.unknown-unit', 'identity.unit-gone',
    'identity.incompatible-role',
  ],
});

const revoke = endpoint({
  method: 'POST', path: '/users/:user/revocations', tag: 'identity', access: mayGrantRoles, command: true,
  summary: { zh: '撤销角色，下一次请求即失效', en: 'Revoke a role; it is gone with the next request' },
  params,
  body: z.strictObject({ role: codeField, reason: textField(2000) }),
  reply: receiptReply,
  refusals: ['identity.unknown-user', 'identity.own-grant', 'identity.role-not-held', 'identity.last-administrator'],
});

const catalogue = endpoint({
  method: 'GET', path: '/roles', tag: 'identity', access: 'signed-in',
  summary: { zh: '角色目录', en: 'Catalogue of roles' },
  reply: z.array(z.object({ code: z.string(), kind: z.enum(['business', 'administrator']), title: z.object({ zh: z.string(), en: z.string() }), purpose: z.object({ zh: z.string(), en: z.string() }) })),
});

@Controller()
export class GrantRoleHttp {
  constructor(@Inject(Administration) private readonly administration: Administration) {}

  @Handle(grant)
  grant(@Input() { params: { user }, body }: InputOf<typeof grant>, @From() { envelope }: Caller) {
    const { until, ...rest } = body;
    return this.administration.act(grantRole, () => ({ user, ...rest, ...(until === undefined ? {} : { until }) }), envelope);
  }

  @Handle(revoke)
  revoke(@Input() { params: { user }, body }: InputOf<typeof revoke>, @From() { envelope }: Caller) {
    return this.administration.act(revokeRole, (directory) => ({ user, ...body, otherHolders: directory.otherHolders(user, [body.role])[body.role] ?? 0 }), envelope);
  }

  @Handle(catalogue)
  catalogue() {
    return Object.entries(roles).map(([code, role]) => ({ code, ...role }));
  }
}
