import { cityTime, dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { roundStepAheadWords, roundStepWords } from '../../words/assessment-words.js';
import { roundTexts } from './round-texts.js';
import { stepsOf, type Round } from './steps.js';
import { mark } from '../show/punctuation.js';

/** The steps of a round with the days planned and the days on which they were reached. */
export function Stepper({ round }: { readonly round: Round }) {
  const t = useTexts(roundTexts);
  const { say, language } = useLanguage();
  const day = (text: string) => dayText(text.includes('T') ? cityTime(text).date : text, language);
  const marks = { done: '✓', now: '▶', ahead: '○' } as const;
  return (
    <ol className="assessment-steps" aria-label={t('steps')}>
      {stepsOf(round).map(({ step, standing, planned, reached }) => (
        <li key={step} className={`assessment-step-${standing}`} {...(standing === 'now' ? { 'aria-current': 'step' as const } : {})}>
          <strong><span aria-hidden="true">{marks[standing]}</span> {say((standing === 'ahead' && roundStepAheadWords[step]) || roundStepWords[step]!)}<span className="sr-only">{mark.open}{t(standing)}{mark.close}</span></strong>
          {reached && standing !== 'ahead' && step !== 'self-assessment' && <small>{t('at', { day: day(reached) })}</small>}
          {planned && (standing !== 'done' || !reached || step === 'self-assessment') && <small className={planned.late ? 'late' : undefined}>{t('due', { day: day(planned.on) })}{planned.late && ` ${t('lateStep')}`}</small>}
        </li>
      ))}
    </ol>
  );
}
