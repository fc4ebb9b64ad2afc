import { reactionStateContract } from '../reaction-state.contract.js';
import { MemoryReactionState } from './index.js';

reactionStateContract('memory', async () => ({ state: new MemoryReactionState() }));
