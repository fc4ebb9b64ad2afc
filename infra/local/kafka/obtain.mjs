// Gets the jars of Apache Kafka from Maven Central, once for each version of pom.xml, into a folder that git ignores.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotOnThisMachine } from '../not-here.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '..', '..', '..', 'node_modules', '.cache', 'zhiheng-kafka');
const oldestJava = 17;

function checkJava() {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const major = Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
  if (status !== 0 || major < oldestJava) {
    throw new NotOnThisMachine({ zh: `本机没有 Java ${oldestJava} 以上版本，无法运行 Kafka。`, en: `There is no Java ${oldestJava} or later here, which Kafka needs.` });
  }
}

/**
 * The class path of the broker; downloads it when it is not there yet.
 * @throws NotOnThisMachine without Java, Maven or the registry
 */
export function obtainKafka() {
  checkJava();
  const pom = join(here, 'pom.xml');
  const folder = join(cache, createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12));
  if (existsSync(folder)) return join(folder, '*');
  if (spawnSync('mvn', ['-v']).status !== 0) {
    throw new NotOnThisMachine({ zh: '本机没有 Maven，无法下载 Kafka。', en: 'There is no Maven here to get Kafka with.' });
  }
  const part = `${folder}.${process.pid}.part`;
  mkdirSync(part, { recursive: true });
  const got = spawnSync('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${part}`], { encoding: 'utf8', timeout: 300_000 });
  if (got.status !== 0) {
    rmSync(part, { recursive: true, force: true });
    throw new NotOnThisMachine({ zh: '无法从 Maven 仓库取得 Kafka。', en: 'Kafka could not be had from the Maven registry.' }, { cause: new Error(`${got.stdout}${got.stderr}`.slice(-2_000)) });
  }
  try {
    renameSync(part, folder);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(folder)) throw error;
    rmSync(part, { recursive: true, force: true });
  }
  return join(folder, '*');
}
