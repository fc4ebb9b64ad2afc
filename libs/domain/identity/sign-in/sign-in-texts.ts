/** Answers of sign-in that are no refusals of a command. */
export const signInTexts = {
  failed: {
    title: { zh: '登录名或口令不正确，或登录已失效。', en: 'The login name or password is not right, or the sign-in has expired.' },
    remedy: { zh: '请核对后重试；多次失败将暂时限制登录。', en: 'Check them and try again; after several failures sign-in is blocked for a while.' },
  },
  locked: {
    title: { zh: '账号已锁定。', en: 'The account is locked.' },
    remedy: { zh: '请联系系统管理员解锁。', en: 'Ask the system administrator to unlock it.' },
  },
  demonstrationOff: {
    title: { zh: '此处未启用演示账号。', en: 'Demonstration accounts are not in use here.' },
    remedy: { zh: '请使用本人账号登录。', en: 'Sign in with your own account.' },
  },
  noCookie: {
    title: { zh: '浏览器没有送来登录凭证。', en: 'The browser sent no cookie of a session.' },
    remedy: { zh: '请登录。', en: 'Sign in.' },
  },
  busy: {
    title: { zh: '登录人数过多。', en: 'Too many people are signing in at once.' },
    remedy: { zh: '请稍候片刻后重试。', en: 'Wait a moment and try again.' },
  },
} as const;
