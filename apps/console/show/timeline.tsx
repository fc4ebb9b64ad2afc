import { texts, useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import { Instant, Position, Unit } from './signs.js';

const timelineTexts = texts('timeline', { title: ['办理经过', 'What happened'], under: ['依据：{authority}', 'under {authority}'] });

/** A step of a thing's story as the server tells it. */
export interface TimelineStep {
  readonly position: number;
  readonly title: Bilingual;
  readonly recordedAt: string;
  readonly actor: string;
  readonly actorUnit: string | null;
  readonly authority: string | null;
}

/** The story of a thing, the last step first; each step leads to its event. */
export function Timeline({ steps }: { readonly steps: readonly TimelineStep[] }) {
  const t = useTexts(timelineTexts);
  const { say } = useLanguage();
  return (
    <section className="card" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <ol className="timeline">
        {[...steps].reverse().map((step) => (
          <li key={`${step.position}.${step.title.en}`}>
            <strong>{say(step.title)}</strong> <Position at={step.position} />
            <div><Instant at={step.recordedAt} position={step.position} /> · {step.actor}{step.actorUnit && <> · <Unit code={step.actorUnit} /></>}{step.authority && <> · {t('under', { authority: step.authority })}</>}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}
