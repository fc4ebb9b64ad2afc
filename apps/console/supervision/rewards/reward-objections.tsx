import { rewardObjectionWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { useTexts } from '../../language/texts.js';
import { usePermissions } from '../../server/views.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Day, Unit } from '../../show/signs.js';
import { Files } from '../campaigns/files.js';
import { useObjectForm, useSettleForm, type RewardReply } from './reward-forms.js';
import { rewardTexts } from './reward-texts.js';

type Objection = RewardReply['objections'][number];

/** Objections to a publicised reward, and how each was settled. */
export function RewardObjections({ data }: { readonly data: RewardReply }) {
  const t = useTexts(rewardTexts);
  const { may } = usePermissions();
  const form = useObjectForm(data.reward);
  if (!data.publicity) return null;
  return (
    <section className="card">
      <h2>{t('objections')}</h2>
      {data.objections.length === 0 && <p className="missing">{t('noObjections')}</p>}
      {data.objections.map((one) => <OneObjection key={one.objection} reward={data.reward} objection={one} />)}
      {data.status === 'publicised' && may(form.route) && <ActButton form={form} />}
    </section>
  );
}

function OneObjection({ reward, objection }: { readonly reward: string; readonly objection: Objection }) {
  const t = useTexts(rewardTexts);
  const word = useWord();
  const form = useSettleForm(reward, objection.objection);
  const { by, outcome } = objection;
  return (
    <article className="campaigns-visit">
      <Facts>
        <Fact label={t('by')}>{by.kind === 'unit' ? <Unit code={by.unit} /> : t('public')}</Fact>
        <Fact label={t('received')}><Day date={objection.receivedOn} /></Fact>
        <Fact label={t('objection')}>{objection.content}</Fact>
        <Fact label={t('evidence')}><Files files={objection.evidence} /></Fact>
        <Fact label={t('outcome')}><strong>{word(rewardObjectionWords, outcome)}</strong>{objection.opinion && <> · {objection.opinion}</>}</Fact>
      </Facts>
      {outcome === 'open' && <ActButton form={form} quiet />}
    </article>
  );
}
