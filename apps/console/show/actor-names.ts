import { systemPartWords } from '../../words/system-words.js';
import { useLanguage } from '../language/texts.js';

const system = 'system:';

/** Who did something: a person by the login name, the system by what it does. */
export function useActorName(): (actor: string) => string {
  const { say } = useLanguage();
  return (actor) => {
    if (!actor.startsWith(system)) return actor;
    const part = actor.slice(system.length);
    const { zh, en } = systemPartWords[part] ?? { zh: part, en: part };
    return say({ zh: `系统（${zh}）`, en: `the system (${en.charAt(0).toLowerCase()}${en.slice(1)})` });
  };
}
