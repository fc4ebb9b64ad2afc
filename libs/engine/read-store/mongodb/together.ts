interface Asked<Q, A> {
  readonly question: Q;
  readonly answer: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Answers what is asked at the same time with one look: what is asked while one is under way waits for the next. Of two questions
 * with one key the second waits until the first is answered, so that it sees what that one did.
 */
export class Together<Q, A> {
  private waiting: Asked<Q, A>[] = [];
  private readonly unanswered = new Set<string>();
  private looking = false;

  /** @param look Answers questions of different keys, in their order; what takes longer than the look is given as a promise */
  constructor(
    private readonly keyOf: (question: Q) => string,
    private readonly look: (questions: readonly Q[]) => Promise<readonly (A | Promise<A>)[]>,
  ) {}

  ask(question: Q): Promise<A> {
    return new Promise<A>((answer, fail) => {
      this.waiting.push({ question, answer, fail });
      this.lookSoon();
    });
  }

  private lookSoon(): void {
    if (this.looking || !this.waiting.some(({ question }) => !this.unanswered.has(this.keyOf(question)))) return;
    this.looking = true;
    setImmediate(() => void this.lookOnce());
  }

  private async lookOnce(): Promise<void> {
    const asked = this.next();
    const answers = this.look(asked.map(({ question }) => question));
    for (const [i, { question, answer, fail }] of asked.entries()) {
      void answers.then((all) => all[i]!).then(answer, fail).finally(() => {
        this.unanswered.delete(this.keyOf(question));
        this.lookSoon();
      });
    }
    await answers.catch(() => undefined);
    this.looking = false;
    this.lookSoon();
  }

  private next(): Asked<Q, A>[] {
    const asked: Asked<Q, A>[] = [];
    const later: Asked<Q, A>[] = [];
    for (const each of this.waiting) {
      const key = this.keyOf(each.question);
      if (this.unanswered.has(key)) later.push(each);
      else {
        this.unanswered.add(key);
        asked.push(each);
      }
    }
    this.waiting = later;
    return asked;
  }
}
