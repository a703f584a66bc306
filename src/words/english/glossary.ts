/** What the figures' terms mean. Sources: design.md of this project and arXiv 2511.09149. */
export const glossary = {
  explain: (term: string) => `What is ${term}?`,
  close: 'Close',
  formula: 'Formula',
  ofFigure: (title: string) => `Definition: ${title}`,
  source: 'Source',
  loading: 'The definition is being loaded.',
  failed: 'The definition could not be loaded.',
  retry: 'Try again',
  terms: {
    hiddenState: {
      term: 'hidden state',
      definition:
        'The vector that the sender holds after reading the text so far, taken after its last layer. Its next word is drawn from this vector; the word keeps only one of the things it allowed.',
      formula: 'h(t) = sender(x(1) … x(t)), a vector of d numbers',
    },
    latentStep: {
      term: 'latent step',
      definition:
        'One vector of a latent message. In the full message it is the hidden state from which one token of the chain of thought was written.',
      formula: 'H = [h(1) … h(T)], T rows of d numbers',
    },
    adapter: {
      term: 'adapter',
      definition:
        'A small network that turns the sender’s vectors into what the actor reads as if they were words: attention over the message, then a projection.',
      formula: 'actor input = e(<bop>), Adapter(H), e(<eop>), then the turns',
    },
    compression: {
      term: 'K',
      definition:
        'How many vectors are sent. A sender trained for K writes no words: each vector becomes its own next input, K times. Untrained: the same loop without that training.',
      formula: 'z(1) = sender(<lat_bos>), z(k+1) = sender(h2e(z(k))), k < K',
    },
    thought: {
      term: 'chain of thought (CoT)',
      definition:
        'What the sender writes in words before the game: it restates the task, weighs where things are, and lists the steps.',
      formula: 'x(t+1) ~ softmax(LM head(h(t))), greedy by default',
    },
    lens: {
      term: 'logit lens',
      definition:
        'A vector read through the LM head of the model that wrote it: which words it would go on to, and how probable each is. For a row of the full message this is the very distribution that its token was taken from.',
      formula: 'p = softmax(LM head(h)), temperature 1, whole vocabulary',
    },
    entropy: {
      term: 'entropy',
      definition:
        'How undecided a distribution is, in nats. 0: one word is certain; ln 3 = 1.10: three words are equally likely.',
      formula: 'H(p) = −Σ p ln p',
    },
    hypotheses: {
      term: 'effective number of hypotheses',
      definition:
        'As many equally likely words would be as undecided as this distribution: 1 where one is certain, 3 where three are equally likely.',
      formula: 'e^H(p)',
    },
    divergence: {
      term: 'Jensen-Shannon divergence',
      definition:
        'How far two distributions are apart, in nats: 0 where they are the same, at most ln 2 = 0.693 where nothing that one allows is allowed by the other.',
      formula: 'JS(p, q) = ½ KL(p ‖ m) + ½ KL(q ‖ m), m = ½(p + q), 0 ≤ JS ≤ ln 2',
    },
    wilson: {
      term: 'Wilson 95% interval',
      definition:
        'Where the true success rate lies, given this many games: intervals made so hold it in 95 of 100 cases. More games, a narrower interval.',
      formula: '(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1.96',
    },
    nonInferiority: {
      term: 'non-inferiority',
      definition:
        'A shorter message is called no worse than the full one only where the whole interval of the paired difference, over the same games, lies above a margin chosen before.',
      formula: 'lower end of the 95% interval of (rate K − rate full) > −margin',
    },
    breadth: {
      term: 'information breadth',
      definition:
        'How many continuations one latent step keeps open: the share of the most probable word among the ten most probable, and the shares of the first two, three and so on. A small top share is broad.',
      formula: 'S(k) = Σ of the k largest p / Σ of the 10 largest p',
    },
    positions: {
      term: 'positions',
      definition:
        'How many places of its context the actor has to read for the message: one for each token, or one for each vector. This is what “short” means here.',
      formula: 'positions = T tokens, T vectors, or K vectors',
    },
    capacity: {
      term: 'capacity',
      definition:
        'How much a message could hold at most. A vector holds far more bits than a token, so eight vectors are a short message, not a small one.',
      formula: 'token: log₂(vocabulary) bits; vector: d × 32 bits as float32',
    },
    admissible: {
      term: 'admissible commands',
      definition:
        'The commands that do something in the state the game is in. The actor writes freely: it may also write a command that does nothing.',
      formula: 'p(command) = Π p(token | the tokens before it), <obs> included',
    },
    perturbation: {
      term: 'disturbances',
      definition:
        'The paper’s perturbations: changes made to the message to see what the actor uses: noise that is independent or follows the messages’ own covariance, vectors drawn anew, and rotations.',
      formula: 'white: H + s N; cov: H + s N Σ^½; rotation: μ + X Σ^−½ Q Σ^½',
    },
    crossTask: {
      term: 'another task’s message',
      definition:
        'What the same sender wrote for another game of another task type. It looks like any message and is about the wrong things: an actor that reads the message has to get worse.',
      formula: 'H of game π(i), π without fixed points',
    },
    commitment: {
      term: 'commitment',
      definition:
        'The place in the chain of thought where the sender settles on one of several reported places. The hidden state just before that name is where its doubt can be read.',
      formula: 'the row of H whose token is the first place named after “in”',
    },
    paired: {
      term: 'paired difference',
      definition:
        'Two messages compared on the very same games: games that only the first won, less games that only the second won, with Newcombe’s interval; McNemar’s test, corrected over the table (Holm).',
      formula: '(n(first only) − n(second only)) / n',
    },
  },
};
