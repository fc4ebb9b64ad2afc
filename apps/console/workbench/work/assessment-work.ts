import { reviewStatusWords, selfAssessmentWords } from '../../../words/assessment-words.js';
import { dossierStatusWords } from '../../../words/cadre-words.js';
import { rewardLevelWords, rewardStatusWords } from '../../../words/supervision-words.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { sourceOf, type WorkCard, type WorkGroup, type WorkSource } from '../work-card.js';
import { workbenchTexts } from '../workbench-texts.js';

const shown = 5;

/** Steps of assessments that are the person's. */
export function useRoundWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const view = useView('GET /rounds', { query: { limit: 100 } }, { enabled: may('GET /rounds') });
  const mine = (view.data?.items ?? []).filter(({ next }) => next?.mine);
  const card = (key: string, group: WorkGroup, some: typeof mine): WorkCard => ({
    key, group, title: t('roundActs'), count: some.length, all: '/rounds',
    items: some.map(({ round, title, next }) => ({ key: round, title: t('roundNext', { title: say(title), act: say(next!.called) }), href: `/rounds/${round}`, note: next!.because ? say(next!.because.text) : undefined, due: next!.by ? { at: next!.by } : undefined })),
  });
  return sourceOf([view], [
    card('rounds-late', 'overdue', mine.filter(({ next }) => next!.late)),
    card('rounds-now', 'todo', mine.filter(({ next }) => !next!.late && next!.possible)),
    card('rounds-wait', 'watch', mine.filter(({ next }) => !next!.late && !next!.possible)),
  ]);
}

/** The unit's own self-assessment, while it is asked for. */
export function useSelfAssessmentWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const assesses = may('POST /rounds/:round/units/:unit/self-assessment') && may('GET /rounds/:round/board');
  const rounds = useView('GET /rounds', { query: { step: 'self-assessment', limit: 10 } }, { enabled: assesses });
  const round = rounds.data?.items[0];
  const board = useView('GET /rounds/:round/board', { path: { round: round?.round ?? '' }, query: { limit: 100 } }, { enabled: assesses && round !== undefined });
  const lines = (board.data?.items ?? []).filter(({ self, unit }) => (self === 'missing' || self === 'returned') && may('POST /rounds/:round/units/:unit/self-assessment', unit));
  const card = (key: string, group: WorkGroup, title: string, some: typeof lines): WorkCard => ({
    key, group, title, count: some.length, all: '/rounds',
    items: some.map(({ unit, self, resubmitBy }) => ({
      key: unit, title: round ? say(round.title) : '', href: `/rounds/${round?.round}/units/${unit}/self-assessment`, unit, note: say(selfAssessmentWords[self]!), due: (resubmitBy ?? round?.next?.by) ? { at: (resubmitBy ?? round?.next?.by)! } : undefined,
    })),
  });
  return sourceOf([rounds, board], [
    card('self-returned', 'returned', t('selfReturned'), lines.filter(({ self }) => self === 'returned')),
    card('self-missing', 'todo', t('selfAssessment'), lines.filter(({ self }) => self === 'missing')),
  ]);
}

/** Reviews that wait for a decision. */
export function useReviewWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const view = useView('GET /reviews', { query: { status: 'open', limit: 50 } }, { enabled: may('POST /rounds/:round/results/:unit/reviews/:request/decision') });
  const items = view.data?.items ?? [];
  const card = (key: string, group: WorkGroup, some: typeof items, count: number): WorkCard => ({
    key, group, title: t('reviewsToDecide'), count, all: '/reviews?status=open',
    items: some.map(({ round, unit, request, claim, status, decideBy }) => ({ key: `${round}/${unit}/${request}`, title: claim, href: `/rounds/${round}/units/${unit}/reviews/${request}`, unit, note: say(reviewStatusWords[status]!), due: { at: decideBy } })),
  });
  const late = items.filter((review) => review.late);
  return sourceOf([view], [card('reviews-late', 'overdue', late, late.length), card('reviews', 'todo', items.filter((review) => !review.late), (view.data?.total ?? items.length) - late.length)]);
}

/** Progress of tasks: to review, or returned to the unit. */
export function useProgressWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { language } = useLanguage();
  const { plan } = usePlanYear();
  const { may, unitsOf } = usePermissions();
  const reviews = may('POST /plans/:plan/measures/:no/progress/:unit/:period/review');
  const reports = may('POST /plans/:plan/measures/:no/progress') && unitsOf('POST /plans/:plan/measures/:no/progress') !== 'all';
  const toReview = useView('GET /plans/:plan/progress', { path: { plan }, query: { status: 'reported', limit: shown } }, { enabled: reviews && plan !== '' });
  const returned = useView('GET /plans/:plan/progress', { path: { plan }, query: { status: 'returned', limit: shown } }, { enabled: reports && plan !== '' });
  const card = (key: string, group: WorkGroup, title: string, page: typeof toReview.data, status: string): WorkCard | undefined =>
    page && {
      key, group, title, count: page.total ?? page.items.length, all: `/plan/progress?status=${status}`,
      items: page.items.map(({ no, unit, period, summary, remark, reportedAt }) => ({ key: `${no}/${unit}/${period}`, title: summary, href: `/plan/progress?status=${status}&no=${no}`, unit, note: [t('progressItem', { no, period: periodText(period, language) }), remark].filter(Boolean).join(' · '), since: reportedAt })),
    };
  return sourceOf([toReview, returned], [card('progress-returned', 'returned', t('progressReturned'), returned.data, 'returned'), card('progress-review', 'todo', t('progressToReview'), toReview.data, 'reported')]);
}

/** Rewards: to review, or returned to the unit. */
export function useRewardWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may, unitsOf } = usePermissions();
  const nominates = may('POST /rewards') && unitsOf('POST /rewards') !== 'all';
  const toReview = useView('GET /rewards', { query: { status: 'nominated', limit: shown } }, { enabled: may('POST /rewards/:reward/review') });
  const returned = useView('GET /rewards', { query: { status: 'returned', limit: shown } }, { enabled: nominates });
  const card = (key: string, group: WorkGroup, title: string, page: typeof toReview.data, status: string): WorkCard | undefined =>
    page && {
      key, group, title, count: page.total ?? page.items.length, all: `/supervision/rewards?status=${status}`,
      items: page.items.map(({ reward, unit, policyItem, level, status: stands, opinion, nominatedAt }) => ({ key: reward, title: policyItem, href: `/supervision/rewards/${reward}`, unit, note: [say(rewardLevelWords[level]!), say(rewardStatusWords[stands]!), opinion].filter(Boolean).join(' · '), since: nominatedAt })),
    };
  return sourceOf([toReview, returned], [card('rewards-returned', 'returned', t('rewardsReturned'), returned.data, 'returned'), card('rewards-review', 'todo', t('rewardsToReview'), toReview.data, 'nominated')]);
}

/** Dossiers for the cadre review: to hand over, rejected, to acknowledge; and receipts that could not be read. */
export function useDossierWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const dispatches = may('POST /cadre-review/dossiers/:round/:unit/dispatch');
  const receives = may('POST /cadre-review/receipts');
  const feed = useView('GET /cadre-review/feed-state', {}, { enabled: (dispatches || receives) && may('GET /cadre-review/feed-state') });
  const rounds = useView('GET /cadre-review/rounds', {}, { enabled: (dispatches || receives) && may('GET /cadre-review/rounds') });
  const letters = useView('GET /cadre-review/dead-letters', { query: { limit: shown } }, { enabled: may('GET /cadre-review/dead-letters') });
  const all = feed.data?.items ?? [];
  const card = (key: string, group: WorkGroup, title: string, status: string): WorkCard => {
    const some = all.filter((one) => one.status === status);
    return {
      key, group, title, count: some.length, all: `/cadre-review?status=${status}`,
      items: some.map(({ dossier, version, dispatchedAt }) => {
        const at = dossier.lastIndexOf('.');
        const [round, unit] = [dossier.slice(0, at), dossier.slice(at + 1)];
        const title = rounds.data?.items.find((one) => one.round === round)?.title;
        return { key: `${dossier}/${version}`, title: title ? say(title) : round, href: `/cadre-review/dossiers/${round}/${unit}/${version}`, unit, note: `${t('dossierOf', { version })} · ${say(dossierStatusWords[status]!)}`, since: dispatchedAt };
      }),
    };
  };
  return sourceOf([feed, letters], [
    letters.data && { key: 'dead-letters', group: 'overdue', title: t('deadLetters'), count: letters.data.total, all: '/cadre-review/receipts', items: letters.data.items.map(({ id, text, lastAt }) => ({ key: id, title: text.slice(0, 80), href: '/cadre-review/receipts', since: lastAt })) },
    dispatches ? card('dossiers-rejected', 'returned', t('dossiersRejected'), 'rejected') : undefined,
    dispatches ? card('dossiers-prepared', 'todo', t('dossiersToDispatch'), 'prepared') : undefined,
    receives ? card('dossiers-dispatched', 'todo', t('dossiersToReceive'), 'dispatched') : undefined,
  ]);
}
