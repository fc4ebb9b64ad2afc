import type { Bilingual, Instant, RecordedEvent } from '#engine/kernel';
import type { ChangeRow } from './changes.projection.js';
import { shownAs, unit, user, type MaybeShown, type NamedThing, type NameOf, type Shown } from './shown.js';
import type { Telling, TellingBook } from './telling.js';
import { bothSentences } from './template.js';

/** A code with what it was called. */
export interface Called {
  readonly code: string;
  readonly name: Bilingual;
}

/** A field before and after; null where it had no value. */
export interface FieldChange {
  readonly name: string;
  readonly label: Bilingual;
  readonly before: Bilingual | null;
  readonly after: Bilingual | null;
}

/** A fact as a person reads it. */
export interface ToldChange {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly title: Bilingual;
  readonly subject: { readonly kind: string; readonly key: string; readonly title: Bilingual };
  readonly unit: Called | null;
  readonly period: string | null;
  readonly actor: Called;
  readonly actorUnit: Called | null;
  readonly role: Called | null;
  readonly recordedAt: Instant;
  readonly validAt: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  readonly correlation: string;
  readonly causation: string;
  readonly sentence: Bilingual;
  readonly fields: readonly FieldChange[];
}

/** What a field was before, where the fact does not say so itself. */
export type BeforeOf = (field: string) => MaybeShown;

const longestQuote = 160;

const cut = (words: string): string => ([...words].length <= longestQuote ? words : `${[...words].slice(0, longestQuote - 1).join('')}…`);

/** Everything that is shown of a fact, with the names that it needs. */
export interface ToShow {
  readonly telling: Telling;
  readonly says: Readonly<Record<string, MaybeShown>>;
  readonly fields: readonly { readonly name: string; readonly label: Bilingual; readonly before: MaybeShown; readonly after: MaybeShown }[];
}

/** What a fact says and which fields it changes; those it withholds are for who sees the whole city. */
export function toShow(telling: Telling, { data }: RecordedEvent<any>, beforeOf: BeforeOf, whole: boolean): ToShow {
  const fields = visibleFields(telling, whole).flatMap((name) => {
    const { label, after, before } = telling.fields![name]!;
    const shown = after(data);
    if (shown === undefined) return [];
    const earlier = before ? before(data) : beforeOf(name);
    return sameShown(earlier, shown) ? [] : [{ name, label, before: earlier, after: shown }];
  });
  return { telling, says: telling.says(data), fields };
}

/** Fields of a telling that somebody is shown. */
export const visibleFields = ({ fields = {}, withheld = [] }: Telling, whole: boolean): readonly string[] => Object.keys(fields).filter((name) => whole || !withheld.includes(name));

/** Whether nothing changed; that there is none of something where there was none is no news either. */
const sameShown = (before: MaybeShown, after: Shown): boolean => (before === undefined ? after.as === 'list' && after.items.length === 0 : JSON.stringify(before) === JSON.stringify(after));

/** Everything that telling a fact may have to call by a name. */
export function shownIn({ says, fields }: ToShow, row: ChangeRow): readonly Shown[] {
  const shown = [...Object.values(says), ...fields.flatMap(({ before, after }) => [before, after])];
  const people: Shown[] = [user(row.actor), ...[row.actorUnit, row.unit].flatMap((code) => (code === null ? [] : [unit(code)]))];
  return [...people, ...shown.flatMap((one) => one ?? [])];
}

/** Tell a fact. */
export function toldChange(book: TellingBook, row: ChangeRow, { says, fields, telling }: ToShow, nameOf: NameOf): ToldChange {
  const { position, id, stream, revision, type, kind, key, period, recordedAt, validAt, reason, authority, correlation, causation } = row;
  const called = (of: NamedThing, code: string | null): Called | null => (code === null ? null : { code, name: nameOf(of, code) ?? { zh: code, en: code } });
  const actor = actorCalled(book, row, nameOf);
  const role = row.role === null ? null : { code: row.role, name: book.roles[row.role] ?? { zh: row.role, en: row.role } };
  const actorUnit = called('unit', row.actorUnit);
  const inBoth = (shown: MaybeShown): Bilingual | null => (shown ? shownAs(shown, nameOf) : null);
  const values = Object.fromEntries(Object.entries(says).map(([name, shown]) => [name, shown && cutBoth(shownAs(shown, nameOf))]));
  return {
    position, id, stream, revision, type, title: book.titles[type] ?? { zh: type, en: type }, subject: { kind, key, title: book.kinds[kind] ?? { zh: kind, en: kind } },
    unit: called('unit', row.unit), period, actor, actorUnit, role, recordedAt, validAt, reason, authority, correlation, causation,
    sentence: whole({ actor, actorUnit, role }, bothSentences(telling.sentence, values)),
    fields: fields.map(({ name, label, before, after }) => ({ name, label, before: inBoth(before), after: inBoth(after) })),
  };
}

const cutBoth = ({ zh, en }: Bilingual): Bilingual => ({ zh: cut(zh), en: cut(en) });

const system = 'system:';

/** Who acted: the system, or a person by the user name. */
function actorCalled({ systemParts }: TellingBook, { actor }: ChangeRow, nameOf: NameOf): Called {
  if (!actor.startsWith(system)) return { code: actor, name: nameOf('user', actor) ?? { zh: actor, en: actor } };
  const part = actor.slice(system.length);
  const { zh, en } = systemParts[part] ?? { zh: part, en: part };
  return { code: actor, name: { zh: `系统（${zh}）`, en: `the system (${en.charAt(0).toLowerCase()}${en.slice(1)})` } };
}

/** Who, for which unit and as what, did what. */
function whole({ actor, actorUnit, role }: Pick<ToldChange, 'actor' | 'actorUnit' | 'role'>, done: Bilingual): Bilingual {
  const as = (language: keyof Bilingual): string[] => [actorUnit?.name[language], role?.name[language]].filter((one) => one !== undefined);
  const zh = as('zh').join(' · ');
  const en = as('en').join(', ');
  return { zh: ended(`${actor.name.zh}${zh === '' ? '' : `（${zh}）`}${done.zh}`, '。'), en: ended(`${capital(actor.name.en)}${en === '' ? '' : ` (${en})`} ${done.en}`, '.') };
}

/** What a person wrote may end the sentence already. */
const ended = (words: string, stop: string): string => (/[。！？.!?…]$/.test(words) ? words : `${words}${stop}`);

const capital = (words: string): string => (words.startsWith('the ') ? `T${words.slice(1)}` : words);
