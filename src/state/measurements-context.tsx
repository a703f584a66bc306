/** The React binding of the measurements: a context, so that tests bring their own. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Measurements, MeasurementsState } from './measurements';

const MeasurementsContext = createContext<Measurements | null>(null);

export function MeasurementsProvider(props: { measurements: Measurements; children: ReactNode }) {
  return <MeasurementsContext value={props.measurements}>{props.children}</MeasurementsContext>;
}

export function useMeasurements<T>(select: (state: MeasurementsState) => T): T {
  const measurements = useContext(MeasurementsContext);
  if (measurements === null) throw new Error('MeasurementsProvider is missing.');
  return useStore(measurements, select);
}
