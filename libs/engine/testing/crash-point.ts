/** Names of environment variables that ask for a crash, and what a crash is: shared by the code under test and its tests. */
export const crashVariable = 'ZHIHENG_CRASH_AT';

interface Wanted {
  readonly label: string;
  remaining: number;
}

/** `label` or `label:count`: die the count-th time the label is passed. */
function parse(text: string | undefined): Wanted | undefined {
  if (!text) return undefined;
  const [label = '', count = '1'] = text.split(':');
  return { label, remaining: Number(count) };
}

const wanted = parse(process.env[crashVariable]);

/**
 * A place where a process may die without warning. Does nothing unless the environment names the label;
 * then the process kills itself as the kernel would (SIGKILL: no handler, no flush, no exit code of its own).
 */
export function crashPoint(label: string): void {
  if (wanted === undefined || wanted.label !== label) return;
  wanted.remaining -= 1;
  if (wanted.remaining === 0) process.kill(process.pid, 'SIGKILL');
}
