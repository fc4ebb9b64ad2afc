import { contestGroundWords } from '../../../words/supervision-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Unit } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';
import { textOf, type IssuedFinding } from './finding-data.js';
import { findingTexts } from './finding-texts.js';
import { Fields, Files, Part, Signed } from './part.js';

/** Contests of the assignment and what was decided: upheld, or given to another unit. */
export function ContestsPart({ page: { record: { contests } } }: { readonly page: IssuedFinding }) {
  const t = useTexts(findingTexts);
  const { say } = useLanguage();
  const word = useWord();
  if (contests.length === 0) return null;
  return (
    <Part title={t('contests')}>
      {[...contests].reverse().map((entry) => {
        const from = entry.details['from'] as { readonly unit: string } | undefined;
        const ground = textOf(entry, 'ground');
        return (
          <div key={entry.id} className="finding-entry">
            <h3>{say(entry.title)}</h3>
            <Fields fields={[
              [t('ground'), ground && word(contestGroundWords, ground)], [t('reason'), entry.reason],
              [t('proposedUnit'), textOf(entry, 'proposedUnit') && <Unit code={textOf(entry, 'proposedUnit')} />],
              [t('from'), from && <del><Unit code={from.unit} /></del>], [t('to'), from && <Unit code={textOf(entry, 'unit')} />],
              [t('evidence'), ground && <Files entry={entry} />],
            ]} />
            <Signed entry={entry} />
          </div>
        );
      })}
    </Part>
  );
}
