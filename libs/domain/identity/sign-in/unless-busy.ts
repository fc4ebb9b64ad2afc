import { HttpProblem } from '#engine/http';
import { TooManySignIns } from '../secrets/password-hashing.js';
import { signInTexts } from './sign-in-texts.js';

/** Work on passwords; where too much of it waits, the caller is asked to come back. @throws HttpProblem 503 */
export async function unlessBusy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TooManySignIns)) throw error;
    throw new HttpProblem(503, 'identity.busy', signInTexts.busy, { headers: { 'retry-after': '2' } });
  }
}
