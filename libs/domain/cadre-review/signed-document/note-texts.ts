import { fill, type Bilingual } from '#engine/kernel';
import type { TenureNote } from '../dossier-content.events.js';

/** Notes on a term in words. */
export const tenureNoteTexts: Readonly<Record<TenureNote['code'], Bilingual>> = {
  'arrived-during-year': { zh: '考核年度内于 {on} 到任。', en: 'Took the post during the assessment year, on {on}.' },
  'left-during-year': { zh: '考核年度内于 {on} 离任。', en: 'Left the post during the assessment year, on {on}.' },
  'took-over-from': { zh: '前任任职至 {until}，间隔 {daysBetween} 天。', en: 'The predecessor served until {until}; {daysBetween} days between.' },
  'handed-over-to': { zh: '继任者自 {from} 任职，间隔 {daysBetween} 天。', en: 'The successor has served since {from}; {daysBetween} days between.' },
  'under-half-of-year': { zh: '本年度任职 {days} 天，不满半年，可结合原任职单位考核情况。', en: 'In post for {days} days, under half of the year: the former unit\'s assessment may be consulted.' },
  'targets-set-before-arrival': { zh: '本单位 {count} 项年度目标在其到任前确定。', en: '{count} of the unit\'s targets of the year were set before arrival.' },
};

export const noteText = (note: TenureNote): Bilingual => {
  const { zh, en } = tenureNoteTexts[note.code];
  return { zh: fill(zh, note), en: fill(en, note) };
};
