/** Plain data as it travels and is stored. Exact numbers are strings; JSON numbers are counts and revisions only. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
