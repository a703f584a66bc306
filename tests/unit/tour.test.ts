import { describe, expect, it } from 'vitest';
import { createTour, TOUR_STOPS, type TourStopName } from '../../src/state/tour';

const all = (): boolean => true;

function memory(seen = false) {
  const kept = { seen };
  return {
    kept,
    read: () => kept.seen,
    keep: () => {
      kept.seen = true;
    },
  };
}

describe('the tour', () => {
  it('has eight stops, walked to the last and back to the first', () => {
    expect(TOUR_STOPS).toHaveLength(8);
    const tour = createTour(memory());
    tour.getState().start();
    const walked = TOUR_STOPS.map(() => {
      const { at } = tour.getState();
      tour.getState().move(1, all);
      return at;
    });
    expect(walked).toEqual(TOUR_STOPS);
    expect(tour.getState().at).toBe('measured');
    for (const _ of TOUR_STOPS) tour.getState().move(-1, all);
    expect(tour.getState().at).toBe('task');
  });

  it('passes over stops that are not on the page, and stays where no other is', () => {
    const there = new Set<TourStopName>(['task', 'lanes', 'actor']);
    const tour = createTour(memory());
    tour.getState().start();
    tour.getState().move(1, (stop) => there.has(stop));
    expect(tour.getState().at).toBe('lanes');
    tour.getState().move(1, (stop) => there.has(stop));
    tour.getState().move(1, (stop) => there.has(stop));
    expect(tour.getState().at).toBe('actor');
  });

  it('remembers that it was seen', () => {
    const store = memory();
    const tour = createTour(store);
    expect(tour.getState().seen).toBe(false);
    tour.getState().start();
    expect(store.kept.seen).toBe(true);
    tour.getState().close();
    expect(tour.getState()).toMatchObject({ at: null, seen: true });
    expect(createTour(store).getState().seen).toBe(true);
    tour.getState().move(1, all);
    expect(tour.getState().at).toBeNull();
  });
});
