import type { Admin, Kafka } from 'kafkajs';

/** How far a consumer group is behind, asked over a connection of its own: the consumer's may be the one that hangs. */
export class GroupLag {
  private admin: Promise<Admin> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly about: { readonly topic: string; readonly group: string },
  ) {}

  /** Messages that the group has not committed. @throws the driver's error */
  total(): Promise<number> {
    return this.of(undefined);
  }

  /** Those of some partitions only. @throws the driver's error */
  async of(partitions: readonly number[] | undefined): Promise<number> {
    const { topic, group: groupId } = this.about;
    try {
      const admin = await (this.admin ??= this.connected());
      const [ends, [committed]] = await Promise.all([admin.fetchTopicOffsets(topic), admin.fetchOffsets({ groupId, topics: [topic] })]);
      const at = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      const wanted = ends.filter(({ partition }) => partitions === undefined || partitions.includes(partition));
      return wanted.reduce((sum, { partition, low, high }) => sum + Math.max(0, Number(high) - Math.max(Number(low), at.get(partition) ?? -1)), 0);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { admin } = this;
    this.admin = undefined;
    await admin?.then((each) => each.disconnect()).catch(() => undefined);
  }

  private async connected(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }
}
