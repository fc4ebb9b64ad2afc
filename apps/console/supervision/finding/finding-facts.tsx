import { Fragment } from 'react';
import { cityTime } from '../../language/format.js';
import { useTexts } from '../../language/texts.js';
import { Day, Figure, Instant, Missing, Unit } from '../../show/signs.js';
import { FindingLight, Level, TimeLeft } from '../finding-signs.js';
import { latest, type IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';

/** The few facts looked at first: who, by when, how long left, which light. */
export function FindingFacts({ page: { line } }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const { dueAt, originalDueAt, overdue, workingDays, light, level, percent, unit } = line;
  const facts = {
    unit: <Unit code={unit} linked />,
    due: <>{originalDueAt !== dueAt && <><del><Instant at={originalDueAt} dayOnly /></del> </>}<Instant at={dueAt} dayOnly /></>,
    left: <TimeLeft dueAt={dueAt} overdue={overdue} left={workingDays.left} />,
    light: <FindingLight light={light} />,
    level: <Level level={level} />,
    progress: percent === null ? <Missing /> : <Figure value={percent} unit="%" />,
    used: workingDays.sinceIssue === null ? <Missing /> : t('usedText', { days: workingDays.sinceIssue }),
  };
  return (
    <dl className="finding-facts">
      {Object.entries(facts).map(([key, value]) => (
        <div key={key}><dt>{t(key as keyof typeof facts)}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}

interface Step {
  readonly key: 'stepIssued' | 'stepAcknowledged' | 'stepPlanned' | 'stepReported' | 'stepClosed' | 'stepFollowUp';
  readonly on: string | null | undefined;
  /** A day that is set but has not come. */
  readonly setFor?: string | null;
}

/** How far it is: the stations of a finding with the days on which each was reached. */
export function FindingPath({ page: { line, record, status } }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const reported = latest(record.reports);
  const returned = latest(record.checks.filter(({ type }) => type === 'supervision.RectificationReturned'));
  const reopened = latest(record.followUps.filter(({ type }) => type === 'supervision.FindingReopened'));
  const since = Math.max(returned?.position ?? 0, reopened?.position ?? 0);
  const followUp = latest(record.followUps.filter(({ type }) => type === 'supervision.FollowUpHeld'));
  const steps: readonly Step[] = [
    { key: 'stepIssued', on: line.issuedAt },
    { key: 'stepAcknowledged', on: line.acknowledgedAt },
    { key: 'stepPlanned', on: latest(record.plans)?.recordedAt },
    // What was reported before a return or a relapse counts no more.
    { key: 'stepReported', on: reported && reported.position > since ? reported.recordedAt : undefined },
    { key: 'stepClosed', on: line.closedOn && status === 'closed' ? latest(record.checks)?.recordedAt : undefined },
    { key: 'stepFollowUp', on: status === 'closed' ? followUp?.recordedAt : undefined, setFor: line.followUpOn },
  ];
  const first = steps.findIndex(({ on }) => !on);
  // A follow-up that nobody set a day for is not what comes next.
  const next = status === 'withdrawn' || (status === 'closed' && line.followUpOn === null) ? -1 : first;
  return (
    <ol className="finding-path" aria-label={t('path')}>
      {steps.map(({ key, on, setFor }, index) => (
        <li key={key} className={on ? 'finding-path-done' : index === next ? 'finding-path-now' : ''} {...(index === next ? { 'aria-current': 'step' as const } : {})}>
          <strong>{t(key)}</strong> <small>{on ? <Instant at={on} dayOnly /> : setFor ? <Fragment>{t('followUpOn')} <Day date={setFor.includes('T') ? cityTime(setFor).date : setFor} /></Fragment> : index === next ? t('stepNow') : t('stepNone')}</small>
        </li>
      ))}
    </ol>
  );
}
