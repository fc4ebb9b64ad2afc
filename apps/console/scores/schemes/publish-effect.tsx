import { usePlanYear } from '../../frame/plan-year.js';
import { Told } from '../../frame/page-states.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Wide } from '../../frame/wide.js';
import { ShiftSummary, ShiftTable } from '../simulate/shift-table.js';
import { useWhatIf } from '../simulate/simulations.js';
import { simulateTexts } from '../simulate/simulate-texts.js';
import type { SchemeContent, SchemeGroup } from './scheme-content.js';
import { schemeTexts } from './scheme-texts.js';

/** What publishing does: to which boards, and how ranks move on today's data. */
export function PublishEffect({ content, version, year }: { readonly content: SchemeContent; readonly version: number; readonly year: string }) {
  const t = useTexts(schemeTexts);
  const { plan } = usePlanYear();
  const valid = /^\d{4}$/.test(year);
  const { data } = useView('GET /boards/:plan/:year', { path: { plan, year } }, { enabled: valid && plan !== '' });
  return (
    <>
      <p>{t('publishEffect', { version, year })}</p>
      {valid && data && content.groups.map((group) => <GroupEffect key={group.code} content={content} group={group} plan={plan} year={year} inForce={data.groups.find((one) => one.group === group.code)?.scheme} />)}
    </>
  );
}

function GroupEffect({ content, group, plan, year, inForce }: { readonly content: SchemeContent; readonly group: SchemeGroup; readonly plan: string; readonly year: string; readonly inForce: string | undefined }) {
  const t = useTexts(schemeTexts);
  const s = useTexts(simulateTexts);
  const { say } = useLanguage();
  const { data: before } = useView('GET /schemes/:scheme', { path: { scheme: inForce ?? '' } }, { enabled: inForce !== undefined });
  const { data, problem } = useWhatIf(inForce === undefined ? undefined : { plan, year: Number(year), group: group.code, scheme: content as never });
  if (inForce === undefined) return <p>{t('publishFirst', { group: say(group.title), year, count: group.units === '*' ? '*' : group.units.length })}</p>;
  return (
    <>
      <p>{t('publishChange', { group: say(group.title), scheme: before?.published ? say(before.published['title'] as Bilingual) : inForce })}</p>
      {problem && <Told problem={problem} />}
      {data ? <><ShiftSummary units={data.units} /><Wide tall><ShiftTable units={data.units} /></Wide></> : !problem && <p>{s('counting')}</p>}
    </>
  );
}
