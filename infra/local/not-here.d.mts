/** Something that cannot be had on this machine. Programs end with {@link notHereExitCode}. */
export class NotOnThisMachine extends Error {
  readonly reason: { readonly zh: string; readonly en: string };
}

export const notHereExitCode: 75;
