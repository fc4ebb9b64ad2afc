import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { declaredEndpoints, endpoint, From, Handle, permittedRoutes, reachOfRole, type Caller } from '#engine/http';
import { roleCodes } from '../roles.js';
import { noteRights } from './note-rights.js';

const mine = endpoint({
  method: 'GET', path: '/me/permissions', tag: 'identity', access: 'signed-in',
  summary: { zh: '我可以使用的接口及其单位范围；须先修改口令时只列此前可用的接口', en: 'Every route I may use, and for which units; until an initial password is changed only what anybody signed in may do' },
  reply: z.object({
    routes: z.array(z.object({ method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), path: z.string(), units: z.union([z.literal('all'), z.array(z.string())]), view: z.boolean() })),
  }),
});

const reach = z.enum(['all', 'units', 'none']);
const ofRoles = endpoint({
  method: 'GET', path: '/roles/permissions', tag: 'identity', access: 'signed-in',
  summary: { zh: '各角色可以办理的事项及其范围：全市、授权单位或无权', en: 'What each role may do, and how far: the whole city, the units of the grant, or not at all' },
  reply: z.object({
    roles: z.array(z.string()),
    acts: z.array(z.object({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), path: z.string(), tag: z.string(), summary: z.object({ zh: z.string(), en: z.string() }), changes: z.boolean(),
      /** In the order of `roles`. */
      reach: z.array(reach),
    })),
  }),
});

/** What the gate lets the caller do, by the gate's own rule: pages show what is there and leave out the rest. */
@Controller()
export class PermissionsHttp {
  @Handle(mine)
  mine(@From() { actor }: Caller) {
    noteRights();
    return { routes: permittedRoutes(actor) };
  }

  @Handle(ofRoles)
  ofRoles() {
    const acts = declaredEndpoints.map(({ method, path, tag, summary, command, access }) => ({ method, path, tag, summary, changes: command ?? false, reach: roleCodes.map((role) => reachOfRole(access, role)) }));
    return { roles: roleCodes, acts };
  }
}
