import { leaderRankWords, leadershipLineWords } from '../../words/cadre-words.js';
import { dayText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useWord } from '../show/facts.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import type { DossierReply } from './cadre-forms.js';
import { cadreTexts } from './cadre-texts.js';
import { Wide } from '../frame/wide.js';

type Leader = DossierReply['content']['confirmed']['leaders'][number];

/** Who was in office when, and what each answers for; the unit's score is nobody's own. */
export function Leaders({ dossier }: { readonly dossier: DossierReply }) {
  const t = useTexts(cadreTexts);
  const word = useWord();
  const { leaders, mainPosts } = dossier.content.confirmed;
  const said = new Map(dossier.leaders.map((one) => [one.appointment, one]));
  const remarked = dossier.leaders.some(({ remarks }) => remarks.length > 0);
  return (
    <section className="card">
      <h2>{t('leaders')}</h2>
      <p className="cadre-soft">{t('leadersHint')}</p>
      <Wide label={t('leaders')}>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('post')}</th><th scope="col">{t('inYear')}</th><th scope="col">{t('tied')}</th>{remarked && <th scope="col">{t('remarks')}</th>}</tr></thead>
          <tbody>{leaders.map((leader) => <LeaderRow key={leader.appointment} leader={leader} said={said.get(leader.appointment)} remarked={remarked} />)}</tbody>
        </table>
      </Wide>
      <h3>{t('mainPosts')}</h3>
      <ul className="cadre-plain">{mainPosts.map(({ line, days, vacantDays }) => <li key={line}>{t('mainPost', { line: word(leadershipLineWords, line), held: t('heldDays', { days, vacant: vacantDays }) })}</li>)}</ul>
    </section>
  );
}

function LeaderRow({ leader, said, remarked }: { readonly remarked: boolean; readonly leader: Leader; readonly said: DossierReply['leaders'][number] | undefined }) {
  const t = useTexts(cadreTexts);
  const word = useWord();
  const { say, language } = useLanguage();
  const unit = useUnitNames();
  const { inYear, link } = leader;
  return (
    <tr>
      <th scope="row">{said?.name ?? <span className="missing">{t('nameErased')}</span>}</th>
      <td>{say(leader.post)}<div className="cadre-soft">{word(leaderRankWords, leader.rank)} · {word(leadershipLineWords, leader.line)}</div></td>
      <td>{t('inYearDays', { from: dayText(inYear.from, language), to: dayText(inYear.to, language), days: inYear.days })}</td>
      <td>{link.kind === 'whole-unit' ? t('wholeUnit') : [link.measures.length > 0 && t('portfolio', { measures: link.measures.map(String).join(mark.and) }), link.units.length > 0 && t('portfolioUnits', { units: link.units.map(unit).join(mark.and) })].filter(Boolean).join(t('semicolon'))}</td>
      {remarked && <td>{said?.remarks.map((remark) => <div key={remark.en}>{say(remark)}</div>)}</td>}
    </tr>
  );
}
