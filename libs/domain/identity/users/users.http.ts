import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Condition } from '#engine/read-store';
import { codeField, endpoint, etag, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { maySeeColleagues, maySeeUsers } from '../identity.policies.js';
import { roleCodes } from '../roles.js';
import { users, type UserRow } from './users.projection.js';

const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true');

const userLine = z.object({
  user: z.string(), loginName: z.string(), unit: z.string().nullable(), personRef: z.string().nullable(), demonstration: z.boolean(), locked: z.boolean(), lockReason: z.string().nullable(),
  grants: z.array(z.object({ role: z.string(), units: z.union([z.literal('all'), z.array(z.string())]), until: z.string().nullable(), grantedBy: z.string(), grantedAt: z.string() })),
  registeredAt: z.string(), passwordResetAt: z.string().nullable(), revision: z.number().int(), changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/users', tag: 'identity', access: maySeeUsers, sensitive: true,
  summary: { zh: '用户列表，按单位、角色和状态筛选', en: 'Users, filtered by unit, role and state' },
  query: z.strictObject({
    unit: codeField.optional(), role: z.enum(roleCodes as [string, ...string[]]).optional(), locked: yesNo.optional(), demonstration: yesNo.optional(), ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(userLine),
});

const one = endpoint({
  method: 'GET', path: '/users/:user', tag: 'identity', access: maySeeUsers, sensitive: true,
  summary: { zh: '一个用户', en: 'One user' },
  params: z.strictObject({ user: codeField }),
  query: z.strictObject(viewQuery),
  reply: userLine.extend({ position: z.number().int() }),
});

const colleagues = endpoint({
  method: 'GET', path: '/colleagues', tag: 'identity', access: maySeeColleagues,
  summary: { zh: '本单位可用账号的名称', en: 'Names of the accounts of the own unit that are in use' },
  query: z.strictObject({ ...pageQuery, ...viewQuery }),
  reply: pageReply(z.object({ user: z.string(), unit: z.string().nullable(), personRef: z.string().nullable(), demonstration: z.boolean() })),
});

@Controller()
export class UsersHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, unit, role, locked, demonstration } = query;
    const flags = Object.entries({ locked, demonstration }).flatMap(([field, value]): Condition[] => (value === undefined ? [] : [{ field, is: 'eq', value }]));
    const ofRole: readonly Condition[] = role === undefined ? [] : [{ field: 'roles', is: 'contains', value: `|${role}|` }];
    const page = await this.views.list<UserRow>(users.name, users.table.name, {
      where: [...within(maySeeUsers.scope(actor)), ...filters({ unit }), ...flags, ...ofRole], order: [{ field: 'user' }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map(shown) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { found, position } = await this.views.one<UserRow>(users.name, users.table.name, params.user, query);
    if (!found) throw notFound(params);
    etag(reply, found.row.revision);
    return { ...shown(found.row), position };
  }

  @Handle(colleagues)
  async colleagues(@Input() { query }: InputOf<typeof colleagues>, @From() { actor }: Caller) {
    const page = await this.views.list<UserRow>(users.name, users.table.name, {
      where: [...within(maySeeColleagues.scope(actor)), { field: 'locked', is: 'eq', value: false }], order: [{ field: 'user' }], ...query,
    });
    return { ...page, items: page.items.map(({ user, unit, personRef, demonstration }) => ({ user, unit, personRef, demonstration })) };
  }
}

function shown({ roles: _, ...line }: UserRow): Omit<UserRow, 'roles'> {
  return line;
}
