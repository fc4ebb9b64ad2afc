import { describe, expect, it } from '@jest/globals';
import { consoleAddress } from './console-address.js';

describe('the address of what the server points to', () => {
  it.each([
    ['/supervision/findings?overdue=true', '/supervision/ledger?overdue=true'],
    ['/supervision/findings', '/supervision/ledger'],
    ['/supervision/finding-drafts', '/supervision/drafts'],
    ['/supervision/findings/f-1', '/supervision/findings/f-1'],
    ['/supervision/matters?waitingFor=instruction', '/supervision/matters?waitingFor=instruction'],
    ['/supervision/warnings/p/i/u/2025', '/supervision/warnings/p/i/u/2025'],
  ])('%s opens %s', (link, page) => {
    expect(consoleAddress(link)).toBe(page);
  });
});
