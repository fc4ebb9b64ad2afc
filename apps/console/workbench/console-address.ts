/** Lists of the server that a page of the console shows under another address. */
const listPages: Readonly<Record<string, string>> = {
  '/supervision/findings': '/supervision/ledger',
  '/supervision/finding-drafts': '/supervision/drafts',
};

/** The console's address of what a desk or a notice of the server points to. */
export function consoleAddress(link: string): string {
  const [path = '/', query] = link.split('?');
  const page = listPages[path] ?? path;
  return query === undefined ? page : `${page}?${query}`;
}
