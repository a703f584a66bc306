import type { HouseView } from '../state/house-view';
import { contentWords, spotWords, stateWords } from './house-words';

/** The map as a table, for those who do not see it. */
export function HouseTable(props: { label: string; view: HouseView; truth: boolean }) {
  const { label, view, truth } = props;
  return (
    <div className="visually-hidden">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">State</th>
            <th scope="col">In or on it</th>
            <th scope="col">Steps</th>
          </tr>
        </thead>
        <tbody>
          {view.places.map((place) => (
            <tr key={place.name}>
              <th scope="row">{place.name}</th>
              <td>
                {[stateWords(place), spotWords(place)].filter((words) => words !== '').join(', ')}
              </td>
              <td>{contentWords(place, truth)}</td>
              <td>{place.visits.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
