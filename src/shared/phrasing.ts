import type { Rng } from './rng';

/**
 * One wording of a template: `{a|b|c}` picks a, b or c with equal probability, choices nest, and
 * `$name` stands for a value. Throws a RangeError for a brace without its partner or an unknown name.
 */
export function phrase(
  template: string,
  values: Readonly<Record<string, string>>,
  rng: Rng,
): string {
  let position = 0;

  function sequence(inside: boolean): string {
    let text = '';
    while (position < template.length) {
      const character = template[position];
      if (inside && (character === '|' || character === '}')) return text;
      position += 1;
      if (character === '{') text += choice();
      else if (character === '}') throw new RangeError(`Unexpected } in “${template}”.`);
      else if (character === '$') text += value();
      else text += character;
    }
    if (inside) throw new RangeError(`Missing } in “${template}”.`);
    return text;
  }

  function choice(): string {
    const options: string[] = [];
    for (;;) {
      options.push(sequence(true));
      const end = template[position] === '}';
      position += 1;
      if (end) return rng.pick(options);
    }
  }

  function value(): string {
    const name = /^[a-z]+/i.exec(template.slice(position))?.[0] ?? '';
    const found = values[name];
    if (found === undefined) throw new RangeError(`No value for $${name} in “${template}”.`);
    position += name.length;
    return found;
  }

  return sequence(false);
}
