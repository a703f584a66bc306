import type { HouseView } from '../state/house-view';
import { useWords } from '../state/language-context';
import { contentWords, spotWords, stateWords } from './house-words';

/** The map as a table, for those who do not see it. */
export function HouseTable(props: { label: string; view: HouseView; truth: boolean }) {
  const { label, view, truth } = props;
  const { house: words } = useWords();
  return (
    <div className="visually-hidden">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.place}</th>
            <th scope="col">{words.columns.state}</th>
            <th scope="col">{words.columns.contents}</th>
            <th scope="col">{words.columns.steps}</th>
          </tr>
        </thead>
        <tbody>
          {view.places.map((place) => (
            <tr key={place.name}>
              <th scope="row">{place.name}</th>
              <td>
                {[stateWords(place, words), spotWords(place, words)]
                  .filter((part) => part !== '')
                  .join(', ')}
              </td>
              <td>{contentWords(place, truth, words)}</td>
              <td>{place.visits.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
