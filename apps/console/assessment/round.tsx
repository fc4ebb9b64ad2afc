import { ActButton } from '../acts/act-button.js';
import { useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { NextCard } from './next-card.js';
import { OpenSuccessor } from './open-round.js';
import { useOtherForms, useRoundForm } from './round-acts.js';
import { RoundBoard } from './round-board.js';
import { DecisionsCard, LateCard, RoundFacts, RunsCard } from './round-facts.js';
import { RoundFrame } from './round-frame.js';
import { roundTexts } from './round-texts.js';
import { Stepper } from './stepper.js';
import { verdictOn, type Round } from './steps.js';

/** Acts beside the next one, for those who run rounds; the server says when one is not possible. */
function OtherActs({ round }: { readonly round: Round }) {
  const t = useTexts(roundTexts);
  const { may } = usePermissions();
  const { replan, cancel } = useOtherForms(round);
  const form = useRoundForm(round, []);
  if (!may('POST /rounds/:round/replanning')) return null;
  return (
    <section className="card no-print">
      <h2>{t('rest')}</h2>
      <div className="assessment-rest">
        <ActButton form={replan} verdict={verdictOn(round, 'replan')} />
        {round.run > 0 && <ActButton form={form('calculate')} label={{ zh: '重新计分', en: 'Calculate again' }} verdict={verdictOn(round, 'calculate')} />}
        {round.publications.length > 0 && <ActButton form={form('correct')} verdict={verdictOn(round, 'correct')} />}
        <ActButton form={cancel} danger verdict={verdictOn(round, 'cancel')} />
        <OpenSuccessor round={round.round} />
      </div>
    </section>
  );
}

function Overview({ round }: { readonly round: Round }) {
  const { may } = usePermissions();
  const sees = may('GET /rounds/:round/board');
  const board = useView('GET /rounds/:round/board', { path: { round: round.round }, query: { limit: 500 } }, { enabled: sees });
  const missing = (board.data?.items ?? []).filter(({ self }) => self === 'missing' || self === 'returned').map(({ unit }) => unit);
  return (
    <>
      <section className="card"><Stepper round={round} /></section>
      <div className="columns">
        <div><NextCard round={round} missing={missing} /><OtherActs round={round} /><LateCard round={round} />{round.notified && <DecisionsCard round={round} />}</div>
        <div><RoundFacts round={round} /></div>
      </div>
      {sees && <RoundBoard round={round} view={board} />}
      {round.runs.length > 0 && <RunsCard round={round} />}
    </>
  );
}

/** One round: where it stands, what comes next and why it cannot be done yet, and every unit in it. */
export default function RoundPage({ round }: { readonly round: string }) {
  return <RoundFrame round={round} tab="overview">{(shown) => <Overview round={shown} />}</RoundFrame>;
}
