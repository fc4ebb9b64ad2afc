import { letterSourceWords } from '../../words/cadre-words.js';
import { To } from '../frame/address.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { cityTime } from '../language/format.js';
import type { Column } from '../lists/columns.js';
import { ServerList } from '../lists/server-list.js';
import type { ItemOf } from '../server/ask.js';
import { useWord } from '../show/facts.js';
import { Instant } from '../show/signs.js';
import { cadreTexts } from './cadre-texts.js';
import './cadre-review.css';

type Letter = ItemOf<'GET /cadre-review/dead-letters'>;

/** Receipts that could not be taken, with the reason; each counts how often it came. */
export default function ReceiptsPage() {
  const t = useTexts(cadreTexts);
  const word = useWord();
  const { say } = useLanguage();
  const day = (at: string): string => `${cityTime(at).date} ${cityTime(at).time}`;
  const columns: readonly Column<Letter>[] = [
    { key: 'lastAt', title: { zh: '最近一次', en: 'Last came' }, text: ({ lastAt }) => day(lastAt), cell: ({ lastAt }) => <Instant at={lastAt} />, width: 170, frozen: 'left' },
    { key: 'why', title: { zh: '未能受理的原因', en: 'Why it could not be taken' }, text: ({ title, code }) => (title ? say(title) : code), width: 320 },
    { key: 'via', title: { zh: '来路', en: 'Came by' }, text: ({ via }) => word(letterSourceWords, via), width: 90 },
    { key: 'source', title: { zh: '来源', en: 'Source' }, text: ({ source }) => source, width: 160 },
    { key: 'text', title: { zh: '回执原文', en: 'As it came' }, text: ({ text }) => text, cell: ({ text }) => <code className="cadre-raw">{text.slice(0, 400)}</code>, width: 380 },
    { key: 'times', title: { zh: '收到（次）', en: 'Came (times)' }, text: ({ times }) => times, width: 90, align: 'right' },
    { key: 'firstAt', title: { zh: '首次', en: 'First came' }, text: ({ firstAt }) => day(firstAt), cell: ({ firstAt }) => <Instant at={firstAt} />, width: 170 },
  ];
  return (
    <>
      <p className="no-print"><To href="/cadre-review">{t('title')}</To></p>
      <div className="page-head"><h1>{t('deadLetters')}</h1><span className="hint">{t('deadHint')}</span></div>
      <ServerList route="GET /cadre-review/dead-letters" name="dead-letters" title={{ zh: '未能受理的回执', en: 'Dead letters' }} columns={columns} rowKey={({ id }) => id} empty={t('noDead')} />
    </>
  );
}
