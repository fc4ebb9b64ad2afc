import { dayKindWords, sourceWords, urgencyWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Instant, Period, Unit, Units } from '../../show/signs.js';
import { CampaignLink } from '../campaigns/campaign-link.js';
import { Actor, Severity, useWord } from '../finding-signs.js';
import { PersonName } from '../persons.js';
import type { FindingPage } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Fields, Part } from './part.js';

/** What the order says, as it was written and later changed. */
export function OrderPart({ page: { content, line, draftedBy } }: { readonly page: FindingPage }) {
  const t = useTexts(findingTexts);
  const word = useWord();
  const { source, campaign, repeats } = content;
  return (
    <Part title={t('order')}>
      <Fields fields={[
        [t('problem'), <p className="finding-text" key="p">{content.problem}</p>],
        [t('basis'), content.basis],
        [t('requirement'), <p className="finding-text" key="r">{content.requirement}</p>],
        [t('feedback'), content.feedback],
        [t('unit'), line ? undefined : <Unit code={content.unit} />],
        [t('supporting'), content.supporting.length > 0 && <Units codes={content.supporting} />],
        [t('leader'), content.responsibleLeader && <PersonName person={content.responsibleLeader} />],
        [t('contact'), content.contact && <PersonName person={content.contact} />],
        [t('due'), line ? undefined : <TimeAllowed due={content.due} />],
        [t('source'), <>{word(sourceWords, source.kind)}{source.document && ` · ${source.document}`}{source.ref && <SourceLink reference={source.ref} />}</>],
        [t('severity'), line ? undefined : <Severity severity={content.severity} />],
        [t('urgency'), word(urgencyWords, content.urgency)],
        [t('planItem'), content.plan !== undefined && <PlanItem key="i" content={content} />],
        [t('campaign'), campaign && <CampaignLink campaign={campaign} />],
        [t('repeats'), repeats && <FindingNumber finding={repeats} />],
        [t('remark'), content.remark],
        [t('issuedBy'), line && <><Actor actor={line.issuedBy} /> · <Instant at={line.issuedAt} /></>],
        [t('acknowledgeBy'), line && line.acknowledgedAt === null && line.stage === 'open' ? <Instant at={line.acknowledgeBy} dayOnly /> : undefined],
        [t('draftedBy'), line ? undefined : <Actor actor={draftedBy} />],
      ]} />
    </Part>
  );
}

/** The paper or thing a finding was raised from, where it has a page. */
function SourceLink({ reference }: { readonly reference: string }) {
  const t = useTexts(findingTexts);
  const [kind, ...rest] = reference.split('/')[0]!.split('-');
  const key = rest.join('-');
  const pages: Readonly<Record<string, string>> = { matter: `/supervision/matters/${key}`, campaign: `/supervision/campaigns/${key}`, progressWarning: `/supervision/warnings?indicator=${key.split('.')[1] ?? ''}&unit=${key.split('.')[2] ?? ''}` };
  const page = pages[kind!];
  return page ? <> · <To href={page}>{t('sourcePage')}</To></> : null;
}

/** How long a unit has: until a day, or so many days after the issue. */
export function TimeAllowed({ due }: { readonly due: FindingPage['content']['due'] }) {
  const t = useTexts(findingTexts);
  const word = useWord();
  const { language } = useLanguage();
  return <>{'on' in due ? t('allowedOn', { date: dayText(due.on, language) }) : t('allowedDays', { days: due.days, kind: word(dayKindWords, due.kind) })}</>;
}

/** Another finding by its number and title. */
function FindingNumber({ finding }: { readonly finding: string }) {
  const line = useView('GET /findings/:finding', { path: { finding } }).data?.line;
  return <To href={`/supervision/findings/${finding}`}>{line ? `${line.number} ${line.title}` : finding}</To>;
}

/** An indicator by its name; its code until that is known. */
export function IndicatorName({ plan, indicator }: { readonly plan: string; readonly indicator: string }) {
  const { say } = useLanguage();
  const { data } = useView('GET /plans/:plan/indicators/:indicator', { path: { plan, indicator } });
  return <>{data ? say(data.card.name) : indicator}</>;
}

function PlanItem({ content: { plan, measure, indicator, period } }: Pick<FindingPage, 'content'>) {
  const t = useTexts(findingTexts);
  if (plan === undefined) return null;
  return (
    <>
      {measure !== undefined && (measure === 'general' ? t('general') : <To href={`/plan/measures/${measure}`}>{t('measure', { no: measure })}</To>)}
      {indicator && <> · <To href={`/plan/indicators/${indicator}`}><IndicatorName plan={plan} indicator={indicator} /></To></>}
      {period && <> · <Period period={period} /></>}
    </>
  );
}
