import type { Bilingual } from '#engine/kernel';
import type { Query } from '../connection/api.js';
import { fieldsText } from './act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from './command.js';
import type { ExitName } from './exit-codes.js';
import { momentOptions, momentQuery } from './usual-options.js';

export interface View<Thing> {
  readonly path: string;
  readonly summary: Bilingual;
  readonly details?: Bilingual;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly examples?: readonly string[];
  /** Below `/api`. */
  readonly from: string | ((call: Call) => string | Promise<string>);
  readonly query?: (call: Call) => Query | Promise<Query>;
  /** False for things that only exist as they are now. */
  readonly moments?: boolean;
  /** What a person reads; every field by its name in the API when absent. */
  readonly text?: (thing: Thing, call: Call) => string | Promise<string>;
  /** What the shell is told, where it is not "done". */
  readonly exit?: (thing: Thing) => ExitName | void;
}

/** Declare a command that shows one thing. */
export function viewCommand<Thing extends object>(view: View<Thing>): CommandSpec {
  const { path, summary, details, examples, moments = true } = view;
  const options = [...(view.options ?? []), ...(moments ? momentOptions : [])];
  return commandSpec({
    path, summary, ...(details ? { details } : {}), ...(examples ? { examples } : {}), ...(view.arguments ? { arguments: view.arguments } : {}), options,
    run: async (call) => {
      const address = typeof view.from === 'string' ? view.from : await view.from(call);
      const thing = await call.api.get<Thing>(address, { ...(await view.query?.(call)), ...(moments ? momentQuery(call) : {}) });
      const text = call.out.json ? '' : await (view.text?.(thing, call) ?? fieldsText(thing as Readonly<Record<string, unknown>>));
      await call.out.result(thing, () => text);
      return view.exit?.(thing);
    },
  });
}
