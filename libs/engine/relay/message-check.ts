import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { MappedMessage, Topic } from './relay.js';

/** A topic's definition that cannot be used. */
export class BadTopic extends Error {
  override readonly name = 'BadTopic';
}

const topicName = /^[a-z0-9][a-z0-9.-]*\.v[1-9]\d*$/;

/** Checks what a topic's `map` gives against the topic's published schema. */
export class MessageCheck {
  private readonly validate: ValidateFunction;

  /** @throws BadTopic when the name or the schema cannot be used: a wrong schema is found at start, not with the first message */
  constructor(private readonly topic: Topic) {
    if (!topicName.test(topic.topic)) throw new BadTopic(`topic "${topic.topic}" is not named <words>.v<version>`);
    // Formats (date-time, uuid) document; zod's schemas carry a pattern wherever one is meant to be enforced.
    const ajv = new Ajv2020({ validateFormats: false, strictTypes: false, strictTuples: false, allowUnionTypes: true, logger: false });
    try {
      this.validate = ajv.compile(topic.schema);
    } catch (error) {
      throw new BadTopic(`the schema of ${topic.topic} is not valid: ${String(error)}`, { cause: error });
    }
  }

  /** Why a message cannot be sent; undefined when it can. */
  problem({ key, subject, data }: MappedMessage): string | undefined {
    if (key === '') return `${this.topic.topic}: a message needs a key`;
    if (subject === '') return `${this.topic.topic}: a subject must not be empty`;
    if (this.validate(data)) return undefined;
    const first = this.validate.errors?.[0];
    return `${this.topic.topic}: data${first?.instancePath ?? ''} ${first?.message ?? 'does not fit the schema'}`;
  }
}
