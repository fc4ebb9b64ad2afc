import { randomInt } from 'node:crypto';
import { derivedId, isRefusal, zhihengNamespace, type Clock, type RoleGrant } from '#engine/kernel';
import type { AnyCommand } from '#engine/kernel';
import type { CommandEngine, Envelope } from '#engine/commands';
import { grantRole } from './grant-role/grant-role.js';
import { operator } from './operator.js';
import { registerUser } from './register-user/register-user.js';
import type { PasswordHashing } from './secrets/password-hashing.js';
import type { SecretStore } from './secrets/secret-store.js';
import type { RoleCode } from './roles.js';

/** An account to make. */
export interface NewAccount {
  readonly loginName: string;
  readonly password: string;
  readonly role: RoleCode;
  readonly unit?: string;
  readonly units: RoleGrant['units'];
}

/** What making accounts needs. */
export interface Provisioning {
  readonly engine: Pick<CommandEngine, 'execute'>;
  readonly secrets: Pick<SecretStore, 'password' | 'setPassword'>;
  readonly hashing: Pick<PasswordHashing, 'hash'>;
  readonly clock: Clock;
}

/** An account could not be made: the reason is a refusal of its command. */
export class NotProvisioned extends Error {
  override readonly name = 'NotProvisioned';
}

/**
 * Make accounts as the operator: the demo city's, or the first administrators of a new system. What is there already stays as it
 * is, also its password, so that every start may call it. Passwords of people must be changed at the first sign-in.
 * @throws NotProvisioned
 */
export async function provisionAccounts(parts: Provisioning, accounts: readonly NewAccount[], { demonstration }: { readonly demonstration: boolean }): Promise<void> {
  const { secrets, hashing, clock } = parts;
  // Accounts that share a password, as demonstration accounts do, share its hash: hashing is slow on purpose.
  const hashes = new Map<string, Promise<string>>();
  await Promise.all(
    accounts.map(async ({ loginName, password, role, unit, units }) => {
      await once(parts, registerUser, { loginName, demonstration, ...(unit === undefined ? {} : { unit }) }, 'identity.already-registered');
      await once(parts, grantRole, { user: loginName, role, units });
      if (await secrets.password(loginName)) return;
      const hash = hashes.get(password) ?? hashing.hash(password);
      hashes.set(password, hash);
      await secrets.setPassword({ user: loginName, hash: await hash, setAt: clock.now(), mustChange: !demonstration });
    }),
  );
}

/** Record a command once, however often it is asked for. */
async function once({ engine }: Provisioning, definition: AnyCommand, command: object, allowed?: string): Promise<void> {
  const commandId = derivedId(zhihengNamespace, `provision ${definition.name} ${definition.stream(command)}`);
  const envelope: Envelope = { commandId, retryable: true, actor: operator, correlation: commandId, reason: '系统初始化 · setting up' };
  const outcome = await engine.execute(definition, command, envelope);
  if (isRefusal(outcome) && outcome.refused !== allowed) throw new NotProvisioned(`${definition.stream(command)}: ${JSON.stringify(outcome)}`);
}

/** The three administrators that a new system begins with, each with a password of their own to be handed over once. */
export function firstAdministrators(): readonly NewAccount[] {
  const administrators = { sysadmin: 'system-admin', secadmin: 'security-admin', auditadmin: 'audit-admin' } as const;
  return Object.entries(administrators).map(([loginName, role]) => ({ loginName, role, units: 'all', password: newPassword() }));
}

const syllables = 'ba be bi bo bu da de di do du fa fe fi fo fu ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu'.split(' ');

/** A password that can be read out: three words of random syllables and a number, about 64 bits. */
export function newPassword(): string {
  const part = (): string => Array.from({ length: 3 }, () => syllables[randomInt(syllables.length)]).join('');
  const [first = '', ...others] = [part(), part(), part()];
  return `${first[0]!.toUpperCase()}${first.slice(1)}-${others.join('-')}-${randomInt(1_000, 10_000)}`;
}
