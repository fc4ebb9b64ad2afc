import { defineRefusals } from '#engine/kernel';

/** Every business "no" of identity: what it says and what the caller can do. */
export const identityRefusals = defineRefusals({
  'identity.unknown-user': {
    kind: 'not-found',
    title: { zh: '没有用户 {user}。', en: 'There is no user {user}.' },
    remedy: { zh: '请在用户列表中核对账号。', en: 'Check the account in the list of users.' },
  },
  'identity.already-registered': {
    kind: 'conflict',
    title: { zh: '登录名 {user} 已被登记。', en: 'The login name {user} is registered already.' },
    remedy: { zh: '请换一个登录名；登录名永不转给他人。', en: 'Choose another; a login name is never given to somebody else.' },
  },
  'identity.person-has-account': {
    kind: 'conflict',
    title: { zh: '此人已有账号 {user}。', en: 'This person has the account {user} already.' },
    remedy: { zh: '一人一号：请为已有账号授予角色。', en: 'One person, one account: grant roles to the one there is.' },
  },
  'identity.unknown-unit': {
    kind: 'not-found',
    title: { zh: '没有责任单位 {unit}。', en: 'There is no unit {unit}.' },
    remedy: { zh: '请在责任单位名录中核对编码。', en: 'Check the code in the register of units.' },
  },
  'identity.unit-gone': {
    kind: 'conflict',
    title: { zh: '责任单位 {unit} 已撤销或合并。', en: 'Unit {unit} was closed or merged.' },
    remedy: { zh: '请改用承接单位。', en: 'Use its successor.' },
  },
  'identity.unknown-role': {
    kind: 'unprocessable',
    title: { zh: '没有角色 {role}。', en: 'There is no role {role}.' },
    remedy: { zh: '请从角色目录中选择。', en: 'Choose one of the catalogue of roles.' },
  },
  'identity.own-grant': {
    kind: 'forbidden',
    title: { zh: '不能给自己授权或撤销自己的授权。', en: 'Nobody grants or revokes their own rights.' },
    remedy: { zh: '请由另一名安全管理员办理。', en: 'Another security administrator does it.' },
  },
  'identity.own-account': {
    kind: 'forbidden',
    title: { zh: '不能锁定、解锁自己的账号或重置自己的口令。', en: 'Nobody locks, unlocks or resets their own account.' },
    remedy: { zh: '请由另一名系统管理员办理；修改自己的口令请用“修改口令”。', en: 'Another system administrator does it; to change your own password, use "change password".' },
  },
  'identity.incompatible-role': {
    kind: 'conflict',
    title: { zh: '三员分立：持有“{held}”的人不能再持有“{role}”。', en: 'Separation of duties: who holds {held} cannot hold {role}.' },
    remedy: { zh: '请先撤销原有角色或终止代理，或授予另一人。', en: 'Revoke the other role or end the delegation first, or grant it to somebody else.' },
  },
  'identity.administrator-scope': {
    kind: 'unprocessable',
    title: { zh: '三员的授权须覆盖全市且不设期限。', en: "An administrator's grant covers the whole city and has no end." },
    remedy: { zh: '请将范围设为全市并去掉截止日期；不再需要时撤销。', en: 'Grant it for all units without an end; revoke it when it is no longer needed.' },
  },
  'identity.until-past': {
    kind: 'unprocessable',
    title: { zh: '截止日期 {until} 已过。', en: 'The end {until} has passed.' },
    remedy: { zh: '请填写今天或以后的日期。', en: 'Give today or a later day.' },
  },
  'identity.role-not-held': {
    kind: 'conflict',
    title: { zh: '{user} 未持有角色 {role}。', en: '{user} does not hold {role}.' },
    remedy: { zh: '请刷新后核对其角色。', en: "Reload and look at the user's roles." },
  },
  'identity.last-administrator': {
    kind: 'conflict',
    title: { zh: '{user} 是最后一名可用的“{role}”。', en: '{user} is the last {role} who can act.' },
    remedy: { zh: '请先为另一人授予该角色。', en: 'Grant the role to somebody else first.' },
  },
  'identity.user-locked': {
    kind: 'conflict',
    title: { zh: '账号 {user} 已锁定。', en: 'The account {user} is locked.' },
    remedy: { zh: '请先解锁。', en: 'Unlock it first.' },
  },
  'identity.administrator-reset': {
    kind: 'forbidden',
    title: { zh: '三员的口令不能由其他管理员重置。', en: "An administrator's password is not reset by another administrator." },
    remedy: { zh: '请由运维人员在服务器上用命令行重置。', en: 'An operator does it on the server, from the command line.' },
  },
  'identity.self-delegation': {
    kind: 'unprocessable',
    title: { zh: '不能授权给自己代理。', en: 'Nobody stands in for themselves.' },
    remedy: { zh: '请选择同单位的另一人。', en: 'Choose somebody else of the unit.' },
  },
  'identity.delegation-not-own': {
    kind: 'forbidden',
    title: { zh: '只能授权代理自己持有的角色和单位范围。', en: 'Only rights of one\'s own can be delegated, for units they cover.' },
    remedy: { zh: '请核对角色与单位范围；代理得来的权限不能再转授。', en: 'Check role and units; delegated rights are not passed on.' },
  },
  'identity.delegation-outside-unit': {
    kind: 'unprocessable',
    title: { zh: '代理人须与授权人同属一个单位。', en: 'The person who stands in must be of the same unit.' },
    remedy: { zh: '请选择本单位人员；跨单位的，由安全管理员授予角色。', en: 'Choose somebody of the unit; across units the security administrator grants a role.' },
  },
  'identity.delegation-dates': {
    kind: 'unprocessable',
    title: { zh: '代理期限不成立：{fromDate} 至 {untilDate}。', en: 'The delegation cannot run from {fromDate} to {untilDate}.' },
    remedy: { zh: '截止日期须不早于起始日期和今天，期限不超过 {maximum} 天。', en: 'It must not end before it starts or before today, and lasts {maximum} days at most.' },
  },
  'identity.unknown-delegation': {
    kind: 'not-found',
    title: { zh: '没有生效或待生效的代理 {delegation}。', en: 'There is no open delegation {delegation}.' },
    remedy: { zh: '请刷新后核对代理列表。', en: 'Reload and look at the delegations.' },
  },
  'identity.not-the-delegator': {
    kind: 'forbidden',
    title: { zh: '只有授权人本人或安全管理员可以终止代理。', en: 'Only the delegator or the security administrator ends a delegation.' },
    remedy: { zh: '请由授权人办理。', en: 'Ask the delegator.' },
  },
  'identity.password-too-short': {
    kind: 'unprocessable',
    title: { zh: '口令至少 {minimum} 个字符。', en: 'A password has at least {minimum} characters.' },
    remedy: { zh: '请换一个更长的口令。', en: 'Choose a longer one.' },
  },
  'identity.password-too-long': {
    kind: 'unprocessable',
    title: { zh: '口令至多 {maximum} 个字符。', en: 'A password has at most {maximum} characters.' },
    remedy: { zh: '请换一个短一些的口令。', en: 'Choose a shorter one.' },
  },
  'identity.password-too-simple': {
    kind: 'unprocessable',
    title: { zh: '口令须含大写字母、小写字母、数字、其他字符四类中的三类。', en: 'A password needs three of: capital letters, small letters, digits, other characters.' },
    remedy: { zh: '请补充字符种类。', en: 'Add another kind of character.' },
  },
  'identity.password-guessable': {
    kind: 'unprocessable',
    title: { zh: '口令过于容易猜到：不能含登录名、系统名称，不能是单一字符或连续字符。', en: 'The password is easy to guess: no login name, no name of the system, not one character repeated, no plain sequence.' },
    remedy: { zh: '请换一个与账号和系统无关的口令。', en: 'Choose one that has nothing to do with the account or the system.' },
  },
  'identity.password-used-before': {
    kind: 'unprocessable',
    title: { zh: '不能重复使用最近 {count} 次的口令。', en: 'The last {count} passwords cannot be used again.' },
    remedy: { zh: '请换一个新口令。', en: 'Choose a new one.' },
  },
  'identity.demonstration-fixed': {
    kind: 'forbidden',
    title: { zh: '演示账号的口令不能修改。', en: 'The password of a demonstration account is not changed.' },
    remedy: { zh: '演示账号供众人共用；正式使用请登记自己的账号。', en: 'Demonstration accounts are shared; for real work register accounts of your own.' },
  },
  'identity.foreign-page': {
    kind: 'forbidden',
    title: { zh: '请求来自其他网站的页面，未予执行。', en: 'The request comes from a page of another site and was not carried out.' },
    remedy: { zh: '请在本系统的页面上操作；经反向代理访问的，代理须原样转送 Host。', en: 'Use the pages of this system; a reverse proxy has to hand the Host on as it is.' },
  },
  'identity.just-renewed': {
    kind: 'conflict',
    title: { zh: '另一个页面刚刚为此登录续期。', en: 'Another tab has just renewed this sign-in.' },
    remedy: { zh: '登录仍然有效：请用浏览器中新的凭证再试一次。', en: 'The session goes on: try again with the new cookie that the browser has by now.' },
  },
  'identity.password-wrong': {
    kind: 'forbidden',
    title: { zh: '当前口令不正确。', en: 'The present password is not right.' },
    remedy: { zh: '请核对后重试。', en: 'Check it and try again.' },
  },
});
