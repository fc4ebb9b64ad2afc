/** What an expression of PromQL asks for, as far as checking names needs it. Syntax is checked by Prometheus' own parser, in `infra/deployment`. */
export interface Asked {
  readonly metrics: readonly { readonly name: string; readonly matchers: readonly { readonly label: string; readonly sign: string; readonly value: string }[] }[];
  /** Labels that the answer is grouped by; undefined when nothing is aggregated. */
  readonly grouping: readonly string[] | undefined;
}

const words = new Set(['and', 'or', 'unless', 'bool', 'offset', 'on', 'ignoring', 'group_left', 'group_right', 'by', 'without', 'inf', 'nan']);
const aggregations = /\b(sum|min|max|avg|count|topk|bottomk|quantile)\b\s*(?:by\s*\(([^)]*)\))?/g;
const listed = (text: string): string[] => text.split(',').map((label) => label.trim()).filter((label) => label !== '');

/** Read an expression. */
export function asked(expression: string): Asked {
  const plain = expression.replace(/\b(by|on|ignoring|without|group_left|group_right)\s*\([^)]*\)/g, ' ').replace(/\[[^\]]*\]/g, ' ').replace(/\boffset\s+\d+[a-z]+/g, ' ');
  const metrics = [...plain.matchAll(/([A-Za-z_:][\w:]*)\s*(?:\{([^}]*)\}|(\())?/g)]
    .filter(([, name = '', , call]) => call === undefined && !words.has(name.toLowerCase()))
    .map(([, name = '', braces = '']) => ({ name, matchers: [...braces.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)].map(([, label = '', sign = '', value = '']) => ({ label, sign, value })) }));
  const groups = [...expression.matchAll(aggregations)].filter(([, operator = '']) => !/^(topk|bottomk)$/.test(operator));
  return { metrics, grouping: groups.length === 0 ? undefined : [...new Set(groups.flatMap(([, , by = '']) => listed(by)))] };
}
