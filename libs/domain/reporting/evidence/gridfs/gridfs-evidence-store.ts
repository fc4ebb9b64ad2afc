import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { GridFSBucket, type Collection, type ObjectId } from 'mongodb';
import type { Clock } from '#engine/kernel';
import { keyTaken, type MongoDatabase } from '#engine/mongodb';
import { EvidenceDamaged, isAddress, type EvidenceFile, type EvidenceStore, type EvidenceToKeep, type EvidenceUpload } from '../evidence-store.js';

/** Which file of the bucket holds the bytes of an address. */
interface ContentDocument {
  readonly _id: string;
  readonly file: ObjectId;
  readonly size: number;
  readonly type: string;
}

interface UploadDocument extends EvidenceUpload {
  /** Address and a digest of who uploaded it for whom under what name: the same upload is noted once. */
  readonly _id: string;
  readonly sha256: string;
}

const chunkBytes = 255 * 1024;

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Evidence in GridFS. Bytes go into a file of the bucket that nobody knows yet; putting it under its address, which is a unique key,
 * is what keeps it. Of two who upload the same bytes at once one does, and the other's copy is removed; a crash before it leaves a
 * file without an address, which is never read.
 */
export class GridFsEvidenceStore implements EvidenceStore {
  private readonly bucket: GridFSBucket;

  private constructor(
    database: MongoDatabase,
    private readonly contents: Collection<ContentDocument>,
    private readonly uploads: Collection<UploadDocument>,
    private readonly clock: Clock,
  ) {
    this.bucket = new GridFSBucket(database.files, { bucketName: 'evidence', chunkSizeBytes: chunkBytes, writeConcern: { w: 'majority', journal: true } });
  }

  /** The connection is the caller's. */
  static async open(database: MongoDatabase, clock: Clock): Promise<GridFsEvidenceStore> {
    const uploads = await database.indexed<UploadDocument>('evidence.uploads', [{ key: { sha256: 1 }, name: 'address' }]);
    return new GridFsEvidenceStore(database, database.collection<ContentDocument>('evidence.contents'), uploads, clock);
  }

  async put({ bytes, name, type, unit, by }: EvidenceToKeep): Promise<EvidenceFile> {
    const address = sha256(bytes);
    const kept = await this.contentOf(address);
    if (kept === undefined) await this.keep(address, bytes, type);
    else if (!kept.equals(bytes)) throw new EvidenceDamaged(address);
    const upload: UploadDocument = { _id: `${address}:${sha256(JSON.stringify([unit, by, name])).slice(0, 32)}`, sha256: address, name, unit, by, at: this.clock.now() };
    await this.uploads.insertOne(upload).catch(unlessTaken);
    return (await this.about(address))!;
  }

  async about(address: string): Promise<EvidenceFile | undefined> {
    if (!isAddress(address)) return undefined;
    const [content, uploads] = await Promise.all([this.contents.findOne({ _id: address }), this.uploads.find({ sha256: address }).toArray()]);
    if (!content || uploads.length === 0) return undefined;
    const inOrder = uploads.sort((a, b) => (a.at < b.at || (a.at === b.at && a.by + a.unit + a.name < b.by + b.unit + b.name) ? -1 : 1));
    return { sha256: address, size: content.size, type: content.type, uploads: inOrder.map(({ name, unit, by, at }) => ({ name, unit, by, at })) };
  }

  async read(address: string): Promise<Buffer | undefined> {
    const bytes = isAddress(address) ? await this.contentOf(address) : undefined;
    if (bytes && sha256(bytes) !== address) throw new EvidenceDamaged(address);
    return bytes;
  }

  async addresses(after: string | undefined, limit: number): Promise<readonly string[]> {
    const found: string[] = [];
    for (let from = after ?? ''; found.length < limit; ) {
      const contents = await this.contents.find({ _id: { $gt: from } }, { projection: { _id: 1 } }).sort({ _id: 1 }).limit(limit).toArray();
      if (contents.length === 0) break;
      from = contents.at(-1)!._id;
      const uploaded = new Set((await this.uploads.find({ sha256: { $in: contents.map(({ _id }) => _id) } }, { projection: { sha256: 1 } }).toArray()).map(({ sha256: address }) => address));
      found.push(...contents.map(({ _id }) => _id).filter((address) => uploaded.has(address)));
    }
    return found.slice(0, limit);
  }

  private async keep(address: string, bytes: Buffer, type: string): Promise<void> {
    const upload = this.bucket.openUploadStream(address);
    await pipeline(Readable.from(chunksOf(bytes)), upload);
    try {
      await this.contents.insertOne({ _id: address, file: upload.id, size: bytes.length, type });
    } catch (error) {
      unlessTaken(error);
      await this.bucket.delete(upload.id);
    }
  }

  /** @throws EvidenceDamaged when parts of it are missing */
  private async contentOf(address: string): Promise<Buffer | undefined> {
    const content = await this.contents.findOne({ _id: address });
    if (!content) return undefined;
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of this.bucket.openDownloadStream(content.file)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    } catch (error) {
      if (isLoss(error)) throw new EvidenceDamaged(address);
      throw error;
    }
  }
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}

// What the driver says of a file whose parts do not fit together, or that is gone from the bucket.
const isLoss = (error: unknown): boolean => error instanceof Error && (error.name === 'MongoGridFSChunkError' || (error.name === 'MongoRuntimeError' && error.message.startsWith('FileNotFound')));

function unlessTaken(error: unknown): void {
  if (!keyTaken(error)) throw error;
}
