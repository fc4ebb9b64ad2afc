import { createRequire } from 'node:module';
import { rounded } from '../measurements/spread.js';

interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

interface AutocannonResult {
  readonly requests: { readonly total: number; readonly sent: number };
  readonly latency: { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number };
  readonly duration: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
}

type Autocannon = (options: {
  readonly url: string;
  readonly connections: number;
  readonly duration: number;
  readonly requests: readonly { readonly method: string; readonly path: string; readonly setupRequest: (request: Request) => Request }[];
}) => Promise<AutocannonResult>;

// It has no type declarations of its own.
const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;

/** What a load got for an answer. Times in milliseconds; autocannon counts whole ones. */
export interface Loaded {
  readonly perSecond: number;
  readonly answers: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Closed loop over some connections; each request is made anew by `next`. @throws Error when connections fail or nothing answers */
export async function load(address: string, connections: number, seconds: number, method: string, path: string, next: () => { headers: Record<string, string>; body?: string }): Promise<Loaded> {
  const setupRequest = (request: Request): Request => {
    const { headers, body } = next();
    return { ...request, method, path, headers: { ...request.headers, ...headers }, ...(body === undefined ? {} : { body }) };
  };
  const { requests, latency, duration, errors, timeouts, statusCodeStats } = await autocannon({ url: address, connections, duration: seconds, requests: [{ method, path, setupRequest }] });
  if (errors > 0 || timeouts > 0) throw new Error(`${errors} connections failed, ${timeouts} requests timed out`);
  return {
    perSecond: rounded(requests.total / duration), answers: requests.total,
    statuses: Object.fromEntries(Object.entries(statusCodeStats).map(([status, { count }]) => [status, count])),
    p50Ms: latency.p50, p90Ms: latency.p90, p99Ms: latency.p99, maxMs: latency.max,
  };
}
