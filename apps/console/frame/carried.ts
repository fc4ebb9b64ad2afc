/** Query fields that go with a person from page to page: the moment looked from and the year. */
const carried = ['at', 'year'] as const;

/** A page's address with the carried fields of the present one, unless it says them itself. */
export function withCarried(href: string, search: string): string {
  const [path = '/', own = ''] = href.split('?');
  const next = new URLSearchParams(own);
  const now = new URLSearchParams(search);
  for (const name of carried) {
    const value = now.get(name);
    if (value && !next.has(name)) next.set(name, value);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}
