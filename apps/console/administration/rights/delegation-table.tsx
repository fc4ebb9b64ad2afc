import { ActButton } from '../../acts/act-button.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { cityTime } from '../../language/format.js';
import { texts, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Day, Instant, Light } from '../../show/signs.js';
import { stateOfDelegation, type Delegation } from './delegation-state.js';
import { endDelegationForm } from './grant-acts.js';
import { useReach } from './grants.js';
import { useRoleName } from './role-names.js';
import { Wide } from '../../frame/wide.js';

const tableTexts = texts('admin-delegations-shown', {
  title: ['代理', 'Delegations'],
  from: ['授权人', 'Delegator'],
  to: ['代理人', 'Stands in'],
  role: ['角色', 'Role'],
  reach: ['范围', 'Units'],
  time: ['期限', 'Time'],
  state: ['状态', 'State'],
  act: ['办理', 'Act'],
  none: ['没有代理。', 'No delegation.'],
  running: ['生效中', 'in force'],
  ahead: ['待生效', 'to come'],
  over: ['已到期', 'over'],
  ended: ['已终止', 'ended'],
});

/** How a delegation stands: shape, word and colour. */
export function DelegationSign({ delegation }: { readonly delegation: Delegation }) {
  const t = useTexts(tableTexts);
  const state = stateOfDelegation(delegation, cityTime(new Date().toISOString()).date);
  return <><Light colour={state === 'running' ? 'green' : state === 'ahead' ? 'blue' : 'grey'} word={t(state)} />{delegation.endedAt && <div className="hint">{delegation.endedBy} · <Instant at={delegation.endedAt} dayOnly /> · {delegation.endReason}</div>}</>;
}

function Lines({ items }: { readonly items: readonly Delegation[] }) {
  const t = useTexts(tableTexts);
  const role = useRoleName();
  const reach = useReach();
  if (items.length === 0) return <Nothing>{t('none')}</Nothing>;
  return (
    <Wide label={t('title')}>
      <table className="plain-table">
        <thead><tr>{(['from', 'to', 'role', 'reach', 'time', 'state', 'act'] as const).map((key) => <th key={key} scope="col">{t(key)}</th>)}</tr></thead>
        <tbody>{items.map((one) => (
          <tr key={one.delegation}>
            <td>{one.from}</td><td>{one.to}</td><td>{role(one.role)}</td><td>{reach(one.units)}</td><td><Day date={one.fromDate} /> – <Day date={one.untilDate} /></td><td><DelegationSign delegation={one} /></td>
            <td>{one.endedAt === null && <ActButton quiet size="small" form={endDelegationForm(one)} />}</td>
          </tr>
        ))}</tbody>
      </table>
    </Wide>
  );
}

/** Delegations from and to somebody, the last to end first. */
export function DelegationTable({ user }: { readonly user: string }) {
  const from = useView('GET /delegations', { query: { from: user, limit: 100 } });
  const to = useView('GET /delegations', { query: { to: user, limit: 100 } });
  return <Answer view={from}>{({ items }) => <Lines items={[...items, ...(to.data?.items ?? [])]} />}</Answer>;
}
