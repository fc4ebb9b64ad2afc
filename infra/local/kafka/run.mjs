// node infra/local/kafka/run.mjs [--brokers=3] [--data=<folder>]: Kafka until Ctrl-C; says where it answers.
import { givenBrokers, NotOnThisMachine, notHereExitCode, startKafka } from './kafka.mjs';

const option = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const given = givenBrokers();
if (given) {
  console.log(`KAFKA_BROKERS=${given.join(',')}`);
  process.exit(0);
}
const brokers = Number(option('brokers') ?? 1);
if (!Number.isInteger(brokers) || brokers < 1 || brokers > 5) {
  console.error('--brokers=1 … 5');
  process.exit(2);
}
try {
  const folder = option('data');
  const kafka = await startKafka({ brokers, ...(folder === undefined ? {} : { folder }) });
  console.log(`KAFKA_BROKERS=${kafka.addresses.join(',')}`);
  const stop = async () => {
    await kafka.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
  // Child processes alone do not keep the program alive once they are unreferenced.
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.error(error instanceof NotOnThisMachine ? error.message : error);
  process.exit(error instanceof NotOnThisMachine ? notHereExitCode : 1);
}
