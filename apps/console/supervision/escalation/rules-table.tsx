import { levelWords } from '../../../words/supervision-words.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useWord } from '../finding-signs.js';
import { recipientWord, triggerWord, type Recipient, type Trigger } from './rule-words.js';
import { Wide } from '../../frame/wide.js';

const tableTexts = texts('supervision-rules-table', {
  rules: ['升级规则', 'Rules'],
  level: ['级别', 'Level'],
  when: ['何时触发', 'When'],
  told: ['通知谁', 'Who is told'],
  text: ['通知文字', 'What they read'],
  or: ['；或', '; or '],
  and: ['、', ', '],
  place: ['【{name}】', '[{name}]'],
  number: ['编号', 'number'],
  title: ['事项', 'matter'],
  due: ['到期日', 'due date'],
  unit: ['责任单位', 'unit'],
});

interface ShownRule {
  readonly level: string;
  readonly when: readonly Trigger[];
  readonly recipients: readonly Recipient[];
  readonly text: { readonly zh: string; readonly en: string };
}

/** Rules of escalation in words, lowest level first. */
export function RulesTable({ rules }: { readonly rules: readonly ShownRule[] }) {
  const t = useTexts(tableTexts);
  const { say } = useLanguage();
  const word = useWord();
  const inWords = (text: string): string => text.replace(/\{(number|title|due|unit)\}/g, (_, place: 'number' | 'title' | 'due' | 'unit') => t('place', { name: t(place) }));
  return (
    <Wide label={t('rules')}>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('level')}</th><th scope="col">{t('when')}</th><th scope="col">{t('told')}</th><th scope="col">{t('text')}</th></tr></thead>
        <tbody>
          {rules.map(({ level, when, recipients, text }) => (
            <tr key={level}><th scope="row" className="finding-nowrap">{word(levelWords, level)}</th><td>{when.map(triggerWord).map(say).join(t('or'))}</td><td>{recipients.map(recipientWord).map(say).join(t('and'))}</td><td>{inWords(say(text))}</td></tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
