import { cityTime } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { sourceOf, type WorkItem, type WorkSource } from '../work-card.js';
import { workbenchTexts } from '../workbench-texts.js';

const shown = 5;
const day = 86_400_000;

/** For auditors: whether the ledger stands, and what was changed though it was locked. */
export function useAuditWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const keeps = may('GET /access-log/seals') || may('GET /projections');
  const ledger = useView('GET /ledger', {}, { enabled: keeps });
  const audits = may('GET /access-log') && may('GET /reports');
  const changes = useView('GET /history/locked-changes', { query: { limit: shown } }, { enabled: audits });
  const { damage, lag = 0, state } = ledger.data ?? {};
  return sourceOf([ledger, changes], [
    damage ? { key: 'damage', group: 'overdue', title: t('damage'), count: 1, all: '/audit/checkpoints', items: [{ key: 'damage', title: say(damage.text), href: '/audit/checkpoints', urgent: true }] } : undefined,
    state !== undefined && (state === 'halted' || state === 'stopped' || lag > 1_000)
      ? { key: 'ledger', group: 'overdue', title: t('ledgerBehind'), count: 1, all: '/audit/checkpoints', items: [{ key: 'ledger', title: t('ledgerLag', { lag }), href: '/audit/checkpoints' }] }
      : undefined,
    changes.data && {
      key: 'locked-changes', group: 'watch', title: t('lockedChanges'), count: changes.data.total ?? changes.data.items.length, all: '/audit/locked-changes',
      items: changes.data.items.map(({ position, locks, unit, reason, recordedAt }) => ({ key: String(position), title: locks[0] ? say(locks[0].title) : `#${position}`, href: `/audit/events/${position}`, unit: unit ?? undefined, note: reason ?? undefined, on: cityTime(recordedAt).date })),
    },
  ]);
}

/** Accounts and their rights, for the two administrators who keep them. */
export function useAccountWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const unlocks = may('POST /users/:user/unlock');
  const grants = may('POST /users/:user/grants');
  const users = useView('GET /users', { query: { limit: 500 } }, { enabled: grants || unlocks });
  const delegations = useView('GET /delegations', { query: { limit: 500 } }, { enabled: grants });
  const all = users.data?.items ?? [];
  const soon = new Date(Date.now() + 30 * day).toISOString().slice(0, 10);
  const user = ({ user: id, loginName, unit, lockReason, registeredAt }: (typeof all)[number]): WorkItem => ({ key: id, title: loginName, href: unlocks ? `/admin/users/${id}` : `/admin/grants?user=${id}`, unit: unit ?? undefined, note: lockReason ?? undefined, on: cityTime(registeredAt).date });
  const without = all.filter(({ grants: held, locked }) => held.length === 0 && !locked);
  const locked = all.filter((one) => one.locked);
  const ending: WorkItem[] = [
    ...all.flatMap(({ user: id, loginName, unit, grants: held }) => held.filter(({ until }) => until !== null && until <= soon).map(({ role, until }) => ({ key: `${id}/${role}`, title: `${loginName} · ${role}`, href: `/admin/grants?user=${id}`, unit: unit ?? undefined, due: { at: until! } }))),
    ...(delegations.data?.items ?? []).filter(({ endedAt, untilDate }) => endedAt === null && untilDate <= soon).map(({ delegation, from, to, unit, untilDate }) => ({ key: delegation, title: `${from} → ${to}`, href: '/admin/delegations', unit: unit ?? undefined, due: { at: untilDate } })),
  ];
  const more = users.data?.next !== undefined;
  return sourceOf([users, delegations], [
    grants ? { key: 'users-bare', group: 'todo', title: t('usersWithoutRole'), count: without.length, atLeast: more, all: '/admin/grants', items: without.map(user) } : undefined,
    { key: 'users-locked', group: unlocks ? 'todo' : 'watch', title: t('usersLocked'), count: locked.length, atLeast: more, all: unlocks ? '/admin/users?locked=true' : '/admin/grants', items: locked.map(user) },
    grants ? { key: 'grants-ending', group: 'due', title: t('grantsEnding'), count: ending.length, atLeast: more, all: '/admin/grants', items: ending } : undefined,
  ]);
}

interface Follower {
  readonly name?: string;
  readonly process?: string;
  readonly topic?: string;
  readonly state: string;
  readonly parkedStreams?: number;
  readonly timers?: { readonly failed: number };
}

/** Machinery that stopped or left something behind. */
export const troubled = ({ state, parkedStreams = 0, timers }: Follower): boolean => ['halted', 'stopped', 'backing-off'].includes(state) || parkedStreams > 0 || (timers?.failed ?? 0) > 0;

/** For the system administrator: what failed or stands still. */
export function useMachineryWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const keeps = may('POST /projections/:name/resume');
  const projections = useView('GET /projections', {}, { enabled: keeps });
  const failed = useView('GET /notices/deliveries', { query: { state: 'failed', limit: shown } }, { enabled: may('POST /notices/deliveries/:id/retry') });
  const machinery = projections.data ? ([...projections.data.projections, ...projections.data.reactions, ...projections.data.relay] as Follower[]) : [];
  const down = machinery.filter(troubled);
  const item = ({ name, process, topic, state, parkedStreams = 0 }: Follower): WorkItem => ({ key: name ?? process ?? topic ?? '', title: name ?? process ?? topic ?? '', href: '/admin/projections', note: parkedStreams > 0 ? t('parked', { count: parkedStreams }) : t('stateIs', { state }) });
  return sourceOf([projections, failed], [
    { key: 'down', group: 'overdue', title: t('projectionsDown'), count: down.length, all: '/admin/projections', items: down.map(item) },
    failed.data && { key: 'deliveries', group: 'todo', title: t('deliveriesFailed'), count: failed.data.total ?? failed.data.items.length, all: '/admin/deliveries?state=failed', items: failed.data.items.map(({ id, outlet, reason, queuedAt }) => ({ key: id, title: outlet, href: '/admin/deliveries?state=failed', note: reason ?? undefined, since: queuedAt })) },
  ]);
}

/** For the audit administrator: whether the access log was sealed lately, and who was refused at the door. */
export function useAccessLogWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const keeps = may('POST /access-log/sealing');
  const seals = useView('GET /access-log/seals', { query: { limit: 1 } }, { enabled: keeps });
  const from = new Date(Date.now() - 7 * day).toISOString().slice(0, 10);
  const refused = useView('GET /access-log', { query: { kind: 'sign-in-failed', from, limit: shown } }, { enabled: keeps && may('GET /access-log') });
  const last = seals.data?.items.find(({ kind }) => kind === 'sealed');
  const stale = seals.data !== undefined && (last === undefined || last.recordedAt < new Date(Date.now() - day).toISOString());
  return sourceOf([seals, refused], [
    stale ? { key: 'unsealed', group: 'todo', title: t('unsealed'), count: 1, all: '/admin/access-log', items: [{ key: 'seal', title: last ? t('lastSeal', { seq: last.seq }) : t('neverSealed'), href: '/admin/access-log', on: last && cityTime(last.recordedAt).date }] } : undefined,
    refused.data && { key: 'refused', group: 'watch', title: t('refusedSignIns'), count: refused.data.total ?? refused.data.items.length, all: '/admin/access-log?kind=sign-in-failed', items: refused.data.items.map(({ seq, at, user, address }) => ({ key: String(seq), title: user ?? address, href: '/admin/access-log?kind=sign-in-failed', note: user ? address : undefined, on: cityTime(at).date })) },
  ]);
}
