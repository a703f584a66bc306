/** `a, b and c` */
const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Tables, findings and the methods paragraph of a batch, on the page and in files. Figures come as written. */
export const batchReport = {
  conditions: {
    none: 'No message',
    text: 'CoT text',
    latent: 'Latent, full',
    human: 'A person',
    trained: (k: string) => `Trained K = ${k}`,
    untrained: (k: string) => `Untrained K = ${k}`,
    kept: (k: string) => `${k} kept evenly`,
    truncated: (percent: string) => `First ${percent}%`,
    kinds: {
      'cross-task': 'CrossTask',
      'same-type': 'Same task type, another game',
      'white-noise': 'WhiteNoise',
      'cov-noise': 'CovNoise',
      'cov-gauss-zero': 'CovGauss (0 mean)',
      'cov-gauss-mean': 'CovGauss (mean)',
      'random-rotation': 'RandomRot',
    },
    strength: (strength: string) => `${strength}×`,
    scopes: { corpus: 'corpus statistics', message: 'own statistics' },
    seed: (seed: string) => `seed ${seed}`,
    steps: (count: string) => `${count} steps only`,
    edits: (count: string) => `${count} edits`,
    of: (what: string, base: string) => `${what}, ${base}`,
    join: ', ',
    paper: { 'cot-full': 'CoT (full), paper only', 'no-cot': 'No-CoT, paper only' },
  },
  views: { scout: 'scout', uncertain: 'uncertain', planner: 'planner', hedging: 'hedging' },
  splits: { train: 'train', dev: 'dev', seen: 'seen', unseen: 'unseen', files: 'imported' },
  tasks: {
    pick_and_place_simple: 'Pick and place',
    look_at_obj_in_light: 'Look in light',
    pick_clean_then_place_in_recep: 'Clean',
    pick_heat_then_place_in_recep: 'Heat',
    pick_cool_then_place_in_recep: 'Cool',
    pick_two_obj_and_place: 'Pick two',
    other: 'Other',
  },
  rooms: {
    kitchen: 'Kitchen',
    livingroom: 'Living room',
    bedroom: 'Bedroom',
    bathroom: 'Bathroom',
  },
  ranks: ['true place reported as likely', '… as maybe', '… as perhaps'],
  columns: {
    condition: 'Message',
    split: 'Scenes',
    games: 'Games',
    success: 'Success % [95%]',
    steps: 'Steps',
    stepsOfWins: 'Steps of wins',
    difference: (baseline: string) => `Points against “${baseline}” [95%]`,
    p: 'p (Holm)',
    losesLess: (margin: string) => `Loses less than ${margin} points?`,
    positions: 'Positions',
    bytes: 'Bytes',
    time: 'Communication, ms (median)',
    failed: 'Failed',
    receptacles: 'Receptacles visited',
    repeated: 'Repeated %',
    inadmissible: 'Invalid %',
    second: 'Second to another candidate %',
    nearTies: 'Near ties',
    paper: (pair: string) => `Paper: ${pair}, %`,
    paperSeconds: (pair: string) => `Paper: ${pair}, s`,
    latentStep: (step: string) => `Step ${step}`,
  },
  losesLess: {
    shown: 'yes',
    'not-shown': 'not shown',
    worse: 'no: more',
    'too-few': 'too few games',
  },
  tables: {
    channels: (view: string) => `Channels and perturbations, ${view} view`,
    compression: (view: string) => `Compression, ${view} view`,
    exploration: (view: string) => `Exploration, ${view} view`,
    tasks: (view: string) => `By task type, ${view} view`,
    rooms: (view: string) => `By room, ${view} view`,
    ranks: (view: string) => `By the rank of the true place, ${view} view`,
    like: { channels: 'as table 1 of the paper', compression: 'as table 3 of the paper' },
    sentence: (text: string) => `${text}.`,
    caption: (title: string, subtitle: string) => `${title}: ${subtitle}`,
    latex: 'Needs these packages:',
    subtitle: (budget: string) =>
      `% of games won within ${budget} steps with Wilson 95% interval; steps: mean of all games, those not won counting ${budget}`,
    groupSubtitle: (budget: string) =>
      `% of games won within ${budget} steps with Wilson 95% interval; in brackets behind it the games`,
    explorationSubtitle:
      'means over the episodes that did not fail; shares are of the commands given',
    breadth: (view: string) => `Information breadth, ${view} view`,
    breadthSubtitle:
      'likeliest word’s share of the ten likeliest, median over games [quartiles]; then the median effective number of hypotheses, e to the entropy',
  },
  notes: {
    complete: 'All planned games were played.',
    provisional: (played: string, planned: string) =>
      `Provisional: ${played} of ${planned} planned episodes were played. Intervals and tests assume that looking at them did not decide when to stop.`,
    failed: (count: string) =>
      `${count} ${count === '1' ? 'episode' : 'episodes'} failed with an error; they count as not won.`,
    planner:
      'The planner view is the paper’s experiment. The paper’s figures (columns “Paper”) are of other models, ALFWorld’s own games and longer plans: they stand beside ours, they are not the same measurement.',
    plannerAlone:
      'The planner view is the paper’s experiment; of these games the paper has no figures, so that none stand beside ours.',
    roomless: 'There is no table by room: imported games do not say which room they are.',
    knowing: (view: string) =>
      `In the ${view} view the sender knows more than the actor, which is not the paper’s experiment: no figure of the paper stands beside these.`,
    paired: (baseline: string) =>
      `Differences are paired, over the games that both played, against “${baseline}”: Newcombe’s 95% interval, McNemar’s exact test, Holm-corrected over this table.`,
    nonInferiority: (margin: string, fewest: string) =>
      `“Loses less than ${margin} points”: yes where the whole paired interval is above −${margin} points, no where it is below and the corrected test shows a difference too; judged from ${fewest} games on. The intervals are of single comparisons, not corrected over the table.`,
    shared: (games: string, workers: string) =>
      `Times were measured with ${games} ${games === '1' ? 'game' : 'games'} in flight at once${workers === '1' ? '' : ` in each of ${workers} processes or workers`}: they share the processor and are longer than those of a single run.`,
    breadth:
      'Of what was sent, disturbed or not, its first six latent steps, through the LM head of the model that wrote it. Episodes that failed or ran out of context before the message are not in it.',
  },
  findings: {
    above: (split: string, baseline: string, names: string) =>
      `${split}: better than “${baseline}”: ${names}.`,
    below: (split: string, baseline: string, names: string) =>
      `${split}: worse than “${baseline}”: ${names}.`,
    none: (split: string, baseline: string, names: string) =>
      `${split}: no difference to “${baseline}” is shown for ${names}; that is not the same as none.`,
    item: (name: string, points: string, low: string, high: string) =>
      `${name} (${points} points [${low}, ${high}])`,
    many: (names: string, least: string, most: string) =>
      `${names} (${least} to ${most} points; each with its interval in the table)`,
    nothing: 'Nothing is shown yet: there are no games that two conditions have both played.',
    noBaseline: 'Without a baseline nothing is compared.',
    join: '; ',
  },
  compare: {
    parts: {
      stepBudget: 'Step budget',
      sampling: 'Sender’s decoding',
      tier: 'Models',
      models: 'Model file',
      backend: 'Backend',
      versions: 'Version',
      commit: 'Code at commit',
      host: 'Played in',
      processor: 'Processor',
      inFlight: 'Games in flight in each process or worker',
      workers: 'Processes or workers',
      games: 'Games planned',
      conditions: 'Conditions, of which those of both are compared',
    },
    roles: {
      sender: 'sender',
      'sender-compressed': 'compressed sender',
      actor: 'actor',
      adapter: 'adapter',
    },
    partOf: (part: string, of: string) => `${part} (${of})`,
    differs: (part: string, here: string, there: string) =>
      `${part}: here ${here}, there ${there}.`,
    unknown: 'not recorded',
    unlike: (details: readonly string[]) =>
      `The games were not played alike: what differs in the outcomes may come of that alone. ${details.join(' ')}`,
    same: 'Nothing differs of what is recorded: model files, backend, versions, machine, decoding, step budget, games, conditions.',
    greedy: 'greedy',
    sampled: (temperature: string, topP: string, seed: string) =>
      `temperature ${temperature}, top-p ${topP}, seed ${seed}`,
    files: (count: string) => `${count} imported`,
    planned: (splits: string, count: string, first: string, tasks: string) =>
      `${count} of each of ${splits} from seed ${first}, ${tasks} task ${tasks === '1' ? 'type' : 'types'}`,
    title: (view: string) => `Beside another result, ${view} view`,
    subtitle: (file: string) =>
      `% won with Wilson 95% interval, over the games that both played; differences are here minus “${file}”`,
    here: 'Here % [95%]',
    there: 'There % [95%]',
    difference: 'Points [95%]',
    steps: 'Steps',
    disagree: 'Disagree',
    disagreeing: 'Games where they disagree',
    paired: (file: string) =>
      `Differences are paired, here minus “${file}”: Newcombe’s 95% interval, McNemar’s exact test, Holm-corrected over this table. “Steps” is the mean difference over the same games, those not won counting the whole budget, without an interval; “Disagree” counts the games that one of them won and the other did not.`,
    agree: (rows: string, all: string) => `In ${rows} of ${all} rows they agree on every game.`,
    none: 'They share no condition with a game that both played.',
    of: (split: string, name: string) => `${split}: ${name}`,
    files2: (here: string, there: string) => `Here: ${here}. There: ${there}.`,
    line: (here: string, hereSteps: string, there: string, thereSteps: string) =>
      `here ${here} after ${hereSteps} · there ${there} after ${thereSteps}`,
    outcomes: { won: 'won', lost: 'lost', 'context-full': 'context full', failed: 'failed' },
  },
  methods: {
    title: 'Methods',
    games: (count: string, splits: readonly string[], tasks: string, first: string) =>
      `We played ${count} ${count === '1' ? 'game' : 'games'} of ${splits.length === 1 ? 'the split' : 'each of the splits'} ${listed(splits)} (${tasks}; seeds from ${first}) of Interlat Lab’s ALFWorld`,
    gamesOfFiles: (count: string) =>
      `We played ${count} imported ALFWorld ${count === '1' ? 'game' : 'games'}`,
    allTasks: 'all six task types',
    sameGames: (conditions: string, budget: string) =>
      `, the same games in each of ${conditions} ${conditions === '1' ? 'condition' : 'conditions'}, for at most ${budget} steps each.`,
    views: (views: readonly string[]) =>
      views.length === 1
        ? ` The sender was told what the ${views[0]} view tells it.`
        : ` The sender was told what the views ${listed(views)} tell it.`,
    greedy: ' Sender and actor decoded greedily, the actor free-form.',
    sampled: (temperature: string, topP: string, seed: string) =>
      ` The sender’s words were sampled (temperature ${temperature}, top-p ${topP}, seed ${seed}); the actor decoded greedily, free-form.`,
    messages:
      ' One generated message of a game and view serves all conditions that send it, whole, shortened or disturbed.',
    compressed:
      ' Messages of K trained latents were written by the compressed sender, all others by the sender.',
    perturbed: (seeds: readonly string[]) =>
      ` Perturbations used ${seeds.length === 1 ? 'seed' : 'seeds'} ${listed(seeds)}.`,
    breadth:
      ' Information breadth was read from the first six latent steps of what was sent, through the LM head of the model that wrote it, at temperature 1.',
    statistics:
      ' Success is given with Wilson 95% intervals; differences are paired over the same games, with Newcombe’s interval (1998, method 10), McNemar’s exact test, Holm-corrected over each table. Episodes that failed or ran out of context count as not won.',
    baselines: (names: readonly string[]) => ` Differences are against ${listed(names)}.`,
    against: (name: string, part: string) => `“${name}” (${part})`,
    parts: { channels: 'channels and perturbations', compression: 'compression' },
    margin: (margin: string, fewest: string) =>
      ` That a message loses less than ${margin} points is said where the whole paired interval is above −${margin} points, from ${fewest} games on.`,
    steps: (budget: string) =>
      ` Steps are means over all games, those not won counting the whole budget of ${budget}.`,
    models: (tier: string, hashes: string) => ` Models: ${tier} (sha256 ${hashes})`,
    backend: (backend: string, versions: string, games: string) =>
      `; backend ${backend}; ${versions}; ${games}.`,
    inFlight: (games: string, workers: string) => {
      const flying = `${games} ${games === '1' ? 'game' : 'games'} in flight`;
      return workers === '1' ? flying : `${flying} in each of ${workers} processes or workers`;
    },
    machines: (machines: readonly string[]) => ` Played on: ${machines.join('; ')}.`,
    machine: (
      host: string,
      processor: string | null,
      cores: string | null,
      commit: string | null,
    ) =>
      [
        host,
        ...(processor === null ? [] : [processor]),
        ...(cores === null ? [] : [`${cores} ${cores === '1' ? 'core' : 'cores'}`]),
        ...(commit === null ? [] : [`code at commit ${commit}`]),
      ].join(', '),
    dates: (first: string, last: string) => ` Played from ${first} to ${last} UTC.`,
    partial: (played: string, planned: string) =>
      ` At this point ${played} of ${planned} planned episodes were played; all figures are provisional.`,
    link: (address: string) => ` The settings: ${address}`,
    list: listed,
  },
};
