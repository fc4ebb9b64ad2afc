const tables = `
CREATE TABLE passwords (
  user TEXT NOT NULL, set_at TEXT NOT NULL, hash TEXT NOT NULL, must_change INTEGER NOT NULL,
  PRIMARY KEY (user, set_at)
) STRICT, WITHOUT ROWID;
CREATE TABLE signing_keys (kid TEXT PRIMARY KEY, created_at TEXT NOT NULL, private_jwk TEXT NOT NULL) STRICT;
CREATE TABLE sessions (
  session TEXT PRIMARY KEY, user TEXT NOT NULL, started_at TEXT NOT NULL, ends_at TEXT NOT NULL, limited INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_user ON sessions (user);
CREATE TABLE refresh_tokens (
  token_hash TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions (session) ON DELETE CASCADE, used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_of_session ON refresh_tokens (session);
CREATE TABLE sign_ins (
  user TEXT PRIMARY KEY, last_at TEXT, last_address TEXT, failures INTEGER NOT NULL, last_failure_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE known_addresses (user TEXT NOT NULL, address TEXT NOT NULL, last_at TEXT NOT NULL, PRIMARY KEY (user, address)) STRICT, WITHOUT ROWID;
`;

/** When a refresh token was used up. */
const timesOfUse = 'ALTER TABLE refresh_tokens ADD COLUMN used_at TEXT;';

/** How the tables of the secrets file came to be, version by version; a file's version is in `PRAGMA user_version`. */
export const secretSchemaSteps: readonly string[] = [tables, timesOfUse];
