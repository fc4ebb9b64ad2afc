import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import type { DossierReply } from './cadre-forms.js';
import { cadreTexts } from './cadre-texts.js';
import { Quotas } from './rule-words.js';

type Ground = DossierReply['content']['advice']['items'][number]['because'][number];

/** What the rules advise, kept apart from what is confirmed, with the facts each advice rests on. */
export function Advice({ dossier: { content: { advice } } }: { readonly dossier: DossierReply }) {
  const t = useTexts(cadreTexts);
  const { say } = useLanguage();
  const ground = useGround();
  const { items, unanswered, rules, quotas, weight } = advice;
  const adviceOf = useAdviceOf(rules.code, rules.version);
  return (
    <section className="card cadre-advice">
      <h2>{t('advice')}</h2>
      <p className="cadre-soft">{t('adviceHint', { document: rules.document, version: rules.version })}</p>
      {items.length === 0 && <p>{t('noAdvice')}</p>}
      {items.length > 0 && <ul>{items.map(({ code, text, because }) => <li key={code}><strong>{say(text)}</strong><div className="cadre-soft">{t('adviceBecause', { facts: because.map(ground).join(t('semicolon')) })}</div></li>)}</ul>}
      {unanswered.length > 0 && <><p>{t('unanswered')}</p><ul>{unanswered.map((code) => <li key={code}>{adviceOf(code)}</li>)}</ul></>}
      <Quotas quotas={quotas} weight={weight} />
    </section>
  );
}

/** What a rule of a version advises; its code until that is known. */
function useAdviceOf(rules: string, version: number): (code: string) => string {
  const { say } = useLanguage();
  const { may } = usePermissions();
  const { data } = useView('GET /cadre-review/linkage-rules', { query: { limit: 100 } }, { enabled: may('GET /cadre-review/linkage-rules') });
  const content = data?.items.find((one) => one.rules === rules && one.version === version)?.content;
  return (code) => { const rule = content?.rules.find((one) => one.code === code); return rule ? say(rule.advice) : code; };
}

/** Says a fact that an advice rests on. */
function useGround(): (ground: Ground) => string {
  const t = useTexts(cadreTexts);
  return (ground) => {
    switch (ground.fact) {
      case 'grade': return t('factGrade', { grade: ground.grade });
      case 'vetoed': return t(ground.vetoed ? 'factVetoed' : 'factNotVetoed');
      case 'rank': return t('factRank', { rank: ground.rank, of: ground.of });
      case 'bottom-rank': return t('factBottom', { year: ground.year, rank: ground.rank, of: ground.of });
    }
  };
}
