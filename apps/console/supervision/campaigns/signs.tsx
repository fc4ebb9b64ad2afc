import { Tooltip } from 'antd';
import { campaignStatusWords, unitStageWords } from '../../../words/supervision-words.js';
import { useMoment } from '../../frame/address.js';
import { cityTime, dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { Day, Light, type LightColour } from '../../show/signs.js';
import { campaignTexts } from './campaign-texts.js';
import { daysBetween } from './days-until.js';

const statusColours: Readonly<Record<string, LightColour>> = { planned: 'grey', started: 'blue', concluded: 'green', cancelled: 'grey' };
const stageColours: Readonly<Record<string, LightColour>> = { named: 'grey', inspected: 'blue', concluded: 'yellow', 'fed-back': 'green', 'not-inspected': 'grey', cancelled: 'grey' };

/** How a campaign stands: shape, colour and word. */
export function CampaignStatus({ status }: { readonly status: string }) {
  const word = useWord();
  return <Light colour={statusColours[status] ?? 'grey'} word={word(campaignStatusWords, status)} />;
}

/** How far a campaign has come with a unit. */
export function UnitStage({ stage }: { readonly stage: string }) {
  const word = useWord();
  return <Light colour={stageColours[stage] ?? 'grey'} word={word(unitStageWords, stage)} />;
}

/** Calendar days to a due day, the day itself on hover; only the day where one looks at the past, or the matter is settled. What `lapses` is a right: nobody is late who did not use it. */
export function CalendarDaysLeft({ dueAt, settled = false, lapses = false }: { readonly dueAt: string | null | undefined; readonly settled?: boolean; readonly lapses?: boolean }) {
  const t = useTexts(campaignTexts);
  const { language } = useLanguage();
  const { at } = useMoment();
  const due = dueAt?.includes('T') ? cityTime(dueAt).date : dueAt;
  if (!due || settled || at !== undefined) return <Day date={due} />;
  const days = daysBetween(cityTime(new Date().toISOString()).date, due);
  const text = days > 0 ? t('daysLeft', { days }) : days === 0 ? t('lastDay') : t('passed', { days: -days });
  return <Tooltip title={dayText(due, language)}><span className={days < 0 ? (lapses ? 'missing' : 'late') : undefined}><Day date={due} /> · {text}</span></Tooltip>;
}
