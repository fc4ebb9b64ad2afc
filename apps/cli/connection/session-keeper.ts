import type { Language } from '#engine/kernel';
import { CliProblem, cliProblem } from '../command-line/problem.js';
import type { Host } from '../terminal/host.js';
import type { Credentials } from './api.js';
import { withLock } from './file-lock.js';
import type { Session, SessionFile } from './session-file.js';
import { aboutServer, demoAccountOf, refresh, sessionOf, signIn } from './sign-in.js';

export const sessionTexts = {
  notSignedIn: {
    title: { zh: '尚未登录 {server}。', en: 'You are not signed in to {server}.' },
    remedy: { zh: '请先登录：zhiheng sign-in 登录名', en: 'Sign in first: zhiheng sign-in NAME' },
  },
  notSignedInAs: {
    title: { zh: '“{name}”尚未登录 {server}，或登录已失效。', en: '"{name}" is not signed in to {server}, or the sign-in has expired.' },
    remedy: { zh: '请登录：zhiheng sign-in {name}', en: 'Sign in: zhiheng sign-in {name}' },
  },
  tryDemo: {
    title: { zh: '尚未登录 {server}（演示模式）。', en: 'You are not signed in to {server} (demo mode).' },
    remedy: { zh: '加上 --as 演示账号即自动登录，例如 --as {example}。', en: 'Add --as with a demo account, such as --as {example}; it signs in by itself.' },
  },
} as const;

/** An access token with less than this left is renewed before it is used. */
const freshForMs = 30_000;

/** Finds the session that a command is made with, keeps it fresh, and signs demonstration accounts in by itself. */
export class SessionKeeper implements Credentials {
  #name: string | undefined;
  #token: string | undefined;

  constructor(
    private readonly host: Host,
    private readonly file: SessionFile,
    private readonly server: string,
    private readonly language: Language,
    /** The name that `--as` gave. */
    private readonly wanted: string | undefined,
  ) {
    this.#name = wanted;
  }

  async token(): Promise<string | undefined> {
    if (this.#token !== undefined) return this.#token;
    const session = this.file.find(this.server, this.#name) ?? (this.wanted === undefined ? undefined : await this.#demoSession(this.wanted));
    if (!session) {
      if (this.wanted !== undefined) throw cliProblem('cli.not-signed-in', 'notSignedIn', sessionTexts.notSignedInAs, { name: this.wanted, server: this.server });
      return undefined;
    }
    this.#name = session.name;
    const fresh = Date.parse(session.expiresAt) - Date.parse(this.host.clock.now()) > freshForMs ? session : await this.#refreshed(session);
    this.#token = fresh?.accessToken;
    return this.#token;
  }

  async renew(): Promise<boolean> {
    const session = this.file.find(this.server, this.#name);
    if (!session) return false;
    const fresh = session.accessToken === this.#token ? await this.#refreshed(session) : session;
    this.#token = fresh?.accessToken;
    return fresh !== undefined;
  }

  async explain(error: unknown): Promise<unknown> {
    if (!(error instanceof CliProblem) || error.exit !== 'notSignedIn') return error;
    const name = this.wanted ?? this.#name;
    if (name !== undefined) return cliProblem('cli.not-signed-in', 'notSignedIn', sessionTexts.notSignedInAs, { name, server: this.server });
    const about = await aboutServer(this.host, this.server, this.language).catch(() => undefined);
    const example = about?.demo ? about.accounts[0]?.name : undefined;
    return cliProblem('cli.not-signed-in', 'notSignedIn', example === undefined ? sessionTexts.notSignedIn : sessionTexts.tryDemo, { server: this.server, example });
  }

  /**
   * New tokens, one process at a time: a refresh token serves once, so whoever comes second takes what the first one got.
   * Undefined when the session has ended; a demonstration account then begins another.
   */
  async #refreshed(old: Session): Promise<Session | undefined> {
    return withLock(this.host, `${this.file.path}.lock`, async () => {
      const now = this.file.find(this.server, old.name);
      if (now && now.refreshToken !== old.refreshToken) return now;
      try {
        const session = sessionOf(this.host.clock, old.name, await refresh(this.host, this.server, this.language, old.refreshToken));
        this.file.put(this.server, session, false);
        return session;
      } catch (error) {
        if (!(error instanceof CliProblem) || error.exit === 'failed') throw error;
        this.file.remove(this.server, old.name);
        return this.#demoSession(old.name);
      }
    });
  }

  /** A session of a demonstration account, where the server publishes their password. */
  async #demoSession(wanted: string): Promise<Session | undefined> {
    const about = await aboutServer(this.host, this.server, this.language);
    const name = about.demo ? demoAccountOf(about, wanted) : undefined;
    if (name === undefined || about.password === null) return undefined;
    const kept = name === wanted ? undefined : this.file.find(this.server, name);
    if (kept) return kept;
    const session = sessionOf(this.host.clock, name, await signIn(this.host, this.server, this.language, name, about.password));
    this.file.put(this.server, session, false);
    return session;
  }
}
