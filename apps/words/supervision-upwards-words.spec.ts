import { describe, expect, test } from '@jest/globals';
import { interviewLevels } from '../../libs/domain/supervision/interview.events.js';
import { handlingWords, interviewLevelWords, objectionStateWords, reviewVerdictWords, rewardObjectionWords, rewardOriginWords } from './supervision-words.js';

describe('words of campaigns, interviews, rewards and matters', () => {
  test.each([
    ['levels of interviews', interviewLevelWords, interviewLevels],
    ['states of objections', objectionStateWords, ['raised', 'decided']],
    ['objections to rewards', rewardObjectionWords, ['open', 'upheld', 'dismissed']],
    ['origins of nominations', rewardOriginWords, ['self', 'bureau']],
    ['verdicts of reviews', reviewVerdictWords, ['passed', 'returned']],
    ['handling of instructions', handlingWords, ['note', 'finding']],
  ])('%s: every code has a word', (_, words, codes) => {
    expect(Object.keys(words).sort()).toEqual([...codes].sort());
  });
});
