import { Controller, createParamDecorator, Inject, Res, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fill, isRefusal, refuse, type Refusal } from '#engine/kernel';
import { endpoint, From, Handle, HttpProblem, Input, Refused, requestTexts, type Caller, type InputOf } from '#engine/http';
import { demonstrationLabel } from '../demo/demo-accounts.js';
import { bearerOf } from '../directory/token-authenticator.js';
import { Identity } from '../identity.js';
import { isRole, roles } from '../roles.js';
import { passwordField, passwordRefusals } from '../secrets/password-input.js';
import { cookieOf, fromForeignPage, noSessionCookie, sessionCookie } from './session-cookie.js';
import type { NotSignedIn, SignedIn } from './sign-in.js';
import { noteRights } from '../permissions/note-rights.js';
import { signInTexts } from './sign-in-texts.js';
import { unlessBusy } from './unless-busy.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

const signInRecord = z.object({ lastAt: z.string().optional(), lastAddress: z.string().optional(), failures: z.number().int(), lastFailureAt: z.string().optional() });

/** How the refresh token is given: in the answer, or in a cookie that a browser keeps from every script. */
const session = z.enum(['token', 'cookie']).optional();

/** `refreshToken` is absent where it goes into a cookie. */
const tokens = z.object({
  user: z.string(), tokenType: z.literal('Bearer'), accessToken: z.string(), expiresInSeconds: z.number().int(), refreshToken: z.string().optional(), sessionEndsAt: z.string(),
  mustChangePassword: z.boolean(), demonstration: z.boolean(), signInsBefore: signInRecord.optional(),
});

const signIn = endpoint({
  method: 'POST', path: '/sign-in', tag: 'identity', access: 'public',
  summary: { zh: '登录；session 为 cookie 时刷新令牌存入浏览器 Cookie', en: 'Sign in; with session `cookie` the refresh token goes into a cookie of the browser' },
  body: z.strictObject({ loginName: z.string().min(1).max(200), password: passwordField, session }),
  reply: tokens,
});

const refresh = endpoint({
  method: 'POST', path: '/sign-in/refresh', tag: 'identity', access: 'public',
  summary: { zh: '用刷新令牌或 Cookie 换取新令牌；每个刷新令牌只能用一次', en: 'New tokens for a refresh token, or for the cookie where none is given; each can be used once' },
  body: z.strictObject({ refreshToken: z.string().min(1).max(200).optional() }),
  reply: tokens,
  refusals: ['identity.foreign-page', 'identity.just-renewed'],
});

const signOut = endpoint({
  method: 'POST', path: '/sign-out', tag: 'identity', access: 'signed-in', status: 204,
  summary: { zh: '退出登录', en: 'Sign out' },
});

const me = endpoint({
  method: 'GET', path: '/me', tag: 'identity', access: 'signed-in',
  summary: { zh: '我是谁、有哪些角色', en: 'Who I am and what I may do' },
  reply: z.object({
    user: z.string(), loginName: z.string(), unit: z.string().nullable(), personRef: z.string().nullable(), demonstration: z.boolean(), label: bilingual.nullable(),
    grants: z.array(z.object({ role: z.string(), title: bilingual, units: z.union([z.literal('all'), z.array(z.string())]), until: z.string().nullable(), delegatedBy: z.string().nullable() })),
    mustChangePassword: z.boolean(), signIns: signInRecord,
  }),
});

const password = endpoint({
  method: 'POST', path: '/me/password', tag: 'identity', access: 'signed-in',
  summary: { zh: '修改自己的口令；其他会话随之结束', en: 'Change the own password; every other session ends' },
  body: z.strictObject({ current: passwordField, password: passwordField, session }),
  reply: tokens,
  refusals: ['identity.password-wrong', 'identity.demonstration-fixed', 'identity.password-used-before', ...passwordRefusals],
});

/** Where a request comes from, and what it brings of a session. */
interface Origin {
  readonly address: string;
  /** The access token. */
  readonly token: string;
  /** The refresh token of a browser's cookie. */
  readonly cookie: string | undefined;
  /** It comes from a page of another site. */
  readonly foreign: boolean;
}

/** Parameter decorator: the {@link Origin} of the request. */
const FromWhere = createParamDecorator((_: unknown, context: ExecutionContext): Origin => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { address: request.ip, token: bearerOf(request) ?? '', cookie: cookieOf(request), foreign: fromForeignPage(request) };
});

@Controller()
export class SignInHttp {
  constructor(@Inject(Identity) private readonly identity: Identity) {}

  @Handle(signIn)
  async signIn(@Input() { body }: InputOf<typeof signIn>, @FromWhere() { address }: Origin, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.told(await unlessBusy(this.identity.signIn.signIn(body.loginName, body.password, address)), body.session, reply);
  }

  @Handle(refresh)
  async refresh(@Input() { body }: InputOf<typeof refresh>, @FromWhere() { address, cookie, foreign }: Origin, @Res({ passthrough: true }) reply: FastifyReply) {
    const { refreshToken } = body;
    if (refreshToken !== undefined) return this.told(await this.identity.signIn.refresh(refreshToken, address), 'token', reply);
    if (foreign) throw new Refused(refuse('identity.foreign-page'));
    if (cookie === undefined) throw new HttpProblem(401, 'identity.no-session-cookie', signInTexts.noCookie, { headers: { 'www-authenticate': challenge } });
    return this.told(await this.identity.signIn.refresh(cookie, address, { shared: true }), 'cookie', reply);
  }

  @Handle(signOut)
  async signOut(@Input() _: InputOf<typeof signOut>, @FromWhere() { token, address }: Origin, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.identity.signIn.signOut(token, address);
    void reply.header('set-cookie', noSessionCookie({ secure: this.identity.https }));
  }

  @Handle(me)
  async me(@From() { actor }: Caller, @FromWhere() { token }: Origin) {
    const { directory, secrets } = this.identity;
    noteRights();
    const account = directory.account(actor.id)!;
    const { user, loginName, unit = null, personRef = null, demonstration } = account;
    const grants = directory.grants(user).map(({ role, units, until = null, delegatedBy = null }) => ({ role, title: titleOf(role), units, until, delegatedBy }));
    const mustChangePassword = await this.identity.signIn.isLimited(token);
    return { user, loginName, unit, personRef, demonstration, label: demonstration ? demonstrationLabel : null, grants, mustChangePassword, signIns: await secrets.signIns(user) };
  }

  @Handle(password)
  async password(@Input() { body }: InputOf<typeof password>, @From() { actor }: Caller, @FromWhere() { address }: Origin, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.told(await unlessBusy(this.identity.signIn.changePassword(actor.id, body.current, body.password, address)), body.session, reply);
  }

  /** The tokens of a session, or the refusal; the refresh token in the answer or in a cookie. */
  private told(result: SignedIn | NotSignedIn | Refusal, session: 'token' | 'cookie' = 'token', reply: FastifyReply) {
    const { refreshToken, ...answer } = shown(result);
    if (session === 'token') return { ...answer, refreshToken };
    const { clock, https: secure } = this.identity;
    void reply.header('set-cookie', sessionCookie(refreshToken, answer.sessionEndsAt, { now: clock.now(), secure }));
    return answer;
  }
}

const challenge = 'Bearer realm="zhiheng"';

const titleOf = (role: string) => (isRole(role) ? roles[role].title : { zh: role, en: role });

function shown(result: SignedIn | NotSignedIn | Refusal) {
  if (isRefusal(result)) throw new Refused(result);
  if ('no' in result) throw problemOf(result);
  const { account, accessToken, expiresInSeconds, refreshToken, sessionEndsAt, mustChangePassword, before } = result;
  const { user, demonstration } = account;
  return { user, tokenType: 'Bearer' as const, accessToken, expiresInSeconds, refreshToken, sessionEndsAt, mustChangePassword, demonstration, ...(before ? { signInsBefore: before } : {}) };
}

function problemOf(result: NotSignedIn): HttpProblem {
  switch (result.no) {
    case 'wrong':
      return new HttpProblem(401, 'identity.sign-in-failed', signInTexts.failed, { headers: { 'www-authenticate': challenge } });
    case 'blocked': {
      const { title, remedy } = requestTexts.tooManyRequests;
      const { seconds } = result;
      const told = { zh: fill(remedy.zh, { seconds }), en: fill(remedy.en, { seconds }) };
      return new HttpProblem(429, 'identity.sign-in-blocked', { title, remedy: told }, { values: { seconds }, headers: { 'retry-after': String(seconds) } });
    }
    case 'locked':
      return new HttpProblem(403, 'identity.account-locked', signInTexts.locked);
    case 'demonstration-off':
      return new HttpProblem(403, 'identity.demonstration-off', signInTexts.demonstrationOff);
  }
}
