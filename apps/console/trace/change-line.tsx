import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { ItemOf } from '../server/ask.js';
import { Instant, Position } from '../show/signs.js';

const changeTexts = texts('changes', {
  by: ['{who}（{role}）', '{who} ({role})'],
  reason: ['理由：', 'Reason: '],
  authority: ['依据：', 'Under: '],
  before: ['原为', 'before'],
  none: ['（无）', '(none)'],
});

export type Change = ItemOf<'GET /history/changes'>;

/** One change as people tell it: when, who, what, before and after, why, and where it stands in the log. */
export function ChangeLine({ change }: { readonly change: Change }) {
  const t = useTexts(changeTexts);
  const { say } = useLanguage();
  const who = say(change.actor.name);
  return (
    <article className="change">
      <header><Instant at={change.recordedAt} position={change.position} /> · {change.role ? t('by', { who, role: say(change.role.name) }) : who} · <Position at={change.position} /></header>
      <p>{say(change.sentence)}</p>
      {change.fields.length > 0 && (
        <dl className="fields">
          {change.fields.map(({ name, label, before, after }) => (
            <div key={name}>
              <dt>{say(label)}</dt>
              <dd>{before && <del>{say(before)}</del>} {after ? <ins>{say(after)}</ins> : <span className="missing">{t('none')}</span>}</dd>
            </div>
          ))}
        </dl>
      )}
      {(change.reason || change.authority) && <footer>{change.reason && <>{t('reason')}{change.reason} </>}{change.authority && <>{t('authority')}{change.authority}</>}</footer>}
    </article>
  );
}
