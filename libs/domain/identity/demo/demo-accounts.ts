import type { Bilingual, RoleGrant } from '#engine/kernel';
import { roles, type RoleCode } from '../roles.js';

/** How demonstration accounts are marked wherever they show. */
export const demonstrationLabel: Bilingual = { zh: '演示账号', en: 'Demonstration account' };

/** The password of every demonstration account. They sign in only where demonstration is switched on. */
export const demonstrationPassword = 'Zhiheng-Demo-2025';

export interface DemoAccount {
  readonly loginName: string;
  readonly password: string;
  readonly role: RoleCode;
  readonly unit?: string;
  readonly units: RoleGrant['units'];
  readonly label: Bilingual;
}

/** Unit codes and names of the demo city's twelve areas: eleven districts and 江北新区. */
const areas: Readonly<Record<string, Bilingual>> = {
  xuanwu: { zh: '玄武区', en: 'Xuanwu' }, qinhuai: { zh: '秦淮区', en: 'Qinhuai' }, jianye: { zh: '建邺区', en: 'Jianye' }, gulou: { zh: '鼓楼区', en: 'Gulou' },
  pukou: { zh: '浦口区', en: 'Pukou' }, qixia: { zh: '栖霞区', en: 'Qixia' }, yuhuatai: { zh: '雨花台区', en: 'Yuhuatai' }, jiangning: { zh: '江宁区', en: 'Jiangning' },
  luhe: { zh: '六合区', en: 'Luhe' }, lishui: { zh: '溧水区', en: 'Lishui' }, gaochun: { zh: '高淳区', en: 'Gaochun' }, 'jiangbei-new-area': { zh: '江北新区', en: 'Jiangbei New Area' },
};

/** Departments that report. */
const departments: Readonly<Record<string, Bilingual>> = {
  'market-regulation': { zh: '市市场监管局', en: 'Market Regulation' }, 'science-tech': { zh: '市科技局', en: 'Science and Technology' }, 'industry-it': { zh: '市工信局', en: 'Industry and IT' },
  'development-reform': { zh: '市发改委', en: 'Development and Reform' }, 'agriculture-rural': { zh: '市农业农村局', en: 'Agriculture' }, 'urban-rural-construction': { zh: '市建委', en: 'Construction' },
  taxation: { zh: '市税务局', en: 'Taxation' }, commerce: { zh: '市商务局', en: 'Commerce' }, 'civil-affairs': { zh: '市民政局', en: 'Civil Affairs' }, finance: { zh: '市财政局', en: 'Finance' },
  'organisation-dept': { zh: '市委组织部', en: 'Organisation Department' },
};

/** Units whose people verify what others report. */
const verifiers = ['market-regulation', 'development-reform', 'organisation-dept', 'science-tech'];

/**
 * The accounts of the demo city: a reporter for every area and department, verifiers of the verifying units, one person of each
 * other role. Login names say what they are: `reporter-xuanwu`, `verifier-science-tech`, `leader`.
 */
export function demoAccounts(): readonly DemoAccount[] {
  const names = { ...areas, ...departments };
  const reporters = Object.keys(names).map((unit) => account(`reporter-${unit}`, 'reporter', unit, [unit], names[unit]));
  return [
    account('bureau', 'bureau', 'market-regulation', 'all'),
    ...reporters,
    ...verifiers.map((unit) => account(`verifier-${unit}`, 'verifier', unit, 'all', names[unit])),
    account('inspector', 'inspector', 'market-regulation', 'all'),
    account('leader', 'leadership', 'gov-general-office', 'all'),
    account('organisation', 'organisation', 'organisation-dept', 'all'),
    account('auditor', 'auditor', undefined, 'all'),
    account('sysadmin', 'system-admin', undefined, 'all'),
    account('secadmin', 'security-admin', undefined, 'all'),
    account('auditadmin', 'audit-admin', undefined, 'all'),
  ];
}

function account(loginName: string, role: RoleCode, unit: string | undefined, units: RoleGrant['units'], unitName?: Bilingual): DemoAccount {
  const { title } = roles[role];
  const label = {
    zh: `${demonstrationLabel.zh}：${unitName?.zh ?? ''}${title.zh}`,
    en: `${demonstrationLabel.en}: ${title.en}${unitName ? `, ${unitName.en}` : ''}`,
  };
  return { loginName, password: demonstrationPassword, role, units, label, ...(unit === undefined ? {} : { unit }) };
}
