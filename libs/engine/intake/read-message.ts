import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { derivedId, isInstant, isRefusal, refuse, zhihengNamespace, type Instant, type JsonObject, type Refusal, type Uuid } from '#engine/kernel';
import { BadTopic } from '#engine/relay';
import type { Arrival, InboundMessage, InboundTopic } from './intake.js';

type Attributes = Readonly<Record<string, unknown>>;

const longestAttribute = 500;

/** Id of the command that a message becomes: the same for every repetition. */
export const commandIdOf = (source: string, id: string): Uuid => derivedId(zhihengNamespace, JSON.stringify(['inbound', source, id]));

/**
 * Reads messages of a topic: CloudEvents 1.0 over Kafka in binary mode (`ce_` headers) or structured mode (the whole event as JSON), and
 * lines of structured JSON in files. Pure.
 */
export class MessageReader {
  private readonly fits: ValidateFunction<JsonObject>;

  /** @throws BadTopic for a schema that cannot be used */
  constructor(
    private readonly topic: InboundTopic,
    private readonly maxBytes = 1_000_000,
  ) {
    const ajv = new Ajv2020({ validateFormats: false, strictTypes: false, strictTuples: false, strictRequired: false, allowUnionTypes: true, logger: false });
    try {
      this.fits = ajv.compile<JsonObject>(topic.schema);
    } catch (error) {
      throw new BadTopic(`the schema of ${topic.topic} is not valid: ${String(error)}`, { cause: error });
    }
  }

  /** The message, or why it is none of this topic. */
  read(message: InboundMessage): Arrival | Refusal {
    if (message.body.length > this.maxBytes) return refuse('intake.too-large', { size: message.body.length, limit: this.maxBytes });
    const content = jsonOf(message.body);
    if ('problem' in content) return refuse('intake.unreadable', { problem: content.problem });
    const event = this.eventOf(message.headers, content.value);
    if (isRefusal(event)) return event;
    const about = this.attributesOf(event.attributes);
    if (isRefusal(about)) return about;
    if (this.fits(event.data)) return { ...about, data: event.data };
    const [first] = this.fits.errors ?? [];
    return refuse('intake.misfit', { problem: `${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim() });
  }

  private eventOf(headers: Readonly<Record<string, string>>, content: unknown): { readonly attributes: Attributes; readonly data: unknown } | Refusal {
    const { topic, plainId } = this.topic;
    if ('ce_specversion' in headers) return { attributes: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('ce_')).map(([name, text]) => [name.slice(3), text])), data: content };
    if (isObject(content) && 'specversion' in content) {
      const { data, ...attributes } = content;
      return { attributes, data };
    }
    if (plainId === undefined) return refuse('intake.no-cloudevent', { problem: 'specversion' });
    return { attributes: { specversion: '1.0', type: topic, source: `/${topic}`, id: isObject(content) ? content[plainId] : undefined }, data: content };
  }

  private attributesOf({ specversion, type, source, id, subject, time, traceparent }: Attributes): Omit<Arrival, 'data'> | Refusal {
    const no = (problem: string): Refusal => refuse('intake.no-cloudevent', { problem });
    if (specversion !== '1.0') return no('specversion');
    if (type !== this.topic.topic) return no(`type ${JSON.stringify(type) ?? ''}`.slice(0, longestAttribute));
    if (!isText(source)) return no('source');
    if (!isText(id)) return no('id');
    if (subject !== undefined && !isText(subject)) return no('subject');
    const stated = time === undefined ? undefined : instantOf(time);
    if (time !== undefined && stated === undefined) return no('time');
    return {
      commandId: commandIdOf(source, id), source, id,
      ...(subject === undefined ? {} : { subject }), ...(stated === undefined ? {} : { time: stated }), ...(typeof traceparent === 'string' && traceForm.test(traceparent) ? { traceparent } : {}),
    };
  }
}

const traceForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const timeForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= longestAttribute;

/** An RFC 3339 time with any offset as an instant of ours, cut to milliseconds; undefined for one that does not exist. */
function instantOf(text: unknown): Instant | undefined {
  const match = typeof text === 'string' ? timeForm.exec(text) : null;
  if (!match || !isInstant(`${match[1]}T${match[2]}Z`)) return undefined;
  const epochMs = Date.parse(`${match[1]}T${match[2]}.${(match[3] ?? '').slice(0, 3).padEnd(3, '0')}${match[4]}`);
  return Number.isNaN(epochMs) ? undefined : new Date(epochMs).toISOString();
}

function jsonOf(body: Buffer): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown };
  } catch (error) {
    return { problem: (error as Error).message.slice(0, 200) };
  }
}
