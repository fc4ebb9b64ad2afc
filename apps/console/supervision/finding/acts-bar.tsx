import { useMemo } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { To, useMoment } from '../../frame/address.js';
import { useOwnUnits } from '../../frame/person.js';
import { cityTime, dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { useWord } from '../finding-signs.js';
import type { FindingPage, IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { decisionForms, draftForms } from './forms/decision-forms.js';
import type { AnyForm, FormContext, IssuedContext } from './forms/form-kit.js';
import { inspectorForms } from './forms/inspector-forms.js';
import { unitForms } from './forms/unit-forms.js';

/** The order in which the one next act is looked for; an act that is not here is never the next one. */
const nextFirst = ['issue', 'acknowledge', 'grantExtension', 'uphold', 'liftEffect', 'close', 'followUp', 'resume', 'plan', 'report', 'support', 'progress'];

function useForms(page: FindingPage): Readonly<Record<string, AnyForm>> {
  const unitName = useUnitNames();
  const word = useWord();
  const { say, language } = useLanguage();
  const own = useOwnUnits('reporter');
  return useMemo(() => {
    const context: FormContext = { page, unitName, word, say, own, day: (instant) => dayText(cityTime(instant).date, language) };
    if (!page.line) return draftForms(context);
    const issued = { ...context, page: page as IssuedFinding } satisfies IssuedContext;
    return { ...unitForms(issued), ...inspectorForms(issued), ...decisionForms(issued) };
  }, [page, unitName, word, say, own, language]);
}

/** The acts of a finding: the next one prominent at the right; those that are off say why. What is another's act is not shown. */
export function ActsBar({ page }: { readonly page: FindingPage }) {
  const t = useTexts(findingTexts);
  const { say } = useLanguage();
  const { at } = useMoment();
  const forms = useForms(page);
  if (at !== undefined || page.may === null) return <section className="finding-acts" aria-label={t('acts')}><span className="finding-acts-wait">{t('past')}</span></section>;
  const may = page.may;
  const known = Object.keys(may).filter((act) => forms[act] && may[act]);
  const open = known.filter((act) => may[act]!.allowed);
  // A plan that is there already, or a follow-up that no day is set for, is seldom what comes next.
  const seldom = [page.record.plans.length > 0 && 'plan', page.line?.followUpOn === null && 'followUp'];
  const wanted = nextFirst.filter((act) => !seldom.includes(act));
  const next = wanted.find((act) => open.includes(act));
  const shut = known.filter((act) => !may[act]!.allowed && may[act]!.code !== 'command.forbidden');
  return (
    <section className="finding-acts" aria-label={t('acts')}>
      {shut.length > 0 ? (
        <details>
          <summary>{t('shut', { count: shut.length })}</summary>
          <dl className="fields">{shut.map((act) => <div key={act}><dt>{say(forms[act]!.title)}</dt><dd>{[may[act]!.because, may[act]!.remedy].filter((text) => text !== undefined).map(say).join(' ')}</dd></div>)}</dl>
        </details>
      ) : <span className="bar-space" />}
      {next === undefined && <Waits page={page} />}
      {may['redraft']?.allowed && <To href={`/supervision/drafts/${page.finding}`} className="finding-button">{t('redraft')}</To>}
      {[...open.filter((act) => act !== next), ...(next === undefined ? [] : [next])].map((act) => <ActButton key={act} type={act === next ? 'primary' : 'default'} form={forms[act]!} verdict={may[act]} />)}
    </section>
  );
}

/** Whose turn it is, where it is not the person's own. */
function Waits({ page: { status, line } }: { readonly page: FindingPage }) {
  const t = useTexts(findingTexts);
  const waits = { draft: 'waitIssue', issued: 'waitUnitSign', contested: 'waitInspectorDecision', acknowledged: 'waitUnit', rectifying: 'waitUnit', returned: 'waitUnit', reported: 'waitCheck' } as const;
  const key = line?.suspended ? 'waitResume' : waits[status as keyof typeof waits];
  return <span className="finding-acts-wait">{key ? t('watch', { who: t(key) }) : t('ended')}</span>;
}
