import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** Units a right covers: the whole city, or unit codes. */
const units = z.union([z.literal('all'), z.array(z.string()).min(1)]);

export const identityEvents = defineEvents({
  'identity.UserRegistered': {
    version: 1,
    title: { zh: '用户登记', en: 'User registered' },
    data: z.strictObject({
      /** Id of the account; the login name it was registered with, so that the stream keeps it unique for ever. */
      user: z.string(), loginName: z.string(),
      /** Unit the person belongs to; none for outsiders and administrators. */
      unit: z.string().optional(),
      /** Reference into the register of persons; names are kept outside the log. */
      personRef: z.string().optional(),
      /** 演示账号: works only where demonstration accounts are switched on. */
      demonstration: z.boolean(),
    }),
  },
  'identity.RoleGranted': {
    version: 1,
    title: { zh: '角色授予', en: 'Role granted' },
    data: z.strictObject({
      user: z.string(), role: z.string(), units,
      /** Last day, included; none for as long as it is not revoked. */
      until: z.string().optional(),
    }),
  },
  'identity.RoleRevoked': {
    version: 1,
    title: { zh: '角色撤销', en: 'Role revoked' },
    data: z.strictObject({ user: z.string(), role: z.string(), reason: z.string() }),
  },
  'identity.UserLocked': {
    version: 1,
    title: { zh: '账号锁定', en: 'User locked' },
    data: z.strictObject({ user: z.string(), reason: z.string() }),
  },
  'identity.UserUnlocked': {
    version: 1,
    title: { zh: '账号解锁', en: 'User unlocked' },
    data: z.strictObject({ user: z.string(), reason: z.string() }),
  },
  'identity.PasswordReset': {
    version: 1,
    title: { zh: '口令重置', en: 'Password reset' },
    data: z.strictObject({ user: z.string(), reason: z.string() }),
  },
  'identity.DelegationGranted': {
    version: 1,
    title: { zh: '授权代理', en: 'Delegation granted' },
    data: z.strictObject({
      delegation: z.string(), from: z.string(), to: z.string(), unit: z.string().optional(), role: z.string(), units,
      /** First and last day, both included. */
      fromDate: z.string(), untilDate: z.string(),
    }),
  },
  'identity.DelegationEnded': {
    version: 1,
    title: { zh: '代理终止', en: 'Delegation ended' },
    data: z.strictObject({ delegation: z.string(), from: z.string(), to: z.string(), reason: z.string() }),
  },
});
export type IdentityEvent = EventsOf<typeof identityEvents>;

/** The stream of a user: `user-<id>`. A delegation is on the stream of the person it goes to. */
export const userStream = (user: string): string => `user-${user}`;
