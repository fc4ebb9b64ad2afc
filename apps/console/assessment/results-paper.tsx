import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { Wide } from '../frame/wide.js';
import { dayText } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import { Paper } from '../print/paper.js';
import { useView } from '../server/views.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { standingWords } from '../../words/assessment-words.js';
import { useSchemeNames } from './scheme.js';
import { Seal } from './seal.js';
import { Basis } from './results.js';
import './assessment.css';

const paperTexts = texts('assessment-results-paper', {
  label: ['结果表打印稿', 'Results on paper'],
  back: ['考核结果', 'Results'],
  attachment: ['附件', 'Attachment'],
  number: ['文号：{document}', 'Document: {document}'],
  draft: ['（征求意见，尚未通报）', '(provisional, not published)'],
  title: ['{round}得分表', '{round}: table of scores'],
  rank: ['名次', 'Rank'],
  unit: ['单位', 'Unit'],
  score: ['得分', 'Score'],
  bonus: ['其中加分', 'of which bonus'],
  deduction: ['扣分', 'Deduction'],
  grade: ['等次', 'Grade'],
  remark: ['备注', 'Remark'],
  vetoed: ['一票否决，按分为 {grade}', 'vetoed; {grade} by score'],
  quota: ['按分为 {grade}，受等次名额限制', '{grade} by score, limited by quota'],
  corrected: ['原通报 {score}', 'published before as {score}'],
});

/** The result table as a document on A4. */
export default function ResultsPaperPage({ round }: { readonly round: string }) {
  const t = useTexts(paperTexts);
  const { say, language } = useLanguage();
  const name = useUnitNames();
  const shown = useView('GET /rounds/:round', { path: { round } });
  const table = useView('GET /rounds/:round/results', { path: { round } });
  const names = useSchemeNames(shown.data?.scheme.id);
  return (
    <Answer view={shown}>
      {(one) => (
        <Answer view={table}>
          {(results) => {
            const publication = one.publications.find(({ run }) => run === results.run);
            return (
              <div className="assessment">
              <p className="no-print"><To href={`/rounds/${round}/results`}>← {t('back')}</To></p>
              <Paper label={t('label')}>
                <div className="assessment-paper">
                  <p className="assessment-paper-no"><span>{t('attachment')}</span><span>{publication ? t('number', { document: publication.document }) : t('draft')}</span></p>
                  <h1>{t('title', { round: say(one.title) })}</h1>
                  {results.groups.filter(({ lines }) => lines.length > 0).map(({ group, lines }) => (
                    <section key={group}>
                      <h2>{names.group(group)}</h2>
                      <Wide label={names.group(group)}><table className="plain-table">
                        <thead><tr><th scope="col" className="right">{t('rank')}</th><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('score')}</th><th scope="col" className="right">{t('bonus')}</th><th scope="col" className="right">{t('deduction')}</th><th scope="col">{t('grade')}</th><th scope="col">{t('remark')}</th></tr></thead>
                        <tbody>
                          {lines.map((line) => (
                            <tr key={line.unit}>
                              <td className="right">{line.rank ?? '—'}</td><th scope="row">{name(line.unit)}</th><td className="right">{line.published ?? '—'}</td><td className="right">{line.bonus}</td><td className="right">{line.deduction}</td><td>{names.grade(line.grade)}</td>
                              <td>{[line.vetoed ? t('vetoed', { grade: line.gradeByScore ?? '—' }) : line.grade !== line.gradeByScore ? t('quota', { grade: line.gradeByScore ?? '—' }) : '', line.corrected ? t('corrected', { score: line.corrected.published ?? '—' }) : '', line.standing === 'final' ? '' : say(standingWords[line.standing]!)].filter(Boolean).join(mark.semicolon)}</td>
                            </tr>
                          ))}
                        </tbody>
                      </table></Wide>
                    </section>
                  ))}
                  <Basis table={results} />
                  <Seal day={publication?.publishedOn ? dayText(publication.publishedOn, language) : undefined} />
                </div>
              </Paper>
              </div>
            );
          }}
        </Answer>
      )}
    </Answer>
  );
}
