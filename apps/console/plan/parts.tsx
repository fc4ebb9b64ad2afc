import type { ReactNode } from 'react';
import { To, useAddress } from '../frame/address.js';
import { useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import { useMeasure } from '../show/facts.js';
import { aimText, saysMore, type Aim } from './aim-text.js';
import { planTexts } from './plan-texts.js';
import './plan.css';

/** Parts of a page, each at its own address: `?show=…`. The first is shown when the address says none. */
export function useShown<K extends string>(keys: readonly K[]): K {
  const { params } = useAddress();
  return keys.find((key) => key === params.get('show')) ?? keys[0]!;
}

/** Links to the parts of a page; the one shown is marked by weight, line and for readers of the screen. */
export function Parts<K extends string>({ path, parts, shown }: { readonly path: string; readonly parts: readonly { readonly key: K; readonly title: Bilingual; readonly count?: number }[]; readonly shown: K }) {
  const t = useTexts(planTexts);
  const { say } = useLanguage();
  return (
    <nav className="plan-parts no-print" aria-label={t('views')}>
      {parts.map(({ key, title, count }, index) => (
        <To key={key} href={index === 0 ? path : `${path}?show=${key}`} {...(key === shown ? { 'aria-current': 'page' as const } : {})}>
          {say(title)}{count !== undefined && <small> {count}</small>}
        </To>
      ))}
    </nav>
  );
}

/** What a target asks, with the plan's words below it where they say more. */
export function AimCell({ aim, unit }: { readonly aim: Aim; readonly unit?: string }) {
  const { language } = useLanguage();
  const measure = useMeasure();
  const words = aim.qualifier ?? undefined;
  return <span className="figure plan-aim" title={words}>{aimText(aim, language)}{unit && aim.value !== null && <small> {measure(unit)}</small>}{words !== undefined && saysMore(aim) && <small lang="zh-CN" className="plan-aim-words">{words}</small>}</span>;
}

/** One line of a list of facts. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}
