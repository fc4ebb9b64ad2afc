import type { ReactNode } from 'react';
import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { Question } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { TraceButton } from '../trace/trace-button.js';
import { usePageSubject } from '../trace/trace.js';
import { roundTexts } from './round-texts.js';
import type { Round } from './steps.js';
import './assessment.css';

const tabs = [
  { key: 'overview', end: '', needs: 'GET /rounds/:round' },
  { key: 'results', end: '/results', needs: 'GET /rounds/:round/results' },
  { key: 'reviews', end: '/reviews', needs: 'GET /reviews' },
  { key: 'samples', end: '/samples', needs: 'GET /rounds/:round/samples' },
  { key: 'comparison', end: '/comparison', needs: 'GET /rounds/:round/comparison' },
] as const satisfies readonly { key: keyof typeof roundTexts.table; end: string; needs: Question }[];

export type RoundTab = (typeof tabs)[number]['key'];

/** What stands around every page of a round: its title and step, and the ways to its other pages. */
export function RoundFrame({ round, tab, children }: { readonly round: string; readonly tab: RoundTab; readonly children: (round: Round) => ReactNode }) {
  const t = useTexts(roundTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const view = useView('GET /rounds/:round', { path: { round } });
  usePageSubject({ kind: 'round', key: round });
  return (
    <Answer view={view}>
      {(shown) => (
        <div className="assessment">
          <div className="page-head"><h1>{say(shown.title)}</h1> <span className="hint">{say(shown.stepName)}</span> <TraceButton subject={{ kind: 'round', key: round }} /></div>
          <nav aria-label={t('tabs')}>
            <ul className="assessment-tabs">
              {tabs.filter(({ needs }) => may(needs)).map(({ key, end }) => <li key={key}><To href={`/rounds/${round}${end}`} {...(key === tab ? { 'aria-current': 'page' as const } : {})}>{t(key)}</To></li>)}
            </ul>
          </nav>
          {children(shown)}
        </div>
      )}
    </Answer>
  );
}
