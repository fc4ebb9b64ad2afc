/** Injection token of what the server says of itself. */
export const About = Symbol('about');
/** Injection token of the folder that outgoing messages are written to. */
export const Outbox = Symbol('outbox');
