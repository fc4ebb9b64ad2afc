import type { CommandDefinition, DomainEvent } from '#engine/kernel';
import type { Commands, Envelope, Receipt } from '#engine/commands';
import { receipt } from '#engine/http';
import type { UserDirectory } from './directory/user-directory.js';
import type { Identity } from './identity.js';

/**
 * Sends the commands of identity, one at a time: what a decision has to be told about other accounts ("is there another
 * administrator?") is taken from a directory that holds everything recorded so far, and the answer waits until the directory
 * holds the new fact, so that a revoked right is gone with the next request.
 */
export class Administration {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly commands: Commands,
    private readonly identity: Pick<Identity, 'directory'>,
  ) {}

  /** @throws Refused */
  act<C, S, E extends DomainEvent, T extends {}>(definition: CommandDefinition<C, S, E, T>, command: (directory: UserDirectory) => C, envelope: Envelope): Promise<Receipt> {
    const turn = this.last.then(async () => {
      const { directory } = this.identity;
      await directory.caughtUp();
      const done = receipt(await this.commands.send(definition, command(directory), envelope));
      await directory.reached(done.position);
      return done;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
