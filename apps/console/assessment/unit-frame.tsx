import type { ReactNode } from 'react';
import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { Question } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { useUnitNames } from '../show/unit-names.js';
import { TraceButton } from '../trace/trace-button.js';
import { usePageSubject } from '../trace/trace.js';
import type { Round } from './steps.js';
import './assessment.css';

const unitTexts = texts('assessment-unit', {
  tabs: ['本单位考核', 'This unit in the round'],
  'self-assessment': ['自评', 'Self-assessment'],
  file: ['核查与评定', 'Checks and decisions'],
  sheet: ['得分表', 'Score sheet'],
  reviews: ['复核申请', 'Requests for review'],
  profile: ['一页纸', 'Profile'],
});

const tabs = [
  { key: 'self-assessment', end: '/self-assessment', needs: 'GET /rounds/:round/units/:unit/self-assessment' },
  { key: 'file', end: '/file', needs: 'GET /rounds/:round/units/:unit/site-checks' },
  { key: 'sheet', end: '/sheet', needs: 'GET /rounds/:round/results/:unit/sheet' },
  { key: 'reviews', end: '/reviews', needs: 'GET /reviews' },
  { key: 'profile', end: '', needs: 'GET /rounds/:round/results/:unit/profile' },
] as const satisfies readonly { key: keyof typeof unitTexts.table; end: string; needs: Question }[];

export type UnitTab = (typeof tabs)[number]['key'];

/** What stands around every page of a unit in a round. */
export function UnitFrame({ round, unit, tab, children }: { readonly round: string; readonly unit: string; readonly tab: UnitTab; readonly children: (round: Round) => ReactNode }) {
  const t = useTexts(unitTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const name = useUnitNames();
  const view = useView('GET /rounds/:round', { path: { round } });
  const subject = { kind: 'result', key: `${round}.${unit}` };
  usePageSubject(subject);
  return (
    <Answer view={view}>
      {(shown) => (
        <div className="assessment">
          <div className="page-head no-print"><h1>{name(unit)}</h1> <span className="hint"><To href={`/rounds/${round}`}>{say(shown.title)}</To> · {say(shown.stepName)}</span> <TraceButton subject={subject} /></div>
          <nav aria-label={t('tabs')} className="no-print">
            <ul className="assessment-tabs">
              {tabs.filter(({ needs }) => may(needs, unit)).map(({ key, end }) => <li key={key}><To href={`/rounds/${round}/units/${unit}${end}`} {...(key === tab ? { 'aria-current': 'page' as const } : {})}>{t(key)}</To></li>)}
            </ul>
          </nav>
          {children(shown)}
        </div>
      )}
    </Answer>
  );
}
