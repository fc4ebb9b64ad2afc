import type { PagePlace } from '../notice-outbox.js';

/** The order of lists. */
export const newestFirst = { 'content.position': -1, 'content.id': -1 } as const;

/** What comes after a place in a list. */
export const beyondPlace = ({ position, id }: PagePlace) => ({ $or: [{ 'content.position': { $lt: position } }, { 'content.position': position, 'content.id': { $lt: id } }] });
