import type { Room } from './domain';

/** How receptacles of a room stand together: counted by tools/count_floor_plans.py. */
export interface SharedLocations {
  /**
   * Class → share of its instances that are reached by the same walk as another receptacle. Classes
   * of fewer than ten instances are left out.
   */
  readonly shares: Readonly<Record<string, number>>;
  /** Classes at one location, the rarest first → how many such locations for each of the rarest. */
  readonly groups: Readonly<Record<string, number>>;
}

export const SHARED_LOCATIONS: Readonly<Record<Room, SharedLocations>> = {
  kitchen: {
    shares: {
      Cabinet: 0.15,
      DiningTable: 0.05,
      Drawer: 0.24,
      Microwave: 0.07,
      SinkBasin: 0.07,
    },
    groups: {
      'DiningTable Microwave': 0.048,
      'Drawer Cabinet': 0.035,
      'Microwave SinkBasin': 0.033,
      'SinkBasin Drawer': 0.033,
      'Drawer Drawer Drawer': 0.014,
      'Cabinet Cabinet': 0.067,
      'Drawer Drawer': 0.076,
    },
  },
  livingroom: {
    shares: {
      Cabinet: 0.25,
      DiningTable: 0.12,
      Drawer: 0.3,
      Dresser: 0.18,
      Shelf: 0.32,
      SideTable: 0.04,
      TVStand: 0.21,
    },
    groups: {
      'Safe Drawer Drawer Drawer': 0.5,
      'TVStand Shelf Shelf Shelf': 0.071,
      'Dresser Drawer': 0.182,
      'Shelf Drawer': 0.012,
      'SideTable Drawer': 0.044,
      'TVStand Shelf': 0.143,
      'Drawer Drawer Drawer': 0.035,
      'Shelf Shelf Shelf': 0.024,
      'Cabinet Cabinet': 0.125,
      'DiningTable DiningTable': 0.059,
      'Drawer Drawer': 0.061,
      'Shelf Shelf': 0.085,
    },
  },
  bedroom: {
    shares: {
      Cabinet: 0.2,
      Desk: 0.05,
      Drawer: 0.28,
      Shelf: 0.27,
      SideTable: 0.04,
    },
    groups: {
      'Cabinet Shelf': 0.067,
      'Desk Shelf': 0.045,
      'SideTable Drawer': 0.042,
      'Drawer Drawer Drawer': 0.019,
      'Shelf Shelf Shelf': 0.013,
      'Cabinet Cabinet': 0.067,
      'Drawer Drawer': 0.107,
      'Shelf Shelf': 0.101,
    },
  },
  bathroom: {
    shares: {
      Cabinet: 0.27,
      CounterTop: 0.04,
      Drawer: 0.37,
      GarbageCan: 0.08,
      Shelf: 0.42,
      Toilet: 0.04,
    },
    groups: {
      'GarbageCan Cabinet': 0.083,
      'Toilet CounterTop': 0.042,
      'Drawer Drawer Drawer': 0.018,
      'Shelf Shelf Shelf': 0.083,
      'Cabinet Cabinet': 0.127,
      'Drawer Drawer': 0.158,
      'Shelf Shelf': 0.083,
    },
  },
};
