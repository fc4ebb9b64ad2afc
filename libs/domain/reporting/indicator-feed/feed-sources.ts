import type { FeedSource } from './indicator-feed.js';

const word = /^[^\s,;|]+$/;

/** A list of sources that cannot be read. */
export class BadFeedSources extends Error {
  override readonly name = 'BadFeedSources';
}

/**
 * Read who may send values, as settings have it: `source units indicators`, several with commas between; units and indicators are `all`
 * or codes with `|` between, such as `/nanjing/statistics all rd-expenditure-share|tech-incubators`.
 * @throws BadFeedSources
 */
export function readFeedSources(text: string): Readonly<Record<string, FeedSource>> {
  const sources: Record<string, FeedSource> = {};
  for (const line of text.split(',').map((part) => part.trim()).filter((part) => part !== '')) {
    const [source, units, indicators, ...rest] = line.split(/\s+/);
    if (!source || !units || !indicators || rest.length > 0 || Object.hasOwn(sources, source)) throw new BadFeedSources(line);
    sources[source] = { units: codes(units, line), indicators: codes(indicators, line) };
  }
  return sources;
}

function codes(text: string, line: string): 'all' | readonly string[] {
  if (text === 'all') return 'all';
  const list = text.split('|');
  if (!list.every((code) => word.test(code))) throw new BadFeedSources(line);
  return list;
}
