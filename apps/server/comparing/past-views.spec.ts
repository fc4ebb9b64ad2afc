import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { declaredEndpoints } from '#engine/http';
import '../server.module.js';
import '../../../libs/domain/history/comparing/comparing.module.js';

/** Routes that answer without a moment, and why none is missing. */
const withoutMoment: Readonly<Record<string, readonly RegExp[]>> = {
  'what the address names never changes: a position, a hash, a calculation, a checkpoint, a text that is shipped': [
    /^\/events\/:position$/, /^\/history\/events\//, /^\/evidence\/:sha256$/, /^\/cadre-review\/documents\/:hash$/, /^\/rounds\/:round\/(comparison|reproduction)$/, /^\/history\/explanations\/rounds\//, /^\/ledger(\/|$)/, /^\/history\/audit-bundle$/,
    /schema$/, /shipped/, /^\/openapi\.json$/, /^\/history\/(comparable-views|locked-rules|comparison(\.csv)?)$/, /^\/history\/(kinds|subject-kinds)$/,
  ],
  'it is kept outside the log, which alone remembers earlier versions: persons, receipts, sealed lists, deliveries, accesses, what the last reconciliation of the copies found': [
    /^\/people/, /^\/notices/, /^\/access-log/, /^\/cadre-review\/(dead-letters|keys|feed)$/, /^\/campaigns\/:campaign\/draw$/, /^\/rounds\/:round\/samples\/:sample\/list$/, /^\/imports\/:id$/, /^\/feeds\//, /^\/audit/, /^\/reconciliation$/,
  ],
  'it says what can be done now': [/\/form$/, /\/preview$/, /^\/me(\/permissions)?$/, /^\/roles(\/permissions)?$/, /^\/system$/, /^\/projections$/, /^\/parked$/],
  'it is a stream of what comes': [/live$/],
};

const reads = declaredEndpoints.filter(({ method }) => method === 'GET');
const takesMoment = ({ query }: (typeof reads)[number]): boolean => query instanceof z.ZodObject && 'asKnownAt' in query.shape;
const reasons = (path: string): readonly string[] => Object.entries(withoutMoment).filter(([, patterns]) => patterns.some((pattern) => pattern.test(path))).map(([reason]) => reason);

describe('every view', () => {
  test('can be asked as known at a moment, or there is a reason why not', () => {
    expect(reads.length).toBeGreaterThan(100);
    expect(reads.filter((route) => !takesMoment(route) && reasons(route.path).length === 0).map(({ path }) => path)).toEqual([]);
  });

  test('that takes a moment can be waited for as well, so that one reads one’s own write', () => {
    const events = /^\/(events|streams\/:stream|rounds\/:round\/results\/:unit\/sheet)$/;
    const without = reads.filter((route) => takesMoment(route) && !events.test(route.path) && !('waitFor' in (route.query as z.ZodObject).shape));
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});
