import { ActButton, type Verdict } from '../../acts/act-button.js';
import type { ActForm } from '../../acts/act-dialog.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { PublishEffect } from './publish-effect.js';
import { countsOf, type Checks } from './scheme-checks.js';
import type { SchemeContent } from './scheme-content.js';
import { schemeTexts } from './scheme-texts.js';
import { mark } from '../../show/punctuation.js';

export type SchemePage = ReplyOf<'GET /schemes/:scheme'>;

const word = (key: keyof typeof schemeTexts.table, values: Readonly<Record<string, string | number>> = {}): Bilingual => {
  const fill = (text: string): string => Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, String(value)), text);
  return { zh: fill(schemeTexts.table[key][0]), en: fill(schemeTexts.table[key][1]) };
};

/** Why a draft cannot be published now, as far as the screen knows; the server has the last word. */
function whyNot(scheme: SchemePage | undefined, checks: Checks | undefined, unsaved: boolean): Verdict | undefined {
  if (unsaved) return { allowed: false, because: word('unsaved'), remedy: word('unsavedRemedy') };
  if (!scheme?.draft) return { allowed: false, because: word('noDraft'), remedy: word('noDraftRemedy') };
  const errors = checks ? countsOf(checks).error : 0;
  return errors > 0 ? { allowed: false, because: word('hasErrors', { count: errors }), remedy: word('hasErrorsRemedy') } : undefined;
}

/** Publishes the draft: shows what it does to ranks and asks for year and document number. */
export function PublishButton({ scheme, code, checks, unsaved = false }: { readonly scheme: SchemePage | undefined; readonly code: string; readonly checks: Checks | undefined; readonly unsaved?: boolean }) {
  const { plan } = usePlanYear();
  const { may } = usePermissions();
  if (!may('POST /schemes/:scheme/publication')) return null;
  const content = scheme?.draft as unknown as SchemeContent | null | undefined;
  const year = String(content?.['year'] ?? scheme?.year ?? '');
  const form: ActForm<'POST /schemes/:scheme/publication'> = {
    route: 'POST /schemes/:scheme/publication', title: word('publishTitle'), confirm: word('publish'), path: { scheme: code }, wide: true, authority: 'required', ...(scheme ? { revision: scheme.revision } : {}),
    fields: [{ name: 'year', label: word('year'), kind: 'whole', required: true, first: year === '' ? undefined : Number(year) }],
    fixed: { plan },
    effect: (values) => content && <PublishEffect content={content} version={(scheme?.version ?? 0) + 1} year={String(values['year'] ?? year)} />,
  };
  const verdict = whyNot(scheme, checks, unsaved);
  return <ActButton form={form} label={word('publish')} type="primary" {...(verdict ? { verdict } : {})} />;
}

/** Takes a published scheme out of force. */
export function WithdrawButton({ scheme }: { readonly scheme: SchemePage }) {
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  if (!may('POST /schemes/:scheme/withdrawal')) return null;
  const groups = ((scheme.published as unknown as SchemeContent | null)?.groups ?? []).map(({ title }) => t('boardOf', { year: scheme.year ?? '', group: say(title) })).join(mark.and);
  const verdict: Verdict | undefined = scheme.status === 'published' ? undefined : { allowed: false, because: word('notPublished') };
  return (
    <ActButton
      form={{ route: 'POST /schemes/:scheme/withdrawal', title: word('withdrawTitle'), confirm: word('withdraw'), path: { scheme: scheme.scheme }, reason: 'required', authority: 'required', revision: scheme.revision, effect: t('withdrawEffect', { boards: groups }) }}
      label={word('withdraw')}
      {...(verdict ? { verdict } : {})}
    />
  );
}
