import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { To } from '../frame/address.js';
import { Answer, Nothing } from '../frame/page-states.js';
import { usePlanYear } from '../frame/plan-year.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useGroups } from '../scores/board/board-data.js';
import { CompareChoice } from '../scores/board/compare.js';
import { City } from './city.js';
import { cockpitTexts } from './cockpit-texts.js';
import './cockpit.css';
import { useWall } from './wall.js';

const minute = 60_000;

function Clock() {
  const { language } = useLanguage();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute / 4);
    return () => clearInterval(timer);
  }, []);
  const text = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(now);
  return <time className="cockpit-clock" dateTime={now.toISOString()}>{text}</time>;
}

function Head() {
  const t = useTexts(cockpitTexts);
  const { year } = usePlanYear();
  const { wall, enter, leave } = useWall();
  if (wall) return <header className="page-head cockpit-head"><h1>{t('wallTitle', { year })}</h1><span className="bar-space" /><Clock /><Button size="small" className="cockpit-leave no-print" onClick={leave}>{t('leaveWall')}</Button></header>;
  return (
    <header className="page-head cockpit-head">
      <h1>{t('title')}</h1>
      <span className="hint">{t('ofYear', { year })}</span>
      <span className="bar-space" />
      <CompareChoice />
      <To href="/cockpit/heat">{t('heat')}</To>
      <Button size="small" className="wide-only" onClick={enter}>{t('wall')}</Button>
    </header>
  );
}

/** One screen for those who decide: scores and ranks, lights, movers, who is late; each thing opens in place. */
export default function CockpitPage() {
  const t = useTexts(cockpitTexts);
  const { plan, year } = usePlanYear();
  const { groups, shapes } = useGroups(plan, year);
  return (
    <div className="cockpit">
      <Head />
      <Answer view={groups}>
        {({ groups: found }) => {
          const codes = [...found].sort((a, b) => b.units - a.units).map(({ group }) => group);
          return codes.length === 0 ? <div className="card"><Nothing>{t('none', { year })} {t('noneHint')}</Nothing></div> : <City codes={codes} titles={shapes} />;
        }}
      </Answer>
    </div>
  );
}
