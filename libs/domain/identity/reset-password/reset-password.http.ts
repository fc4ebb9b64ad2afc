import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal } from '#engine/kernel';
import { codeField, endpoint, From, Handle, Input, receiptReply, Refused, textField, type Caller, type InputOf } from '#engine/http';
import { Administration } from '../administration.js';
import { Identity } from '../identity.js';
import { mayResetPasswords } from '../identity.policies.js';
import { passwordField, passwordRefusals } from '../secrets/password-input.js';
import { unlessBusy } from '../sign-in/unless-busy.js';
import { resetPassword } from './reset-password.js';

const reset = endpoint({
  method: 'POST', path: '/users/:user/password-reset', tag: 'identity', access: mayResetPasswords, command: true,
  summary: { zh: '重置口令（下次登录须修改）', en: 'Reset a password, to be changed at the next sign-in' },
  params: z.strictObject({ user: codeField }),
  body: z.strictObject({ password: passwordField, reason: textField(2000) }),
  reply: receiptReply,
  refusals: ['identity.unknown-user', 'identity.own-account', 'identity.administrator-reset', 'identity.user-locked', ...passwordRefusals],
});

@Controller()
export class ResetPasswordHttp {
  constructor(
    @Inject(Administration) private readonly administration: Administration,
    @Inject(Identity) private readonly identity: Identity,
  ) {}

  @Handle(reset)
  async reset(@Input() { params: { user }, body: { password, reason } }: InputOf<typeof reset>, @From() { envelope }: Caller) {
    const initial = await unlessBusy(this.identity.signIn.initialPassword(user, password));
    if (isRefusal(initial)) throw new Refused(initial);
    const done = await this.administration.act(resetPassword, () => ({ user, reason }), envelope);
    await this.identity.signIn.setInitialPassword(user, initial, done);
    return done;
  }
}
