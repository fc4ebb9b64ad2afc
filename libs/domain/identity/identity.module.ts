import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Commands } from '#engine/commands';
import { AccessRecorder, Authenticator } from '#engine/http';
import { AccessLogHttp } from './access-log/access-log.http.js';
import { Administration } from './administration.js';
import { DelegateRoleHttp } from './delegate-role/delegate-role.http.js';
import { GrantRoleHttp } from './grant-role/grant-role.http.js';
import { Identity } from './identity.js';
import { LockUserHttp } from './lock-user/lock-user.http.js';
import { PermissionsHttp } from './permissions/permissions.http.js';
import { RegisterUserHttp } from './register-user/register-user.http.js';
import { ResetPasswordHttp } from './reset-password/reset-password.http.js';
import { SignInHttp } from './sign-in/sign-in.http.js';
import { UsersHttp } from './users/users.http.js';

/** Identity 身份: accounts, roles, sign-in and the access log; provides the gate with its authenticator and its recorder. */
@Global()
@Module({})
export class IdentityModule {
  static of(identity: Identity): DynamicModule {
    return {
      module: IdentityModule,
      controllers: [SignInHttp, PermissionsHttp, UsersHttp, RegisterUserHttp, GrantRoleHttp, LockUserHttp, ResetPasswordHttp, DelegateRoleHttp, AccessLogHttp],
      providers: [
        { provide: Administration, inject: [Commands], useFactory: (commands: Commands) => new Administration(commands, identity) },
        { provide: Identity, useValue: identity },
        { provide: Authenticator, useValue: identity.authenticator },
        { provide: AccessRecorder, useValue: identity.recording },
      ],
      exports: [Identity, Authenticator, AccessRecorder],
    };
  }
}
