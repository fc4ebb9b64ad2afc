import { To, useAddress } from '../frame/address.js';
import { useTexts } from '../language/texts.js';
import type { Board, BoardLine, SeenChange } from '../scores/board/board-data.js';
import { useUnitNames } from '../show/unit-names.js';
import { lightsByUnit, useFindingCounts, useWarnings, type FindingCounts, type Lights } from './city-data.js';
import { cockpitTexts } from './cockpit-texts.js';
import { useFlashing } from './flashing.js';
import { shortName } from './short-name.js';
import { areasOfMap, placeOf } from './tile-layout.js';

const modes = ['score', 'lights', 'findings'] as const;
type Mode = (typeof modes)[number];
const modeTexts = { score: 'byScore', lights: 'byLights', findings: 'byFindings' } as const;

interface TileInput {
  readonly unit: string;
  readonly line: BoardLine | undefined;
  readonly lights: Lights;
  readonly counts: FindingCounts | undefined;
  readonly mode: Mode;
}

interface Mark {
  readonly sign?: string;
  readonly text: string;
}

/** What a tile says, and how it is tinted. */
function useTile({ unit, line, lights, counts, mode }: TileInput): { readonly name: string; readonly tint: string; readonly large: string; readonly marks: readonly Mark[]; readonly told: string } {
  const t = useTexts(cockpitTexts);
  const name = useUnitNames()(unit);
  if (mode === 'lights') {
    const tint = lights.red > 0 ? 'red' : lights.yellow > 0 ? 'yellow' : 'green';
    const marks: Mark[] = [...(lights.red > 0 ? [{ sign: '■', text: t('redCount', { count: lights.red }) }] : []), ...(lights.yellow > 0 ? [{ sign: '▲', text: t('yellowCount', { count: lights.yellow }) }] : [])];
    return { name, tint, large: '', marks: marks.length > 0 ? marks : [{ sign: '●', text: t('noLights') }], told: t('tileLights', { unit: name, ...lights }) };
  }
  if (mode === 'findings') {
    const { open = 0, overdue = 0 } = counts ?? {};
    const tint = overdue > 0 ? 'red' : open > 0 ? 'blue' : 'green';
    const marks: Mark[] = open === 0 ? [{ sign: '●', text: t('noFindings') }] : [{ sign: '◆', text: t('openCount', { count: open }) }, ...(overdue > 0 ? [{ sign: '■', text: t('overdueCount', { count: overdue }) }] : [])];
    return { name, tint, large: '', marks, told: t('tileFindings', { unit: name, open, overdue }) };
  }
  if (!line) return { name, tint: 'none', large: '—', marks: [{ text: t('notSeen') }], told: `${name}: ${t('notSeen')}` };
  const [score, rank, grade] = [line.published ?? '—', line.rank ?? '—', line.grade ?? '—'];
  return { name, tint: `grade-${line.grade ?? 'none'}`, large: score, marks: [{ text: line.rank === null ? t('notRanked') : t('rankGrade', { rank, grade }) }], told: t('tileScore', { unit: name, score, rank, grade }) };
}

function Tile(input: TileInput & { readonly flash: boolean }) {
  const { name, tint, large, marks, told } = useTile(input);
  const place = placeOf(input.unit);
  return (
    <li style={place && { gridColumn: place.column, gridRow: place.row }}>
      <To href={`/cockpit/units/${input.unit}`} className={`cockpit-tile cockpit-tint-${tint}${input.flash ? ' cockpit-flash' : ''}`} title={told}>
        <span className="cockpit-tile-name">{shortName(name).replace(/ New Area$/, '')}</span>
        {large && <strong> {large}</strong>}
        {marks.map(({ sign, text }) => <span key={text} className="cockpit-tile-small"> {sign && <span aria-hidden="true">{sign} </span>}{text}</span>)}
      </To>
    </li>
  );
}

/** The twelve areas as tiles that suggest where they lie; each says its number and word, and opens the unit. */
export function TileMap({ board, changes }: { readonly board: Board | undefined; readonly changes: readonly SeenChange[] }) {
  const t = useTexts(cockpitTexts);
  const { params, put } = useAddress();
  const mode = (modes as readonly string[]).includes(params.get('map') ?? '') ? (params.get('map') as Mode) : 'score';
  const warnings = useWarnings();
  const findings = useFindingCounts();
  const lights = lightsByUnit(warnings.data?.items ?? []);
  const flashing = useFlashing(changes);
  const offered = modes.filter((one) => one === 'score' || (one === 'lights' ? warnings.data : findings.data));
  return (
    <section className="card cockpit-map" aria-labelledby="cockpit-map">
      <div className="cockpit-card-head">
        <h2 id="cockpit-map">{t('map')}</h2>
        <div className="cockpit-modes" role="group" aria-label={t('mapMode')}>
          {offered.map((one) => <button key={one} type="button" aria-pressed={mode === one} onClick={() => put({ map: one === 'score' ? undefined : one }, { replace: true })}>{t(modeTexts[one])}</button>)}
        </div>
      </div>
      <ul className="cockpit-tiles">
        {areasOfMap.map((unit) => (
          <Tile key={unit} unit={unit} mode={mode} line={board?.lines.find((line) => line.unit === unit)} lights={lights.get(unit) ?? { red: 0, yellow: 0 }} counts={findings.data?.items.find(({ value }) => value === unit)} flash={flashing.has(unit)} />
        ))}
      </ul>
      <p className="cockpit-hint">{t('mapHint')}</p>
    </section>
  );
}
