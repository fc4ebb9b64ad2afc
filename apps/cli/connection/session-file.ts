import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Host } from '../terminal/host.js';

/** Tokens of one person on one server. */
export interface Session {
  readonly name: string;
  readonly accessToken: string;
  /** When the access token ends, as an instant. */
  readonly expiresAt: string;
  readonly refreshToken: string;
}

interface SessionsOfServer {
  /** The name signed in last. */
  readonly current?: string;
  readonly sessions: Readonly<Record<string, Session>>;
}

interface SessionsFile {
  readonly version: 1;
  readonly servers: Readonly<Record<string, SessionsOfServer>>;
}

const empty: SessionsFile = { version: 1, servers: {} };

/** Where the sessions are kept: `zhiheng/sessions.json` in the user's folder for settings. */
export function sessionsPath({ env, platform, home }: Pick<Host, 'env' | 'platform' | 'home'>): string {
  const folder = platform === 'win32' ? (env['APPDATA'] ?? join(home, 'AppData', 'Roaming')) : (env['XDG_CONFIG_HOME'] || join(home, '.config'));
  return join(folder, 'zhiheng', 'sessions.json');
}

/** The signed-in sessions of this user, in a file that only the user may read. */
export class SessionFile {
  constructor(
    readonly path: string,
    private readonly platform: NodeJS.Platform,
  ) {}

  /** A session by name, or the one signed in last. */
  find(server: string, name?: string): Session | undefined {
    const there = this.#read().servers[server];
    const wanted = name ?? there?.current;
    return wanted === undefined || !there || !Object.hasOwn(there.sessions, wanted) ? undefined : there.sessions[wanted];
  }

  /** Names signed in on a server. */
  names(server: string): readonly string[] {
    return Object.keys(this.#read().servers[server]?.sessions ?? {});
  }

  /** Keep a session; with `current`, it is the one used when none is named. */
  put(server: string, session: Session, current: boolean): void {
    this.#change(server, (there) => ({
      ...(current ? { current: session.name } : there.current === undefined ? {} : { current: there.current }),
      sessions: { ...there.sessions, [session.name]: session },
    }));
  }

  /** Forget a session. */
  remove(server: string, name: string): void {
    this.#change(server, ({ current, sessions }) => {
      const { [name]: _, ...rest } = sessions;
      return { ...(current === undefined || current === name ? {} : { current }), sessions: rest };
    });
  }

  #change(server: string, change: (there: SessionsOfServer) => SessionsOfServer): void {
    const file = this.#read();
    const servers = { ...file.servers, [server]: change(file.servers[server] ?? { sessions: {} }) };
    if (Object.keys(servers[server]!.sessions).length === 0) delete servers[server];
    this.#write({ version: 1, servers });
  }

  /** A file that is missing or spoilt means that nobody is signed in. */
  #read(): SessionsFile {
    try {
      this.#protect();
      const file = JSON.parse(readFileSync(this.path, 'utf8')) as Partial<SessionsFile>;
      return file.version === 1 && typeof file.servers === 'object' && file.servers !== null ? (file as SessionsFile) : empty;
    } catch {
      return empty;
    }
  }

  /** Take away what others may do with the file, should it have been copied or made too openly. */
  #protect(): void {
    if (this.platform !== 'win32' && (statSync(this.path).mode & 0o077) !== 0) chmodSync(this.path, 0o600);
  }

  /** Written beside and renamed, so that a reader never sees half a file. */
  #write(file: SessionsFile): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const next = `${this.path}.${process.pid}`;
    try {
      writeFileSync(next, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
      renameSync(next, this.path);
    } finally {
      rmSync(next, { force: true });
    }
  }
}
