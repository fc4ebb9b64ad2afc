import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, endpoint, From, Handle, Input, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { Administration } from '../administration.js';
import { mayLockUsers } from '../identity.policies.js';
import { administratorRoles } from '../roles.js';
import { lockUser, unlockUser } from './lock-user.js';

const params = z.strictObject({ user: codeField });
const body = z.strictObject({ reason: textField(2000) });

const lock = endpoint({
  method: 'POST', path: '/users/:user/lock', tag: 'identity', access: mayLockUsers, command: true,
  summary: { zh: '锁定账号，下一次请求即失效', en: 'Lock an account; it is shut with the next request' },
  params, body, reply: receiptReply,
  refusals: ['identity.unknown-user', 'identity.own-account', 'identity.last-administrator'],
});

const unlock = endpoint({
  method: 'POST', path: '/users/:user/unlock', tag: 'identity', access: mayLockUsers, command: true,
  summary: { zh: '解锁账号', en: 'Unlock an account' },
  params, body, reply: receiptReply,
  refusals: ['identity.unknown-user', 'identity.own-account'],
});

@Controller()
export class LockUserHttp {
  constructor(@Inject(Administration) private readonly administration: Administration) {}

  @Handle(lock)
  lock(@Input() { params: { user }, body: { reason } }: InputOf<typeof lock>, @From() { envelope }: Caller) {
    return this.administration.act(lockUser, (directory) => ({ user, reason, otherHolders: directory.otherHolders(user, administratorRoles) }), envelope);
  }

  @Handle(unlock)
  unlock(@Input() { params: { user }, body: { reason } }: InputOf<typeof unlock>, @From() { envelope }: Caller) {
    return this.administration.act(unlockUser, () => ({ user, reason }), envelope);
  }
}
