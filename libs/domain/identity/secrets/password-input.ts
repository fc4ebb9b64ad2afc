import { z } from 'zod';

/** A password in a request: any text that is not huge; what it must be like is a refusal with its reason. */
export const passwordField = z.string().min(1).max(1_000);

/** Codes a route answers with that takes a new password. */
export const passwordRefusals = [
  'identity.password-too-short', 'identity.password-too-long', 'identity.password-too-simple', 'identity.password-guessable',
] as const;
