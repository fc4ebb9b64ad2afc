import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseYaml } from '@redocly/openapi-core';
import type { IntakeStatus } from '#engine/intake';
import type { LedgerStatus } from '#engine/ledger';
import type { NoticeStatus, OutletStatus } from '#engine/notices';
import type { ProjectionStatus } from '#engine/projections';
import type { ReactionStatus } from '#engine/reactions';
import type { RelayStatus } from '#engine/relay';
import { Metrics } from '#engine/telemetry';
import { asked } from './promql.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string): string[] => readdirSync(join(root, folder)).sort().map((name) => join(folder, name));

interface Rule { readonly alert: string; readonly expr: string; readonly labels: Readonly<Record<string, string>>; readonly annotations: Readonly<Record<string, string>> }
interface RuleFile { readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[] }
interface Panel { readonly id: number; readonly type: string; readonly title: string; readonly description?: string; readonly datasource?: { readonly uid: string }; readonly targets?: readonly { readonly expr: string; readonly legendFormat?: string }[] }
interface Board { readonly uid: string; readonly title: string; readonly description: string; readonly panels: readonly Panel[]; readonly templating: { readonly list: readonly { readonly query: { readonly query: string } }[] } }
interface Known { readonly name: string; readonly type: string; readonly labels: ReadonlySet<string>; readonly states: ReadonlySet<unknown> }

const rules = filesIn('infra/dashboards/rules').flatMap((file) => (parseYaml(read(file)) as RuleFile).groups.flatMap((group) => group.rules.map((rule) => ({ file, ...rule }))));
const boards = filesIn('infra/dashboards/grafana').map((file) => ({ file, board: JSON.parse(read(file)) as Board }));
const scraped = (parseYaml(read('infra/compose/prometheus/prometheus.yaml')) as { scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[] }).scrape_configs;

/** What others measure, with the labels used here: Prometheus itself, node-exporter, the kubelet. */
const measuredByOthers: ReadonlyMap<string, readonly string[]> = new Map([
  ['up', []],
  ['node_filesystem_avail_bytes', ['mountpoint', 'fstype', 'device']],
  ['node_filesystem_size_bytes', ['mountpoint', 'fstype', 'device']],
  ['kubelet_volume_stats_available_bytes', ['namespace', 'persistentvolumeclaim']],
  ['kubelet_volume_stats_capacity_bytes', ['namespace', 'persistentvolumeclaim']],
]);
const ofEveryTarget = ['job', 'instance'];

/** Metrics with one follower of each kind, so that every state a gauge can tell is there. */
function observed(): Metrics {
  const metrics = new Metrics();
  const following = { state: 'live', position: 1, lag: 0, lagMs: 0, parkedStreams: 0 } as const;
  metrics.observeProjections([{ ...following, name: 'board', version: 1, generation: 1, owned: true } satisfies ProjectionStatus]);
  metrics.observeReactions([{ ...following, process: 'overdue', timers: { pending: 0, due: 0, failed: 0, fired: 0 } } satisfies ReactionStatus]);
  metrics.observeRelay([{ ...following, topic: 'scores', sent: 0 } satisfies RelayStatus]);
  metrics.observeNotices({
    definitions: [{ ...following, definition: 'late', issued: 0 } satisfies NoticeStatus],
    outlets: [{ outlet: 'inbox', state: 'live', queued: 0, due: 0, failed: 0, lagMs: 0, delivered: 0 } satisfies OutletStatus],
  });
  metrics.observeLedger('city', { state: 'live', position: 1, lag: 0, lagMs: 0 } satisfies LedgerStatus);
  metrics.observeLog({ stopped: false, silentMs: 0 });
  metrics.observeIntakes([{ topic: 'values', state: 'live', lag: 0, restarts: 0, taken: { recorded: 0, repeated: 0, unchanged: 0, refused: 0 } } satisfies IntakeStatus]);
  return metrics;
}

const known = new Map<string, Known>();
beforeAll(async () => {
  const registered = observed()['registry'].getMetricsAsArray() as unknown as readonly { name: string; type?: string; labelNames: readonly string[]; buckets?: unknown; get(): Promise<{ type: string; values: readonly { labels: Record<string, unknown> }[] }> }[];
  for (const metric of registered) {
    const { type, values } = await metric.get();
    known.set(metric.name, { name: metric.name, type, labels: new Set(metric.labelNames), states: new Set(values.map(({ labels }) => labels['state'])) });
  }
});

/** The metric of the registry that a series belongs to. */
function sourceOf(series: string): Known | undefined {
  const histogram = known.get(series.replace(/_(bucket|sum|count)$/, ''));
  if (histogram?.type === 'histogram') return series === histogram.name ? undefined : histogram;
  return known.get(series);
}

/** What an expression names that is not there. */
function unknownIn(expression: string): string[] {
  const { metrics, grouping } = asked(expression);
  const labels = new Set([...ofEveryTarget, 'le', ...metrics.flatMap(({ name }) => [...(sourceOf(name)?.labels ?? measuredByOthers.get(name) ?? [])])]);
  return [
    ...(metrics.length === 0 ? ['no metric at all'] : []),
    ...metrics.flatMap(({ name, matchers }) => {
      const source = sourceOf(name);
      const others = measuredByOthers.get(name);
      if (!source && !others) return [name];
      return matchers.flatMap(({ label, sign, value }) => {
        if (!ofEveryTarget.includes(label) && !(source ? source.labels.has(label) : others!.includes(label))) return [`${name}{${label}}`];
        return label === 'state' && sign === '=' && !source?.states.has(value) ? [`${name}{state="${value}"}`] : [];
      });
    }),
    ...(grouping ?? []).filter((label) => !labels.has(label)).map((label) => `by (${label})`),
  ];
}

/** Labels that a text shows of what an expression answers, and that the answer does not have. */
function missingLabels(expression: string, text: string): string[] {
  const { metrics, grouping } = asked(expression);
  const answered = new Set(grouping ?? [...ofEveryTarget, ...metrics.flatMap(({ name }) => [...(sourceOf(name)?.labels ?? measuredByOthers.get(name) ?? [])])]);
  if (/group_right|histogram_quantile/.test(expression)) for (const label of ofEveryTarget) answered.add(label);
  return [...text.matchAll(/\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}/g)].map(([, label = '']) => label).filter((label) => !answered.has(label));
}

const bilingual = (text: string): boolean => /\p{Script=Han}/u.test(text) && /[A-Za-z]{2}/.test(text) && text.includes(' · ');

describe('the check itself', () => {
  test('finds a metric, a label, a state and a grouping that are not there, and a histogram asked for without its parts', () => {
    expect(unknownIn('zhiheng_projection_lag_second > 1')).toEqual(['zhiheng_projection_lag_second']);
    expect(unknownIn('max by (topic) (zhiheng_projection_state{topic="x"})')).toEqual(['zhiheng_projection_state{topic}', 'by (topic)']);
    expect(unknownIn('zhiheng_ledger_state{state="broken"} == 1')).toEqual(['zhiheng_ledger_state{state="broken"}']);
    expect(unknownIn('rate(zhiheng_command_duration_seconds[5m])')).toEqual(['zhiheng_command_duration_seconds']);
    expect(unknownIn('vector(1)')).toEqual(['no metric at all']);
    expect(missingLabels('max by (topic) (zhiheng_relay_lag_seconds)', '{{ $labels.instance }} {{topic}}')).toEqual(['instance']);
  });

  test('reads ranges, offsets, matching and calls as what they are', () => {
    expect(asked('max by (a) (x_total{b="1", c=~"d.*"}) < on () group_left () max(y offset 1h) and rate(z[5m]) > 0')).toEqual({
      metrics: [{ name: 'x_total', matchers: [{ label: 'b', sign: '=', value: '1' }, { label: 'c', sign: '=~', value: 'd.*' }] }, { name: 'y', matchers: [] }, { name: 'z', matchers: [] }],
      grouping: ['a'],
    });
  });
});

describe('rules', () => {
  test('ask only for what is measured', () => {
    expect(rules.flatMap(({ alert, expr }) => unknownIn(expr).map((what) => `${alert}: ${what}`))).toEqual([]);
  });

  test('have names of their own, a severity, and texts in both languages that show only labels of the answer', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, expr, labels, annotations } of rules) {
      expect([alert, labels['severity']]).toEqual([alert, expect.stringMatching(/^(warning|critical)$/)]);
      for (const text of [annotations['summary']!, annotations['description']!]) expect([alert, bilingual(text), missingLabels(expr, text)]).toEqual([alert, true, []]);
    }
  });

  test('cover what stops the city', () => {
    expect(rules.map(({ alert }) => alert)).toEqual(expect.arrayContaining([
      'ZhihengLogStopped', 'ZhihengLogUnreachable', 'ZhihengIntakeRefuses', 'ZhihengIntakeStands', 'ZhihengProjectionHalted', 'ZhihengProjectionLate', 'ZhihengRelayLate', 'ZhihengParkedStreams', 'ZhihengLedgerHalted', 'ZhihengDiskFilling', 'ZhihengVolumeFilling', 'ZhihengNoServer', 'ZhihengNoWorker',
    ]));
  });

  test('name jobs that are scraped', () => {
    const jobs = scraped.map(({ job_name }) => job_name);
    for (const { alert, expr } of rules) {
      for (const { matchers } of asked(expr).metrics) {
        for (const { label, sign, value } of matchers.filter((matcher) => matcher.label === 'job')) expect([alert, label, jobs.some((job) => (sign === '=' ? job === value : new RegExp(`^(?:${value})$`).test(job)))]).toEqual([alert, 'job', true]);
      }
    }
  });
});

describe('dashboards', () => {
  const panels = boards.flatMap(({ file, board }) => board.panels.map((panel) => ({ file, panel })));
  const provisioned = (parseYaml(read('infra/compose/grafana/datasources/prometheus.yaml')) as { datasources: { uid: string }[] }).datasources.map(({ uid }) => uid);

  test('ask only for what is measured, of the source that is provisioned', () => {
    const queries = panels.flatMap(({ file, panel }) => (panel.targets ?? []).map(({ expr }) => ({ at: `${file}: ${panel.title}`, expr })));
    expect(queries.length).toBeGreaterThan(40);
    expect(queries.flatMap(({ at, expr }) => unknownIn(expr).map((what) => `${at}: ${what}`))).toEqual([]);
    for (const { panel } of panels.filter(({ panel }) => panel.type !== 'row')) expect(provisioned).toContain(panel.datasource?.uid);
    for (const { board } of boards) for (const { query } of board.templating.list) expect(known.has(/label_values\((\w+),/.exec(query.query)?.[1] ?? '')).toBe(true);
  });

  test('are in both languages, with legends out of labels that the answers have', () => {
    for (const { board } of boards) expect([board.uid, bilingual(board.title), bilingual(board.description)]).toEqual([board.uid, true, true]);
    for (const { panel } of panels) {
      expect([panel.title, bilingual(panel.title), panel.type === 'row' || bilingual(panel.description ?? '')]).toEqual([panel.title, true, true]);
      for (const { expr, legendFormat = '' } of panel.targets ?? []) expect([panel.title, missingLabels(expr, legendFormat)]).toEqual([panel.title, []]);
    }
  });

  test('have addresses and panels of their own', () => {
    expect(new Set(boards.map(({ board }) => board.uid)).size).toBe(boards.length);
    for (const { board } of boards) expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
  });
});

describe('the guide', () => {
  test('lists every metric of the program', () => {
    const guide = read('docs/guides/distributed.md');
    const named = new Set([...guide.matchAll(/`(zhiheng_\w+)`/g)].map(([, name = '']) => name));
    expect([...named].sort()).toEqual([...known.keys()].filter((name) => name.startsWith('zhiheng_')).sort());
  });
});
