import { Button, Tooltip, type ButtonProps } from 'antd';
import { useState } from 'react';
import { useMoment } from '../frame/address.js';
import { useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import type { Act } from '../server/ask.js';
import { usePermissions } from '../server/views.js';
import { actTexts } from './act-texts.js';
import { ActDialog, type ActForm } from './act-dialog.js';

/** The server's word on whether something can be done now, and why not. */
export interface Verdict {
  readonly allowed: boolean;
  readonly because?: Bilingual;
  readonly remedy?: Bilingual;
}

/** Why an act cannot be done: looking at the past, no right, or the server's reason; undefined when it can. */
export function useWhyNot(route: Act, verdict?: Verdict, unit?: string): string | undefined {
  const t = useTexts(actTexts);
  const { say } = useLanguage();
  const { at } = useMoment();
  const { may } = usePermissions();
  if (at !== undefined) return t('past');
  if (verdict && !verdict.allowed) return [verdict.because, verdict.remedy].filter((text) => text !== undefined).map(say).join(' ') || t('notAllowed');
  if (!verdict && !may(route, unit)) return t('notAllowed');
  return undefined;
}

/**
 * A button that opens the form of an act. When it cannot be done the button is off and says why beside it,
 * for the eye by a tooltip and for readers of the screen in its description.
 */
export function ActButton<R extends Act>({ form, verdict, unit, label, quiet = false, ...button }: {
  readonly form: ActForm<R>;
  readonly verdict?: Verdict | undefined;
  /** Unit for which one acts, where the right depends on it. */
  readonly unit?: string;
  readonly label?: Bilingual;
  /** Not shown at all when the person has no right to it. */
  readonly quiet?: boolean;
} & Omit<ButtonProps, 'form' | 'onClick'>) {
  const { say } = useLanguage();
  const { may } = usePermissions();
  const [open, setOpen] = useState(false);
  const whyNot = useWhyNot(form.route, verdict, unit);
  if (quiet && !may(form.route, unit)) return null;
  return (
    <>
      <Tooltip title={whyNot}>
        <Button {...button} aria-disabled={whyNot !== undefined} className={`${button.className ?? ''} ${whyNot === undefined ? '' : 'off'}`} onClick={() => whyNot === undefined && setOpen(true)}>
          {say(label ?? form.title)}
          {whyNot !== undefined && <span className="sr-only"> {whyNot}</span>}
        </Button>
      </Tooltip>
      {open && <ActDialog form={form} onClose={() => setOpen(false)} />}
    </>
  );
}
