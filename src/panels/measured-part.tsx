import type { ReactNode } from 'react';
import { useWords } from '../state/language-context';
import type { Measured } from '../state/measurements';
import { useMeasurements } from '../state/measurements-context';

interface MeasuredPartProps<T> {
  readonly title: string;
  /** In the tier's folder. */
  readonly file: string;
  readonly measured: Measured<T>;
  /** Asks for this file again; absent: for those of the page's first tier. */
  readonly onAgain?: () => void;
  readonly children: (data: T) => ReactNode;
}

/** What is drawn of a file of measurements, or why it is not there. */
export function MeasuredPart<T>(props: MeasuredPartProps<T>) {
  const { title, file, measured, children } = props;
  const { load } = useMeasurements((state) => state);
  const words = useWords();
  const { file: say } = words.training;
  if (measured.kind === 'present') return children(measured.data);
  return (
    <section className="figure" aria-label={title}>
      <header>
        <h3>{title}</h3>
      </header>
      {measured.kind === 'loading' && <p className="empty">{say.reading(file)}</p>}
      {measured.kind === 'absent' && <p className="empty">{say.absent(file)}</p>}
      {measured.kind === 'failed' && (
        <>
          <p className="problem" role="alert">
            {measured.said(words)}
          </p>
          <p>
            <button type="button" className="button" onClick={props.onAgain ?? load}>
              {say.again}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
