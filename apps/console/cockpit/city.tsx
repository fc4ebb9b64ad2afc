import { useState } from 'react';
import type { Bilingual } from '../language/texts.js';
import { useLanguage } from '../language/texts.js';
import { useSeenChanges } from '../scores/board/board-data.js';
import { SeenChanges } from '../scores/board/seen-changes.js';
import '../scores/scores.css';
import { useFollowedBoard } from './city-data.js';
import { FindingBoard } from './finding-board.js';
import { KeyFigures } from './key-figures.js';
import { LateList } from './late-list.js';
import { LightsList } from './lights-list.js';
import { Movers } from './movers.js';
import { Ranking } from './ranking.js';
import { TileMap } from './tile-map.js';
import { TrendChart } from './trend-chart.js';

/** The city at a glance. The largest group stands on the map; the other groups have their ranking beside it. */
export function City({ codes, titles }: { readonly codes: readonly string[]; readonly titles: ReadonlyMap<string, { readonly title: Bilingual }> }) {
  const { say } = useLanguage();
  const [first = '', ...others] = codes;
  const { path, board, view } = useFollowedBoard(first);
  const changes = useSeenChanges(board);
  const [picked, setPicked] = useState<string>();
  const titleOf = (code: string): string => (titles.has(code) ? say(titles.get(code)!.title) : code);
  return (
    <>
      <KeyFigures />
      <SeenChanges path={path} changes={changes.slice(0, 3)} />
      <div className="cockpit-grid">
        <div className="cockpit-stack">
          <TileMap board={board} changes={changes} />
          <Movers path={path} board={board} />
        </div>
        <div className="cockpit-stack">
          <Ranking path={path} title={titleOf(first)} view={view} changes={changes} picked={picked} pick={setPicked} />
          <TrendChart path={path} board={board} picked={picked ?? board?.lines[0]?.unit} pick={setPicked} />
        </div>
        <div className="cockpit-stack">
          {others.map((group) => <OtherRanking key={group} group={group} title={titleOf(group)} />)}
          <LateList />
        </div>
        <LightsList />
        <FindingBoard />
      </div>
    </>
  );
}

function OtherRanking({ group, title }: { readonly group: string; readonly title: string }) {
  const { path, board, view } = useFollowedBoard(group);
  return <Ranking path={path} title={title} view={view} changes={useSeenChanges(board)} />;
}
