import type { LinkageContent } from '../linkage-rules.events.js';

/**
 * A model of linkage rules: what cities commonly rule on the use of quality results, and the quotas of the regulations on the assessment
 * of leading cadres (groups 30 %, persons 25 %; in a group that is 优秀 30 %, 一般 20 %, 较差 15 %). It holds only once a document adopts it.
 */
export const defaultLinkageRules: LinkageContent = {
  rules: [
    {
      code: 'bars-excellent', when: [{ grades: ['D'] }, { vetoed: true }],
      advice: { zh: '领导班子年度考核不得确定为优秀。', en: 'The leading group is not to be rated excellent in the year.' },
    },
    {
      code: 'interview', when: [{ bottomRanks: { places: 1, running: 2 } }],
      advice: { zh: '连续两年末位，建议约谈主要负责人。', en: 'Last in two years running: an interview with the main leaders is advised.' },
    },
    {
      code: 'priority', when: [{ grades: ['A'], vetoed: false }],
      advice: { zh: '在评先评优中优先考虑。', en: 'To be considered first for commendations.' },
    },
  ],
  quotas: { groupsExcellent: '30', personsExcellent: '25', personsByGroup: { excellent: '30', fair: '20', poor: '15' } },
  weight: '3',
};
