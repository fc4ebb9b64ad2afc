import { newPlaces } from '../../../../engine/hand-over/places-examples.js';
import { accessLogHandOver } from '../access-log.contract.js';
import { SqliteAccessLog } from './index.js';

const newPlace = newPlaces();
accessLogHandOver('SQLite', async () => new SqliteAccessLog(newPlace('access.db')));
