import { RecordContradicts, type HandsOver, type KeptRecord, type RecordKind } from '#engine/hand-over';
import type { Collection, MongoDatabase } from '#engine/mongodb';
import { keyTaken } from '#engine/mongodb';
import type { Instant } from '#engine/kernel';
import type { DeadLetter, DeadLetterPage, DeadLetters } from '../dead-letters.js';

/** A letter with its place in the order of arrival. */
interface LetterDocument extends Omit<DeadLetter, 'id' | 'values'> {
  readonly _id: string;
  readonly seq: number;
  /** JSON text. */
  readonly values: string;
}

const attempts = 100;

/** Dead letters in MongoDB. */
export class MongoDeadLetters implements DeadLetters, HandsOver {
  /** In the order of their arrival, which is their key. */
  readonly records: readonly RecordKind[] = [
    {
      kind: 'dead-letter',
      count: () => this.letters.countDocuments(),
      page: async (after = '0', limit) => (await this.letters.find({ seq: { $gt: Number(after) } }).sort({ seq: 1 }).limit(limit).toArray()).map(recordOf),
      found: async (keys) => (await this.letters.find({ seq: { $in: keys.map(Number) } }).toArray()).map(recordOf),
      add: (records) => this.takeIn(records),
    },
  ];

  private constructor(private readonly letters: Collection<LetterDocument>) {}

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoDeadLetters> {
    return new MongoDeadLetters(await database.indexed<LetterDocument>('dossiers.dead-letters', [{ key: { seq: 1 }, name: 'arrival', unique: true }]));
  }

  async keep({ id, via, source, text, code, values, at }: Omit<DeadLetter, 'firstAt' | 'lastAt' | 'times'> & { readonly at: Instant }): Promise<void> {
    const given = JSON.stringify(values);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { matchedCount } = await this.letters.updateOne({ _id: id }, { $set: { code, values: given, lastAt: at }, $inc: { times: 1 } });
      if (matchedCount === 1) return;
      const [last] = await this.letters.find().sort({ seq: -1 }).limit(1).toArray();
      try {
        await this.letters.insertOne({ _id: id, seq: (last?.seq ?? 0) + 1, via, source, text, code, values: given, firstAt: at, lastAt: at, times: 1 });
        return;
      } catch (error) {
        // Another took the place, or brought the same letter.
        if (!keyTaken(error)) throw error;
      }
    }
    throw new Error('dead letters: others arrive without end');
  }

  async list({ limit, after }: { readonly limit: number; readonly after?: string | undefined }): Promise<DeadLetterPage> {
    const before = after !== undefined && /^\d{1,15}$/.test(after) ? Number(after) : Number.MAX_SAFE_INTEGER;
    const found = await this.letters.find({ seq: { $lt: before } }).sort({ seq: -1 }).limit(limit + 1).toArray();
    const total = await this.letters.countDocuments();
    const items = found.slice(0, limit).map(letterOf);
    return found.length > limit ? { items, total, next: String(found[limit - 1]!.seq) } : { items, total };
  }

  async close(): Promise<void> {}

  private async takeIn(records: readonly KeptRecord[]): Promise<void> {
    for (const { key, content } of records) {
      const { id, values, ...letter } = content as unknown as DeadLetter;
      await this.letters.insertOne({ _id: id, seq: Number(key), ...letter, values: JSON.stringify(values) }).catch((error: unknown) => {
        throw keyTaken(error) ? new RecordContradicts('dead-letter', key) : error;
      });
    }
  }
}

const letterOf = ({ _id, seq: _seq, values, ...letter }: LetterDocument): DeadLetter => ({ id: _id, ...letter, values: JSON.parse(values) as DeadLetter['values'] });

const recordOf = (document: LetterDocument): KeptRecord => ({ key: String(document.seq), content: { ...letterOf(document) } });
