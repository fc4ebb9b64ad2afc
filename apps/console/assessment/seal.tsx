import { texts, useTexts } from '../language/texts.js';

const sealTexts = texts('assessment-seal', {
  issuer: ['南京市质量发展委员会办公室', 'Office of the Nanjing Quality Development Committee'],
  seal: ['（盖章）', '(seal)'],
  blank: ['　　　年　　月　　日', 'date: ____________'],
});

/** Where a document is signed and sealed. */
export function Seal({ day }: { readonly day: string | undefined }) {
  const t = useTexts(sealTexts);
  return (
    <div className="assessment-seal">
      <div>
        <div>{t('issuer')}</div>
        <div className="assessment-seal-space">{t('seal')}</div>
        <div>{day ?? t('blank')}</div>
      </div>
    </div>
  );
}
