import { rewardLevelWords, rewardOriginWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Day, Figure, Instant, Unit } from '../../show/signs.js';
import { Timeline } from '../../show/timeline.js';
import { useUnitNames } from '../../show/unit-names.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Files } from '../campaigns/files.js';
import { CalendarDaysLeft } from '../campaigns/signs.js';
import '../campaigns/campaigns.css';
import { useNominateForm, useRewardForms, type RewardReply } from './reward-forms.js';
import { RewardObjections } from './reward-objections.js';
import { RewardStatus } from './reward-status.js';
import { rewardTexts } from './reward-texts.js';

/** One reward: the nomination, how it stands, objections while it is publicised, and the decision. */
export default function RewardPage({ reward }: { readonly reward: string }) {
  usePageSubject({ kind: 'reward', key: reward });
  const t = useTexts(rewardTexts);
  const word = useWord();
  const name = useUnitNames();
  const view = useView('GET /rewards/:reward', { path: { reward } });
  const { data: known } = view;
  return (
    <>
      <p className="no-print"><To href="/supervision/rewards">{t('list')}</To></p>
      <div className="page-head">
        <h1>{known ? t('title', { unit: name(known.unit), year: known.year, level: word(rewardLevelWords, known.level) }) : t('reward')}</h1>
        {known && <RewardStatus status={known.status} />}
        <TraceButton subject={{ kind: 'reward', key: reward }} />
      </div>
      <Answer view={view}>
        {(data) => (
          <>
            <Acts data={data} />
            <div className="columns">
              <div><Nomination data={data} /><Course data={data} /><RewardObjections data={data} /></div>
              <Timeline steps={data.timeline} />
            </div>
          </>
        )}
      </Answer>
    </>
  );
}

const open = ['nominated', 'returned', 'passed', 'recommended', 'publicised'];

function Acts({ data }: { readonly data: RewardReply }) {
  const { may } = usePermissions();
  const forms = useRewardForms(data);
  const again = useNominateForm(data.reward, data);
  const { status, unit, origin } = data;
  const runs = may('POST /rewards/:reward/review', unit);
  const nominates = may('POST /rewards', unit) && runs === (origin === 'bureau');
  const undecided = ['passed', 'recommended', 'publicised'].includes(status);
  if (!runs && !(nominates && open.includes(status))) return null;
  return (
    <div className="campaigns-acts no-print">
      {runs && status === 'nominated' && <ActButton form={forms.review} type="primary" />}
      {runs && status === 'passed' && <ActButton form={forms.recommend} type="primary" />}
      {runs && (status === 'passed' || status === 'recommended') && <ActButton form={forms.publicise} type={status === 'recommended' ? 'primary' : 'default'} />}
      {runs && status === 'publicised' && <ActButton form={forms.grant} type="primary" />}
      {runs && undecided && <ActButton form={forms.decline} />}
      {runs && status === 'granted' && <ActButton form={forms.revoke} />}
      {nominates && status === 'returned' && <ActButton form={again} type="primary" />}
      {nominates && open.includes(status) && <ActButton form={forms.withdraw} />}
    </div>
  );
}

function Nomination({ data }: { readonly data: RewardReply }) {
  const t = useTexts(rewardTexts);
  const word = useWord();
  return (
    <section className="card">
      <h2>{t('nomination')}</h2>
      <Facts>
        <Fact label={t('unit')}><Unit code={data.unit} linked /></Fact>
        <Fact label={t('policyItem')}>{data.policyItem}</Fact>
        {data.measure !== null && <Fact label={t('measure')}><To href={`/plan/measures/${data.measure}`}>{t('measureNo', { no: data.measure })}</To></Fact>}
        <Fact label={t('grounds')}>{data.grounds}</Fact>
        <Fact label={t('evidence')}><Files files={data.evidence} /></Fact>
        {data.form && <Fact label={t('form')}>{data.form}</Fact>}
        <Fact label={t('origin')}>{word(rewardOriginWords, data.origin)}</Fact>
        <Fact label={t('nominated')}><Instant at={data.nominatedAt} /> · {data.nominatedBy}</Fact>
      </Facts>
    </section>
  );
}

function Course({ data: { opinion, recommended, publicity, granted, reason, status } }: { readonly data: RewardReply }) {
  const t = useTexts(rewardTexts);
  const { language } = useLanguage();
  if (!opinion && !recommended && !publicity && !granted && !reason) return null;
  return (
    <section className="card">
      <h2>{t('course')}</h2>
      <Facts>
        {opinion && <Fact label={t('opinion')}>{opinion}</Fact>}
        {recommended && <Fact label={t('recommended')}>{recommended.to} · {recommended.document}</Fact>}
        {publicity && <Fact label={t('publicityOf')}>{t('publicityDays', { from: dayText(publicity.from, language), to: dayText(publicity.to, language), days: publicity.workingDays })} · {publicity.where}</Fact>}
        {publicity && status === 'publicised' && <Fact label={t('ends')}><CalendarDaysLeft dueAt={publicity.to} lapses /></Fact>}
        {granted && <Fact label={t('granted')}><Day date={granted.on} /> · {granted.document}</Fact>}
        {granted && <Fact label={t('grantedForm')}>{granted.form}</Fact>}
        {granted?.amount && <Fact label={t('amount')}><Figure value={granted.amount.value} unit={granted.amount.unit} /></Fact>}
        {reason && <Fact label={t('reason')}>{reason}</Fact>}
      </Facts>
    </section>
  );
}
