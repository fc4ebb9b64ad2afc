import { sinkContract } from '../sink.contract.js';
import { MemorySink } from './index.js';

sinkContract('memory', async () => {
  const sink = new MemorySink();
  return { sink, received: async (topic) => sink.messages.filter((message) => message.topic === topic).map(({ event }) => event) };
});
