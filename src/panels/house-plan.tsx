import { HOUSE_WIDTH, layoutHouse } from '../plots/house-layout';
import { useWords } from '../state/language-context';

const { height } = layoutHouse([]);

/** The room before anything is known of it. */
export function HousePlan() {
  const { house: words } = useWords();
  return (
    <div className="house">
      <svg
        className="house-frame house-map is-planned"
        viewBox={`0 0 ${HOUSE_WIDTH} ${height}`}
        aria-hidden="true"
      >
        <rect width={HOUSE_WIDTH} height={height} rx={3} />
      </svg>
      <p className="house-caption">{words.planned}</p>
    </div>
  );
}
