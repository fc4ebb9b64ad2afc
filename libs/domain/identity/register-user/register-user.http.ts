import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal } from '#engine/kernel';
import { codeField, endpoint, From, Handle, Input, receiptReply, Refused, textField, type Caller, type InputOf } from '#engine/http';
import { Administration } from '../administration.js';
import { Identity } from '../identity.js';
import { mayRegisterUsers } from '../identity.policies.js';
import { passwordField, passwordRefusals } from '../secrets/password-input.js';
import { unlessBusy } from '../sign-in/unless-busy.js';
import { registerUser } from './register-user.js';

const register = endpoint({
  method: 'POST', path: '/users', tag: 'identity', access: mayRegisterUsers, command: true, status: 201,
  summary: { zh: '登记用户并设初始口令（首次登录须修改）', en: 'Register a user with an initial password, to be changed at the first sign-in' },
  body: z.strictObject({ loginName: codeField, unit: codeField.optional(), personRef: textField(100).optional(), password: passwordField }),
  reply: receiptReply,
  refusals: ['identity.already-registered', 'identity.unknown-unit', 'identity.unit-gone', 'identity.person-has-account', ...passwordRefusals],
});

@Controller()
export class RegisterUserHttp {
  constructor(
    @Inject(Administration) private readonly administration: Administration,
    @Inject(Identity) private readonly identity: Identity,
  ) {}

  @Handle(register)
  async register(@Input() { body }: InputOf<typeof register>, @From() { envelope }: Caller) {
    const { loginName, unit, personRef, password } = body;
    const initial = await unlessBusy(this.identity.signIn.initialPassword(loginName, password));
    if (isRefusal(initial)) throw new Refused(initial);
    const done = await this.administration.act(registerUser, (directory) => {
      const other = personRef === undefined ? undefined : directory.accountOfPerson(personRef);
      return {
        loginName, ...(unit === undefined ? {} : { unit }), ...(personRef === undefined ? {} : { personRef }),
        ...(other === undefined || other === loginName ? {} : { accountOfPerson: other }),
      };
    }, envelope);
    await this.identity.signIn.setInitialPassword(loginName, initial, done);
    return done;
  }
}
