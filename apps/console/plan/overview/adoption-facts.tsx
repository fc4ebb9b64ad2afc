import { dayText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ItemOf } from '../../server/ask.js';
import { Instant } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { To } from '../../frame/address.js';
import { Fact } from '../parts.js';

const factTexts = texts('plan-facts', {
  issued: ['印发信息', 'How it was issued'],
  issuers: ['印发机关', 'Issued by'],
  date: ['印发日期', 'Date'],
  approvedBy: ['审议通过', 'Approved by'],
  basis: ['依据', 'Basis'],
  horizon: ['目标年', 'Horizons'],
  addressees: ['主送', 'Addressed to'],
  catalogue: ['目录文件指纹', 'Fingerprint of the catalogue'],
  catalogueHelp: ['SHA-256，与所依据的目录文件一一对应', 'SHA-256 of the file it was adopted from'],
  source: ['公开来源', 'Published at'],
  recorded: ['记入日志', 'Recorded'],
  requirements: ['总体要求', 'Overall requirements'],
  original: ['方案原文，只有中文。', 'The plan’s own words, in Chinese.'],
  chapters: ['章节', 'Chapters'],
  chapter: ['章', 'No.'],
  title: ['标题', 'Title'],
  counts: ['措施 {measures} 条，指标 {indicators} 项', '{measures} measures, {indicators} indicators'],
});

type Plan = ItemOf<'GET /plans'>;

/** How the plan was issued, and its overall requirements in its own words. */
export function AdoptionFacts({ plan }: { readonly plan: Plan }) {
  const t = useTexts(factTexts);
  const { language } = useLanguage();
  return (
    <div className="columns">
      <div>
        <section className="card">
          <h2>{t('requirements')}</h2>
          {language === 'en' && <p className="plan-soft">{t('original')}</p>}
          <div lang="zh-CN" className="plan-original">{plan.overallRequirements.map((paragraph) => <p key={paragraph.slice(0, 40)}>{paragraph}</p>)}</div>
        </section>
      </div>
      <div>
        <section className="card">
          <h2>{t('issued')}</h2>
          <dl className="fields">
            <Fact name={t('issuers')}><span lang="zh-CN">{plan.issuers.join(mark.and)}</span></Fact>
            <Fact name={t('date')}>{dayText(plan.date, language)}</Fact>
            <Fact name={t('approvedBy')}><span lang="zh-CN">{plan.approvedBy.join(mark.and)}</span></Fact>
            <Fact name={t('basis')}><span lang="zh-CN">{plan.basis.join(mark.semicolon)}</span></Fact>
            <Fact name={t('addressees')}><span lang="zh-CN">{plan.addressees.join(mark.and)}</span></Fact>
            <Fact name={t('horizon')}>{plan.horizonYears.join(mark.and)}</Fact>
            <Fact name={t('recorded')}><Instant at={plan.changedAt} /></Fact>
            {plan.sourceUrl && <Fact name={t('source')}><span className="plan-break">{plan.sourceUrl}</span></Fact>}
            <Fact name={t('catalogue')}><code className="plan-break">{plan.catalogue}</code><div className="plan-soft">{t('catalogueHelp')}</div></Fact>
          </dl>
        </section>
        <section className="card">
          <h2>{t('chapters')}</h2>
          <p className="plan-soft">{t('counts', { measures: plan.measures, indicators: plan.indicators })}</p>
          <table className="plain-table">
            <thead><tr><th scope="col">{t('chapter')}</th><th scope="col">{t('title')}</th></tr></thead>
            <tbody>{plan.chapters.map(({ no, title }) => <tr key={no}><td>{no}</td><td lang="zh-CN"><To href={`/plan?chapter=${no}`}>{title}</To></td></tr>)}</tbody>
          </table>
        </section>
      </div>
    </div>
  );
}
