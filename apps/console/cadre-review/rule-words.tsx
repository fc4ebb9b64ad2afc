import { useTexts } from '../language/texts.js';
import type { ItemOf } from '../server/ask.js';
import { Fact, Facts } from '../show/facts.js';
import { Figure } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { cadreTexts } from './cadre-texts.js';

export type LinkageContent = ItemOf<'GET /cadre-review/linkage-rules'>['content'];
type Condition = LinkageContent['rules'][number]['when'][number];

/** The shares of “excellent” and the weight of the result. */
export function Quotas({ quotas: { groupsExcellent, personsExcellent, personsByGroup: { excellent, fair, poor } }, weight }: Pick<LinkageContent, 'quotas' | 'weight'>) {
  const t = useTexts(cadreTexts);
  return (
    <Facts>
      <Fact label={t('weight')}><Figure value={weight} unit="%" /></Fact>
      <Fact label={t('groupsExcellent')}>≤ <Figure value={groupsExcellent} unit="%" /></Fact>
      <Fact label={t('personsExcellent')}>≤ <Figure value={personsExcellent} unit="%" /></Fact>
      <Fact label={t('byGroup')}>≤ {excellent} / {fair} / {poor} %</Fact>
    </Facts>
  );
}

/** Says when a rule applies: any of its conditions, each with all that it asks. */
export function useConditionText(): (when: readonly Condition[]) => string {
  const t = useTexts(cadreTexts);
  const one = ({ grades, vetoed, rankAtMost, bottomRanks }: Condition): string =>
    [
      grades && t('whenGrades', { grades: grades.join(mark.and) }),
      vetoed !== undefined && t(vetoed ? 'whenVetoed' : 'whenNotVetoed'),
      rankAtMost !== undefined && t('whenRank', { rank: rankAtMost }),
      bottomRanks && t('whenBottom', { running: bottomRanks.running, places: bottomRanks.places }),
    ].filter(Boolean).join(t('and'));
  return (when) => when.map(one).join(t('or'));
}
