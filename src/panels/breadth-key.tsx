import { useWords } from '../state/language-context';

const RANKS = [1, 2, 3, 4, 5, 6] as const;

/** Which shade is which rank. */
export function BreadthKey() {
  const { recorded } = useWords().breadth;
  return (
    <div className="breadth-key" data-channel="latent">
      <p>{recorded.key}</p>
      <ol aria-hidden="true">
        {RANKS.map((rank) => (
          <li key={rank} data-rank={rank}>
            {rank}
          </li>
        ))}
      </ol>
    </div>
  );
}
