import type { HandsOver, RecordKind } from '#engine/hand-over';
import type { Collection, MongoDatabase } from '#engine/mongodb';
import { collectionRecords, keyTaken } from '#engine/mongodb';
import type { PeoplePage, PeopleRegistry, Person } from './people-registry.js';

/** An entry, or the mark that its reference is spent: one document for each, so that an erased person cannot come back. */
interface PersonDocument {
  readonly _id: string;
  readonly erased: boolean;
  readonly name: string | null;
  readonly phone: string | null;
  readonly unit: string | null;
  readonly changedAt: string | null;
}

/**
 * The registry of persons in MongoDB. Erased content is overwritten in its document; how long the server's own journal and backups keep
 * what was there before is the operator's to limit.
 */
export class MongoPeople implements PeopleRegistry, HandsOver {
  readonly records: readonly RecordKind[];

  private constructor(private readonly people: Collection<PersonDocument>) {
    this.records = [
      collectionRecords<PersonDocument, Person>({ kind: 'person', collection: people, where: { erased: false }, contentOf: personOf, documentOf: (person) => ({ _id: person.reference, ...contentOf(person) }) }),
      collectionRecords<PersonDocument, { readonly reference: string }>({ kind: 'erased-person', collection: people, where: { erased: true }, contentOf: ({ _id }) => ({ reference: _id }), documentOf: ({ reference }) => ({ _id: reference, ...spent }) }),
    ];
  }

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoPeople> {
    return new MongoPeople(await database.indexed<PersonDocument>('people', [{ key: { unit: 1, _id: 1 }, name: 'unit' }]));
  }

  async put(person: Person): Promise<boolean> {
    const [reference, content] = [person.reference, contentOf(person)];
    try {
      await this.people.insertOne({ _id: reference, ...content });
      return true;
    } catch (error) {
      if (!keyTaken(error)) throw error;
    }
    return (await this.people.replaceOne({ _id: reference, erased: false }, content)).matchedCount === 1;
  }

  async get(reference: string): Promise<Person | undefined> {
    const found = await this.people.findOne({ _id: reference });
    return found && !found.erased ? personOf(found) : undefined;
  }

  async getMany(references: readonly string[]): Promise<readonly Person[]> {
    const found = await this.people.find({ _id: { $in: [...references] }, erased: false }).sort({ _id: 1 }).toArray();
    return found.map(personOf);
  }

  async list({ limit, after, unit }: { readonly limit: number; readonly after?: string; readonly unit?: string }): Promise<PeoplePage> {
    const wanted = { erased: false, ...(unit === undefined ? {} : { unit }) };
    const found = await this.people.find({ ...wanted, _id: { $gt: after ?? '' } }).sort({ _id: 1 }).limit(limit + 1).toArray();
    const total = await this.people.countDocuments(wanted);
    const people = found.slice(0, limit).map(personOf);
    return found.length > limit ? { people, total, next: people.at(-1)!.reference } : { people, total };
  }

  async erase(reference: string): Promise<boolean> {
    const { matchedCount } = await this.people.replaceOne({ _id: reference, erased: false }, spent);
    if (matchedCount === 1) return true;
    try {
      await this.people.insertOne({ _id: reference, ...spent });
      return false;
    } catch (error) {
      if (!keyTaken(error)) throw error;
    }
    // Put between the two looks.
    return (await this.people.replaceOne({ _id: reference, erased: false }, spent)).matchedCount === 1;
  }

  async close(): Promise<void> {}
}

const spent = { erased: true, name: null, phone: null, unit: null, changedAt: null };

const contentOf = ({ name, phone, unit, changedAt }: Person) => ({ erased: false, name, phone: phone ?? null, unit: unit ?? null, changedAt });

const personOf = ({ _id, name, phone, unit, changedAt }: PersonDocument): Person => ({
  reference: _id, name: name!, changedAt: changedAt!, ...(phone === null ? {} : { phone }), ...(unit === null ? {} : { unit }),
});
