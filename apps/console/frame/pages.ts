import type { ComponentType } from 'react';
import type { Route } from '../server/ask.js';
import type { Bilingual } from '../language/texts.js';

/** A page of the console: its address, its place in the menu, who has it, and how it is loaded. */
export interface Page {
  /** Address with `:name` places, as wouter reads it. */
  readonly path: string;
  readonly title: Bilingual;
  /** Routes of which one must be the person's for the page to be hers; nothing: everybody signed in. */
  readonly needs?: readonly Route[];
  /** Shown in the menu when present; pages without are reached from others. */
  readonly menu?: true;
  /** The page the menu marks while this one is open; found by the address when absent. */
  readonly under?: string;
  readonly load: () => Promise<{ readonly default: ComponentType<any> }>;
}

/** A group of the menu: what people come for. */
export interface Area {
  readonly key: string;
  readonly title: Bilingual;
  readonly icon: ComponentType;
  readonly pages: readonly Page[];
}
