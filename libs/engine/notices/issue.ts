import { derivedId, textProblem, zhihengNamespace, type Bilingual, type RecordedEvent, type Uuid } from '#engine/kernel';
import type { AnyNoticeDefinition, IssuedNotice, Notice, OutgoingNotice, Recipient } from './notice.js';
import { recipientKey } from './recipients.js';

/** A definition said something that is no notice; the fact's stream is parked for it. */
export class BadNotice extends Error {
  override readonly name = 'BadNotice';
}

const codeText = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const longest = { key: 300, link: 500, about: 300, title: 200, text: 2_000 } as const;

/** Id of a notice: key and recipient, nothing else. */
export const noticeId = (key: string, to: Recipient): Uuid => derivedId(zhihengNamespace, JSON.stringify(['notice', key, recipientKey(to)]));

/** Id of a notice's way through one outlet. */
export const deliveryId = (notice: Uuid, outlet: string): Uuid => derivedId(notice, `outlet/${outlet}`);

export const outgoing = (notice: IssuedNotice, outlet: string): OutgoingNotice => ({ id: deliveryId(notice.id, outlet), notice });

/**
 * The notices of a fact, each recipient and key once, in the definition's order. Pure.
 * @throws BadNotice; and whatever the definition throws
 */
export function issue(definition: AnyNoticeDefinition, event: RecordedEvent): readonly IssuedNotice[] {
  const issued = new Map<Uuid, IssuedNotice>();
  const said: readonly Notice[] = definition.from(event);
  said.forEach((each, index) => {
    const key = each.key ?? `${event.id}/${definition.name}/${index}`;
    const problem = problemOf(each, key);
    if (problem) throw new BadNotice(`notice ${index} of ${definition.name}: ${problem}`);
    const { to, urgency, title, text, link, about } = each;
    const id = noticeId(key, to);
    if (issued.has(id)) return;
    issued.set(id, { id, key, to, urgency, title, text, link, about, definition: definition.name, eventId: event.id, position: event.position, at: event.recordedAt });
  });
  return [...issued.values()];
}

function problemOf({ to, urgency, title, text, link, about }: Notice, key: string): string | undefined {
  if (!recipientFits(to)) return `no recipient: ${JSON.stringify(to)}`;
  if (urgency !== 'ordinary' && urgency !== 'urgent') return `urgency ${String(urgency)}`;
  if (!/^\/(?!\/)/.test(link)) return `the link is no path: ${link}`;
  return (
    named('key', textProblem(key, { max: longest.key })) ??
    named('link', textProblem(link, { max: longest.link })) ??
    named('about', textProblem(about, { max: longest.about })) ??
    bothFit('title', title, longest.title) ??
    bothFit('text', text, longest.text)
  );
}

const named = (part: string, problem: string | undefined): string | undefined => problem && `${part} ${problem}`;

const bothFit = (part: string, { zh, en }: Bilingual, max: number): string | undefined =>
  named(`${part}.zh`, textProblem(zh, { max })) ?? named(`${part}.en`, textProblem(en, { max }));

function recipientFits(to: Recipient): boolean {
  if ('user' in to) return codeText.test(to.user);
  return codeText.test(to.role) && (to.unit === undefined || codeText.test(to.unit));
}
