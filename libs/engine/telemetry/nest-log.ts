import type { LoggerService } from '@nestjs/common';
import type { Log, LogFields } from './log.js';

/**
 * What Nest itself has to say, in the product's log. Nest passes the place it speaks from as last argument.
 * Its ordinary messages list modules and routes at the start: of interest to developers, so they are `debug`.
 */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.sink.debug(textOf(message), fieldsOf(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const [stack, ...others] = rest.length > 1 || looksLikeStack(rest[0]) ? rest : [undefined, ...rest];
    this.sink.error(textOf(message), { ...fieldsOf(message, others), ...(stack === undefined ? {} : { stack }) });
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.sink.warn(textOf(message), fieldsOf(message, rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.sink.debug(textOf(message), fieldsOf(message, rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.sink.debug(textOf(message), fieldsOf(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.sink.fatal(textOf(message), fieldsOf(message, rest));
  }
}

const looksLikeStack = (value: unknown): boolean => typeof value === 'string' && /\n\s+at /.test(value);

function textOf(message: unknown): string {
  if (typeof message === 'string') return message;
  return message instanceof Error ? message.message : 'object';
}

function fieldsOf(message: unknown, rest: readonly unknown[]): LogFields {
  const last = rest.at(-1);
  const where = typeof last === 'string' ? { context: last } : {};
  const others = typeof last === 'string' ? rest.slice(0, -1) : rest;
  const more = others.length > 0 ? { details: others } : {};
  if (message instanceof Error) return { ...where, ...more, err: message };
  return typeof message === 'string' ? { ...where, ...more } : { ...where, ...more, value: message };
}
