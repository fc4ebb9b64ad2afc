import { texts, useTexts } from '../language/texts.js';
import { usePerson } from '../frame/person.js';

const dutyTexts = texts('admin-duty', {
  title: ['三员分立', 'Three administrators, three duties'],
  'system-admin': ['您是系统管理员：登记、锁定账号，重置口令，维护系统运行。', 'You are the system administrator: you register and lock accounts, reset passwords and keep the system running.'],
  'not-system-admin': ['您不能授予角色，不能查阅访问日志，不能办理或查看业务；三员的口令由运维人员在服务器上重置。', 'You cannot grant roles, read the access log, or do or see any business; administrators\' passwords are reset on the server by an operator.'],
  'security-admin': ['您是安全管理员：授予和撤销角色，终止代理，更换账本签名密钥。', 'You are the security administrator: you grant and revoke roles, end delegations and change the ledger\'s key.'],
  'not-security-admin': ['您不能登记账号或重置口令，不能给自己授权，不能查阅访问日志，不能办理或查看业务。', 'You cannot register accounts or reset passwords, grant anything to yourself, read the access log, or do or see any business.'],
  'audit-admin': ['您是安全审计员：查阅、核验、封存访问日志，清除保存期满的条目。', 'You are the audit administrator: you read, check and seal the access log, and remove entries kept long enough.'],
  'not-audit-admin': ['您不能登记账号，不能授予角色，不能改动访问日志的任何条目，不能办理或查看业务。', 'You cannot register accounts, grant roles, change any entry of the access log, or do or see any business.'],
});

type Administrator = 'system-admin' | 'security-admin' | 'audit-admin';
const administrators: readonly Administrator[] = ['system-admin', 'security-admin', 'audit-admin'];

/** What an administrator is here for, and what this person may not do. */
export function DutyNote() {
  const t = useTexts(dutyTexts);
  const person = usePerson();
  const own = administrators.filter((role) => person?.grants.some((grant) => grant.role === role));
  if (own.length === 0) return null;
  return (
    <aside className="admin-duty no-print" aria-label={t('title')}>
      {own.map((role) => <div key={role}><p>{t(role)}</p><p><strong>{t(`not-${role}`)}</strong></p></div>)}
    </aside>
  );
}
