import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock, Refusal } from '#engine/kernel';
import { CommandEngine } from '#engine/commands';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { identityEvents } from '#domain/identity';
import { firstAdministrators, provisionAccounts, type NewAccount } from '../../../libs/domain/identity/provisioning.js';
import { PasswordHashing } from '../../../libs/domain/identity/secrets/password-hashing.js';
import { passwordPolicies, passwordProblem } from '../../../libs/domain/identity/secrets/password-policy.js';
import { SqliteSecretStore } from '../../../libs/domain/identity/secrets/sqlite/index.js';
import { settings } from '../../server/settings.js';
import { cliProblem } from '../command-line/problem.js';
import { dataFiles } from './data-folder.js';

export const initTexts = {
  notEmpty: {
    title: { zh: '{folder} 不是空目录，未作任何改动。', en: '{folder} is not empty; nothing was changed.' },
    remedy: { zh: '请指定一个新目录。', en: 'Name a new folder.' },
  },
} as const;

/** Name of the settings file in a data folder, to be given to Node with `--env-file`. */
export const settingsFile = 'zhiheng.env';

/** Whether a folder may become a data folder. @throws CliProblem when something is in it */
export function requireEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw cliProblem('cli.folder-not-empty', 'invalid', initTexts.notEmpty, { folder });
}

/** Why a password cannot be an administrator's: the policy is that of a server without settings. */
export const administratorPasswordProblem = (password: string, loginName: string): Refusal | undefined => passwordProblem(password, loginName, passwordPolicies['dengbao-l3']);

/** The administrators of a new system with generated passwords. */
export const newAdministrators = firstAdministrators;

/**
 * Make a data folder: an event log that begins with its administrators, their passwords beside it, and settings.
 * @throws CliProblem when the folder is not empty
 */
export async function initFolder(folder: string, accounts: readonly NewAccount[], clock: Clock): Promise<void> {
  requireEmpty(folder);
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  if (process.platform !== 'win32') chmodSync(folder, 0o750);
  const log = await SqliteEventStore.open({ path: join(folder, dataFiles.log), clock, writer: 'main' });
  try {
    const secrets = new SqliteSecretStore(join(folder, dataFiles.secrets));
    try {
      const engine = new CommandEngine(log, identityEvents, clock);
      await provisionAccounts({ engine, secrets, hashing: new PasswordHashing(), clock }, accounts, { demonstration: false });
    } finally {
      await secrets.close();
    }
  } finally {
    await log.close();
  }
  writeFileSync(join(folder, settingsFile), settingsText(folder), { mode: 0o640 });
}

/** Every setting with its meaning, all but the data folder as a remark: what is remarked out has its default. */
function settingsText(folder: string): string {
  const lines = Object.entries(settings).flatMap(([name, { schema, meaning }]) => {
    const value = name === 'ZHIHENG_DATA' ? resolve(folder) : defaultOf(schema);
    return ['', `# ${meaning.zh} · ${meaning.en}`, `${name === 'ZHIHENG_DATA' ? '' : '# '}${name}=${value}`];
  });
  return `# node --env-file=${settingsFile} …\n${lines.join('\n')}\n`;
}

function defaultOf(schema: { safeParse(value: unknown): { success: boolean; data?: unknown } }): string {
  const { data } = schema.safeParse(undefined);
  return typeof data === 'boolean' ? (data ? 'yes' : 'no') : String(data ?? '');
}
