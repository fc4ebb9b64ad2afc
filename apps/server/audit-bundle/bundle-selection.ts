import type { RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { resultStream, roundStream } from '#domain/assessment';
import { planStream } from '#domain/plan';
import { periodStream } from '#domain/reporting';
import { schemeStream } from '#domain/scoring';
import { unitStream } from '#domain/units';
import type { BundleSelection, Sought } from '../../../libs/domain/history/audit-bundle/bundle-contents.js';
import type { BundleScope } from '../../../libs/domain/history/audit-bundle/bundle-scope.js';

type Data = Readonly<Record<string, any>>;
type ByUnit = (data: Data, unit: string) => boolean;

const ofUnit: ByUnit = (data, unit) => data['unit'] === unit;
/** The unit that rectifies, and those that help, are in the content of what is issued. */
const ofParty: ByUnit = (data, unit) => ofUnit(data, unit) || data['content']?.unit === unit || (data['content']?.supporting ?? data['supporting'] ?? []).includes(unit);

const sought = (types: readonly string[], takes: Sought['takes'], belongs: (event: RecordedEvent<any>) => boolean): Sought => ({ types, takes, belongs: belongs as Sought['belongs'] });

/** Streams of one unit: reports, progress, results, dossiers, rewards, matters, interviews, and the findings it is a party to. */
const unitsOwn = (unit: string): readonly Sought[] => [
  sought(['reporting.'], 'stream', ({ stream, data }) => stream.startsWith('report-') && ofUnit(data, unit)),
  sought(['plan.Progress'], 'stream', ({ data }) => ofUnit(data, unit)),
  sought(['plan.Target'], 'fact', ({ data }) => data['target']?.unit === unit),
  sought(['plan.MeasureAssigned'], 'fact', ({ data }) => data['lead'] === unit || data['supporting'].includes(unit)),
  sought(['assessment.'], 'stream', ({ stream, data }) => stream.startsWith('result-') && ofUnit(data, unit)),
  sought(['cadre-review.Dossier', 'cadre-review.Inclusion'], 'stream', ({ data }) => ofUnit(data, unit)),
  sought(['supervision.'], 'stream', ({ stream, data }) => /^(finding|reward|matter|interview)-/.test(stream) && ofParty(data, unit)),
  // A campaign is about many units: of it only what was said to this one.
  sought(['supervision.'], 'fact', ({ stream, data }) => stream.startsWith('campaign-') && ofUnit(data, unit)),
];

/** What a unit's result rests on: the round, the scheme, the definitions and targets, its reports of the year, and the findings against it. */
async function resultOf(log: EventStore, round: string, unit: string): Promise<BundleSelection | undefined> {
  const opened = (await log.readStream(roundStream(round))) as readonly RecordedEvent<any>[];
  const data: Data | undefined = opened.find(({ type }) => type === 'assessment.RoundOpened')?.data;
  if (!data) return undefined;
  const { plan, year } = data;
  const schemes = new Set<string>(opened.flatMap(({ data: fact }) => (typeof fact.scheme?.id === 'string' ? [fact.scheme.id] : [])));
  return {
    streams: [roundStream(round), resultStream(round, unit), unitStream(unit), ...[...schemes].map(schemeStream), `dossier-${round}.${unit}`],
    sought: [
      sought(['plan.PlanAdopted', 'plan.MeasureDefined', 'plan.Indicator'], 'fact', ({ stream }) => stream === planStream(plan)),
      sought(['plan.Target'], 'fact', ({ stream, data: fact }) => stream === planStream(plan) && ['city', unit].includes(fact.target.unit)),
      sought(['reporting.'], 'stream', ({ stream, data: fact }) => stream.startsWith('report-') && fact.plan === plan && ofUnit(fact, unit) && stream.endsWith(`.${year}`)),
      sought(['reporting.Period'], 'fact', ({ data: fact }) => fact.plan === plan && String(fact.period).startsWith(String(year))),
      sought(['supervision.'], 'stream', ({ stream, data: fact }) => stream.startsWith('finding-') && ofParty(fact, unit)),
    ],
  };
}

/** Which facts belong to a scope; undefined when there is no such round. */
export async function selectEvents(log: EventStore, scope: BundleScope): Promise<BundleSelection | undefined> {
  switch (scope.kind) {
    case 'everything':
      return 'everything';
    case 'stream':
      return { streams: [scope.stream], sought: [] };
    case 'unit':
      return { streams: [unitStream(scope.unit)], sought: unitsOwn(scope.unit) };
    case 'period':
      return {
        streams: [periodStream(scope.plan, scope.period)],
        sought: [sought(['reporting.', 'plan.Progress'], 'fact', ({ data }) => data['plan'] === scope.plan && data['period'] === scope.period)],
      };
    case 'result':
      return resultOf(log, scope.round, scope.unit);
  }
}
