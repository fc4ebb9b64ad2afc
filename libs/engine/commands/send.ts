import { Inject, Injectable } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandDefinition, DomainEvent } from '#engine/kernel';
import { span } from '#engine/telemetry';
import { CommandEngine, type BatchOptions, type BatchOutcome, type CommandItem } from './command-engine.js';
import type { Envelope, Outcome } from './envelope.js';

/** Any use case on its way over the @nestjs/cqrs command bus. */
export class Execute extends Command<Outcome> {
  constructor(
    readonly definition: CommandDefinition<any, any, any, any>,
    readonly command: unknown,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

/** The one handler of the command bus: every use case is plain data and functions, so none needs a class of its own. */
@CommandHandler(Execute)
export class ExecuteHandler implements ICommandHandler<Execute> {
  constructor(@Inject(CommandEngine) private readonly engine: CommandEngine) {}

  execute({ definition, command, envelope }: Execute): Promise<Outcome> {
    return this.engine.execute(definition, command, envelope);
  }
}

/** How controllers and reactions send commands. */
@Injectable()
export class Commands {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(CommandEngine) private readonly engine: CommandEngine,
  ) {}

  send<C, S, E extends DomainEvent, T extends {}>(definition: CommandDefinition<C, S, E, T>, command: C, envelope: Envelope): Promise<Outcome> {
    return span(`command ${definition.name}`, { 'zhiheng.command': definition.name, 'zhiheng.actor': envelope.actor.id }, () => this.bus.execute(new Execute(definition, command, envelope)));
  }

  /** A command with others that it rests on, as one append; answers for the command. */
  sendWith(before: readonly CommandItem[], main: CommandItem, envelope: Envelope): Promise<Outcome> {
    return span(`command ${main.definition.name}`, { 'zhiheng.command': main.definition.name, 'zhiheng.actor': envelope.actor.id }, () => this.engine.executeWith(before, main, envelope));
  }

  /** Many commands as one append, or a dry run of it. */
  sendAll(items: readonly CommandItem[], envelope: Envelope, options?: BatchOptions): Promise<BatchOutcome> {
    return this.engine.executeAll(items, envelope, options);
  }
}
