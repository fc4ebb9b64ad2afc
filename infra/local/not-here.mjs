/** Something that cannot be had on this machine; programs end with {@link notHereExitCode}. */
export class NotOnThisMachine extends Error {
  name = 'NotOnThisMachine';
  constructor(reason, options) {
    super(`${reason.zh} · ${reason.en}`, options);
    this.reason = reason;
  }
}

/** Exit code of a program that cannot work on this machine: EX_TEMPFAIL of sysexits.h. */
export const notHereExitCode = 75;
