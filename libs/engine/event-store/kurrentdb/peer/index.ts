export type { AppendFault, PeerFaults } from './faults.js';
export { KurrentDbPeer, type PeerOptions } from './peer.js';
