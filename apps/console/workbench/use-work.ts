import { useDossierWork, useProgressWork, useReviewWork, useRewardWork, useRoundWork, useSelfAssessmentWork } from './work/assessment-work.js';
import { useAccessLogWork, useAccountWork, useAuditWork, useMachineryWork } from './work/keeping-work.js';
import { usePeriodsWork, useReporterWork, useVerifierWork } from './work/reporting-work.js';
import { useInspectorDesk, useInterviewWork, useLeadershipDesk, useMatterWork, useObjectionWork, useUnitDesk, useWarningWork } from './work/supervision-work.js';
import { together, type WorkSource } from './work-card.js';

/** Everything the product gives the person to do. Each source asks only for what the server permits. */
export function useWork(): WorkSource {
  return together([
    useUnitDesk(), useInspectorDesk(), useLeadershipDesk(), useMatterWork(), useObjectionWork(), useInterviewWork(),
    useReporterWork(), useVerifierWork(), usePeriodsWork(),
    useSelfAssessmentWork(), useReviewWork(), useRoundWork(), useProgressWork(), useRewardWork(), useDossierWork(),
    useMachineryWork(), useAccountWork(), useAccessLogWork(), useAuditWork(), useWarningWork(),
  ]);
}
