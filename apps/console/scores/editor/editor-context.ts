import { createContext, useContext } from 'react';
import type { Schema } from './schema.js';

/** What every field of the editor needs: the schema, the problems by place, and what codes can be chosen. */
export interface EditorContext {
  readonly root: Schema;
  /** What is wrong, by the path of the field in the content. */
  readonly problems: ReadonlyMap<string, string>;
  /** Codes that a field takes from elsewhere. */
  readonly optionsOf: (path: string) => readonly { readonly value: string; readonly label: string }[] | undefined;
}

export const EditorFields = createContext<EditorContext | undefined>(undefined);

/** @throws Error outside of the editor */
export function useEditorFields(): EditorContext {
  const context = useContext(EditorFields);
  if (!context) throw new Error('no editor around this field');
  return context;
}
