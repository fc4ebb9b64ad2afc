import { pino, type Logger } from 'pino';
import type { Clock } from '#engine/kernel';
import { inertLine, safeFields, safeText } from './redaction.js';
import { currentTrace } from './trace-context.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

/** Fields of a line besides the message. An error goes under `err`. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log: one JSON object a line, with time, level, message and the trace it belongs to. */
export interface Log {
  fatal(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  /** The same log with fields on every line. */
  child(fields: LogFields): Log;
}

export interface LogOptions {
  /** Lines below it are not written; `info` when absent. */
  readonly level?: LogLevel;
  /** Name of the process in every line. */
  readonly service: string;
  readonly clock: Clock;
  /** Where lines go; standard output when absent. */
  readonly destination?: { write(line: string): void };
}

/** The process's log. Secrets and personal data are masked, and no value can forge a line or steer a terminal. */
export function createLog(options: LogOptions): Log {
  const destination = options.destination ?? pino.destination({ dest: 1, sync: true });
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service, pid: process.pid },
      timestamp: () => `,"time":"${options.clock.now()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => error },
      mixin: () => {
        const trace = currentTrace();
        return trace ? { traceId: trace.traceId, spanId: trace.spanId } : {};
      },
    },
    { write: (line: string) => void destination.write(inertLine(line)) },
  );
  return new PinoLog(logger, {});
}

class PinoLog implements Log {
  constructor(
    private readonly logger: Logger,
    private readonly bound: LogFields,
  ) {}

  fatal(message: string, fields?: LogFields): void {
    this.write('fatal', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.write('error', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.write('warn', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.write('info', message, fields);
  }

  debug(message: string, fields?: LogFields): void {
    this.write('debug', message, fields);
  }

  child(fields: LogFields): Log {
    return new PinoLog(this.logger, { ...this.bound, ...fields });
  }

  private write(level: Exclude<LogLevel, 'silent'>, message: string, fields: LogFields = {}): void {
    if (!this.logger.isLevelEnabled(level)) return;
    this.logger[level](unreserved({ ...safeFields(this.bound), ...safeFields(fields) }), safeText(message));
  }
}

const reserved = new Set(['level', 'time', 'service', 'pid', 'traceId', 'spanId', 'msg']);

/** A field must not stand in for what the log itself says: JSON readers take the last of two equal names. */
function unreserved(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [reserved.has(name) ? `${name}_` : name, value]));
}

/** A log that keeps nothing, where a caller has none to give. */
export const silentLog: Log = {
  fatal: () => undefined,
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  child: () => silentLog,
};
