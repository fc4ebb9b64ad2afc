import { useCallback, useMemo, type AnchorHTMLAttributes, type ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { withCarried } from './carried.js';

/** Where one is, and how to go elsewhere. */
export interface Address {
  readonly path: string;
  readonly params: URLSearchParams;
  /** Go to a page; the carried fields go along. */
  readonly go: (href: string, options?: { readonly replace?: boolean }) => void;
  /** Change query fields of this page; undefined and empty take a field away. */
  readonly put: (fields: Readonly<Record<string, string | undefined>>, options?: { readonly replace?: boolean }) => void;
}

export function useAddress(): Address {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const go = useCallback<Address['go']>((href, options) => navigate(withCarried(href, globalThis.location.search), options), [navigate]);
  const put = useCallback<Address['put']>(
    (fields, options) => {
      const next = new URLSearchParams(globalThis.location.search);
      for (const [name, value] of Object.entries(fields)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      navigate(`${globalThis.location.pathname}${text ? `?${text}` : ''}`, options);
    },
    [navigate],
  );
  return { path, params, go, put };
}

/** A link to a page of the console; the carried fields go along. */
export function To({ href, children, ...rest }: { readonly href: string; readonly children: ReactNode } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const [, navigate] = useLocation();
  const full = withCarried(href, useSearch());
  return (
    <a
      {...rest}
      href={full}
      onClick={(event) => {
        rest.onClick?.(event);
        if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(full);
      }}
    >
      {children}
    </a>
  );
}

/** The moment one looks from, as the address says it; undefined for now. */
export function useMoment(): { readonly at: string | undefined; readonly look: (at: string | undefined) => void } {
  const { params, put } = useAddress();
  const at = params.get('at') ?? undefined;
  return { at, look: useCallback((next) => put({ at: next }), [put]) };
}
