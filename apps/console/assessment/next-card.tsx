import { To } from '../frame/address.js';
import { ActButton } from '../acts/act-button.js';
import { dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { roundRoleWords } from '../../words/assessment-words.js';
import { isWholeAct, useRoundForm } from './round-acts.js';
import { roundTexts } from './round-texts.js';
import type { Round } from './steps.js';
import { mark } from '../show/punctuation.js';

/** Refusals that a written reason gets past: the act is possible before its day. */
const reasonable = ['assessment.self-assessment-open', 'assessment.site-checks-open'];

/** The one act that takes the round on, whose it is, by when, and why it cannot be done now. */
export function NextCard({ round, missing }: { readonly round: Round; readonly missing: readonly string[] }) {
  const t = useTexts(roundTexts);
  const { say, language } = useLanguage();
  const form = useRoundForm(round, missing);
  const { next, cancelled } = round;
  if (cancelled) return <section className="card assessment-next"><p>{t('calledOff', { reason: cancelled.reason, document: cancelled.authority })}</p></section>;
  // A look at the past is told no next step; only the round's own step says that it is over.
  if (!next) return round.step === 'closed' ? <section className="card assessment-next"><p>{t('over')}</p></section> : null;
  const roles = next.roles.map((role) => say(roundRoleWords[role] ?? { zh: role, en: role })).join(mark.and);
  const early = next.because !== null && reasonable.includes(next.because.code);
  return (
    <section className="card assessment-next" aria-labelledby="next-act">
      <h2 id="next-act">{t('next', { act: say(next.called) })}</h2>
      <p className={next.late ? 'late' : undefined}>
        {next.by && t(next.late ? 'nextLate' : 'nextBy', { day: dayText(next.by, language) })}{next.by && (mark.semicolon)}{t(next.mine ? 'whose' : 'notMine', { roles })}
      </p>
      {next.because && <p className="assessment-why"><strong>{t('why')}{mark.colon}</strong>{say(next.because.text)}<small>{say(next.because.remedy)}</small></p>}
      <div className="assessment-next-foot">
        {next.act === 'decide-reviews' && <To href={`/rounds/${round.round}/reviews`}>{t('toReviews')}</To>}
        {next.act === 'check-again' && <a href="#round-board">{t('toUnits')}</a>}
        {isWholeAct(next.act) && next.mine && early && <ActButton form={form(next.act, true)} label={{ zh: '提前办理（须写明原因）', en: 'Do it early, with a reason' }} />}
        {isWholeAct(next.act) && next.mine && <ActButton type="primary" form={form(next.act)} verdict={{ allowed: next.possible, ...(next.because ? { because: next.because.text, remedy: next.because.remedy } : {}) }} />}
      </div>
    </section>
  );
}
