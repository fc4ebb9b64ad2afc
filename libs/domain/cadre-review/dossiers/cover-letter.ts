import { chineseDate, cityDate, type Bilingual } from '#engine/kernel';
import type { DossierRow } from './dossiers.projection.js';

/** A covering letter 函 as it is printed. */
export interface CoverLetter {
  readonly number: string;
  /** 内部: how it is handled. */
  readonly mark: Bilingual;
  readonly title: Bilingual;
  readonly to: Bilingual;
  readonly paragraphs: readonly Bilingual[];
  readonly attachments: readonly Bilingual[];
  readonly from: Bilingual;
  readonly date: Bilingual;
}

/** The letter that a version goes with. It states the facts and leaves the advice to the attachment. @param replaces the letter it takes the place of */
export function coverLetter({ number, preparedAt, dispatched, version, content: { confirmed, advice } }: DossierRow, replaces: { readonly number: string; readonly version: number } | undefined): CoverLetter {
  const { unit, round, result, publication } = confirmed;
  const date = cityDate(dispatched?.at ?? preparedAt);
  const [nothingZh, nothingEn] = ['未评', 'not rated'];
  const vetoed = result.vetoed ? { zh: '（一票否决）', en: ' (by veto)' } : { zh: '', en: '' };
  return {
    number, mark: { zh: '内部', en: 'Internal' },
    title: { zh: `关于${replaces ? '更换' : '报送'}${unit.name.zh}${round.year}年度质量工作考核结果材料的函`, en: `Letter ${replaces ? 'replacing' : 'submitting'} the result of the ${round.year} quality assessment of ${unit.name.en}` },
    to: { zh: '市委组织部', en: 'Organisation Department of the Municipal Party Committee' },
    paragraphs: [
      {
        zh: `${round.year}年度质量工作考核结果已以${publication.document}通报。${unit.name.zh}得分${result.published ?? nothingZh}，等次${result.grade ?? nothingZh}${vetoed.zh}，位次${result.rank ?? '—'}／${result.of}。`,
        en: `The results of the ${round.year} quality assessment were published as ${publication.document}. ${unit.name.en}: score ${result.published ?? nothingEn}, grade ${result.grade ?? nothingEn}${vetoed.en}, rank ${result.rank ?? '–'} of ${result.of}.`,
      },
      ...publication.corrections.map(({ document, reason }) => ({ zh: `通报结果已以${document}更正：${reason}`, en: `The published results were corrected by ${document}: ${reason}` })),
      ...(replaces ? [{ zh: `本函所附材料（第${version}版）更换${replaces.number}所附材料（第${replaces.version}版），原材料停止使用。`, en: `The attached dossier (version ${version}) replaces the one sent with ${replaces.number} (version ${replaces.version}), which is no longer to be used.` }] : []),
      {
        zh: `附件载明已确认事实、领导任职情况、复核情况和完整性证明；结果运用建议依据${advice.rules.document}，与已确认事实分列，供参考。单位得分不计为个人得分。`,
        en: `The attachment holds the confirmed facts, the terms of the leaders, the reviews and the proof of integrity; advice by ${advice.rules.document} is kept apart from them. The unit's score is not the score of any person.`,
      },
    ],
    attachments: [{ zh: `${unit.name.zh}${round.year}年度政绩考核材料（第${version}版）`, en: `Dossier of ${unit.name.en} for ${round.year} (version ${version})` }],
    from: { zh: '市市场监管局（市质量发展委员会办公室）', en: 'Municipal Administration for Market Regulation (office of the quality development committee)' },
    date: { zh: chineseDate(date), en: date },
  };
}
