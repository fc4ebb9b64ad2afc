import type { Clock } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { Log } from '#engine/telemetry';
import type { AccessLog, KeptHeads } from './access-log/access-log.js';
import { AccessRecording } from './access-log/access-recording.js';
import { TokenAuthenticator } from './directory/token-authenticator.js';
import { UserDirectory } from './directory/user-directory.js';
import { PasswordHashing, type PasswordHashingOptions } from './secrets/password-hashing.js';
import { passwordPolicies, type PasswordProfile } from './secrets/password-policy.js';
import type { SecretStore } from './secrets/secret-store.js';
import { AccessTokens } from './sign-in/access-tokens.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignInBudget, type SignInLimits } from './sign-in/sign-in-budget.js';

export interface IdentityOptions {
  readonly secrets: SecretStore;
  readonly accessLog: AccessLog;
  /** What the event log keeps about the access log; nothing when absent. */
  readonly keptHeads?: () => Promise<KeptHeads>;
  readonly clock: Clock;
  readonly log?: Log;
  /** `dengbao-l3` when absent. */
  readonly passwordProfile?: PasswordProfile;
  /** Minutes an access token lives; 15 when absent. */
  readonly tokenMinutes?: number;
  /** Whether demonstration accounts may come in; not when absent. */
  readonly demonstration?: boolean;
  /** Whether browsers come by HTTPS; not when absent. */
  readonly https?: boolean;
  readonly limits?: SignInLimits;
  readonly hashing?: PasswordHashingOptions;
}

/** Everything identity is made of, composed once by an application's wiring. */
export class Identity {
  private constructor(
    readonly secrets: SecretStore,
    readonly accessLog: AccessLog,
    readonly recording: AccessRecording,
    readonly directory: UserDirectory,
    readonly tokens: AccessTokens,
    readonly signIn: SignIn,
    readonly authenticator: TokenAuthenticator,
    readonly clock: Clock,
    /** The heads of the access log that the event log keeps. */
    readonly keptHeads: () => Promise<KeptHeads>,
    /** Whether browsers come by HTTPS: a session's cookie goes no other way then. */
    readonly https: boolean,
  ) {}

  static async open(options: IdentityOptions): Promise<Identity> {
    const { secrets, accessLog, clock, log } = options;
    const recording = new AccessRecording(accessLog, clock);
    const directory = new UserDirectory({ clock, ...(log ? { log } : {}) });
    const tokens = await AccessTokens.open(secrets, clock, options.tokenMinutes === undefined ? {} : { minutes: options.tokenMinutes });
    const signIn = new SignIn({
      secrets, directory, tokens, recording, clock,
      hashing: new PasswordHashing(options.hashing), budget: new SignInBudget(options.limits),
      policy: passwordPolicies[options.passwordProfile ?? 'dengbao-l3'], demonstration: options.demonstration ?? false,
    });
    const authenticator = new TokenAuthenticator(tokens, secrets, directory, signIn, clock);
    return new Identity(secrets, accessLog, recording, directory, tokens, signIn, authenticator, clock, options.keptHeads ?? (async () => ({ heads: [] })), options.https ?? false);
  }

  /** Follow the log; resolves once every account is known. */
  start(store: Pick<EventStore, 'follow' | 'head'>): Promise<void> {
    return this.directory.start(store);
  }

  /** Stop following. The stores are closed by whoever opened them. */
  stop(): Promise<void> {
    return this.directory.stop();
  }
}
