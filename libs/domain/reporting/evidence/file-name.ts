/** Longest name kept, in characters. */
export const maxNameLength = 120;

const removed = /[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}]/gu;
const unfitForWindows = /[<>:"|?*]/g;

/**
 * A file name fit to be shown and to be offered for saving: no folders, control, direction or invisible characters, one kind of
 * space, composed form (NFC), at most {@link maxNameLength} characters with the extension kept. Undefined when nothing is left.
 */
export function cleanFileName(given: string): string | undefined {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1)!;
  const clean = last.replace(/[\t\r\n]/g, ' ').replace(removed, '').replace(unfitForWindows, '_').replace(/\s+/gu, ' ').trim().replace(/^\.+/, '').replace(/[. ]+$/, '');
  const { stem, extension } = partsOf(clean);
  if (stem === '' || extension === '') return undefined;
  return `${[...stem].slice(0, maxNameLength - extension.length - 1).join('')}.${extension}`;
}

/** Stem and lower-case extension, without the dot. */
export function partsOf(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
  return /^[a-z0-9]{1,8}$/.test(extension) ? { stem: name.slice(0, dot), extension } : { stem: name, extension: '' };
}

/**
 * `Content-Disposition` that saves and never shows (RFC 6266): an ASCII name for old clients, the real one percent-encoded (RFC 8187).
 */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
