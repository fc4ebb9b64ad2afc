// The door of the identity context: its facts and its roles.
export * from './identity.events.js';
export * from './roles.js';
