/**
 * What rooms hold and what can be done with it: counted over the 120 floor plans that ALFWorld was
 * made from, and its placement rules (alfworld 0.4.2, gen/constants.py and gen/goal_library.py).
 * Class names are upstream's; the text game shows them in lower case.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export type Room = 'kitchen' | 'livingroom' | 'bedroom' | 'bathroom';
export const ROOMS: readonly Room[] = ['kitchen', 'livingroom', 'bedroom', 'bathroom'];

export const TASK_TYPES = [
  'pick_and_place_simple',
  'look_at_obj_in_light',
  'pick_clean_then_place_in_recep',
  'pick_heat_then_place_in_recep',
  'pick_cool_then_place_in_recep',
  'pick_two_obj_and_place',
] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/** Receptacle class → object classes it can hold. */
export const CAN_CONTAIN: Readonly<Record<string, readonly string[]>> = {
  CoffeeMachine: words(`
    Mug
  `),
  Microwave: words(`
    Apple Bowl Bread Cup Egg Glassbottle Mug Plate Potato Tomato
  `),
  StoveBurner: words(`
    Kettle Pan Pot
  `),
  Fridge: words(`
    Apple Bowl Bread Cup Egg Glassbottle Lettuce Mug Pan Plate Pot Potato Tomato
    WineBottle
  `),
  Sofa: words(`
    BasketBall Book Box CellPhone Cloth CreditCard KeyChain Laptop Newspaper Pillow
    RemoteControl
  `),
  ArmChair: words(`
    BasketBall Book Box CellPhone Cloth CreditCard KeyChain Laptop Newspaper Pillow
    RemoteControl
  `),
  Ottoman: words(`
    BasketBall Book Box CellPhone Cloth CreditCard KeyChain Laptop Newspaper Pillow
    RemoteControl
  `),
  Dresser: words(`
    AlarmClock BasketBall Book Bowl Box CD Candle CellPhone Cloth CreditCard Cup
    Glassbottle KeyChain Laptop Mug Newspaper Pen Pencil Plate RemoteControl SprayBottle
    Statue TennisRacket TissueBox ToiletPaper ToiletPaperRoll Vase Watch WateringCan
    WineBottle
  `),
  LaundryHamper: words(`
    Cloth
  `),
  Desk: words(`
    AlarmClock BasketBall Book Bowl Box CD Candle CellPhone Cloth CreditCard Cup
    Glassbottle KeyChain Laptop Mug Newspaper Pen Pencil Plate RemoteControl SoapBottle
    SprayBottle Statue TennisRacket TissueBox ToiletPaper ToiletPaperRoll Vase Watch
    WateringCan WineBottle
  `),
  Bed: words(`
    BaseballBat BasketBall Book CellPhone Laptop Newspaper Pillow TennisRacket
  `),
  Toilet: words(`
    Candle Cloth DishSponge HandTowel Newspaper PaperTowel SoapBar SoapBottle SprayBottle
    TissueBox ToiletPaper ToiletPaperRoll
  `),
  ToiletPaperHanger: words(`
    ToiletPaper ToiletPaperRoll
  `),
  TowelHolder: words(`
    Towel
  `),
  HandTowelHolder: words(`
    HandTowel
  `),
  Cart: words(`
    Candle Cloth DishSponge HandTowel Mug PaperTowel Plunger SoapBar SoapBottle
    SprayBottle Statue TissueBox ToiletPaper ToiletPaperRoll Vase
  `),
  BathtubBasin: words(`
    Cloth DishSponge HandTowel SoapBar
  `),
  SinkBasin: words(`
    Apple Bowl ButterKnife Cloth Cup DishSponge Egg Fork Glassbottle HandTowel Kettle
    Knife Ladle Lettuce Mug Pan Plate Pot Potato SoapBar Spatula Spoon Tomato
  `),
  Cabinet: words(`
    Book Bowl Box CD Candle Cloth Cup DishSponge Glassbottle HandTowel Kettle Ladle Mug
    Newspaper Pan PepperShaker Plate Plunger Pot SaltShaker SoapBar SoapBottle SprayBottle
    TissueBox ToiletPaper ToiletPaperRoll Vase WateringCan WineBottle
  `),
  CounterTop: words(`
    AlarmClock Apple BaseballBat BasketBall Book Bowl Box Bread ButterKnife CD Candle
    CellPhone Cloth CreditCard Cup DishSponge Egg Fork Glassbottle HandTowel Kettle
    KeyChain Knife Ladle Laptop Lettuce Mug Newspaper Pan PaperTowel Pen Pencil
    PepperShaker Plate Pot Potato RemoteControl SaltShaker SoapBar SoapBottle Spatula
    Spoon SprayBottle Statue TennisRacket TissueBox ToiletPaper ToiletPaperRoll Tomato
    Vase Watch WateringCan WineBottle
  `),
  Shelf: words(`
    AlarmClock Book Bowl Box CD Candle CellPhone Cloth CreditCard Cup DishSponge
    Glassbottle HandTowel Kettle KeyChain Mug Newspaper PaperTowel Pen Pencil PepperShaker
    Plate Pot RemoteControl SaltShaker SoapBar SoapBottle SprayBottle Statue TissueBox
    ToiletPaper ToiletPaperRoll Vase Watch WateringCan WineBottle
  `),
  Drawer: words(`
    Book ButterKnife CD Candle CellPhone Cloth CreditCard DishSponge Fork HandTowel
    KeyChain Knife Ladle Newspaper Pen Pencil PepperShaker RemoteControl SaltShaker
    SoapBar SoapBottle Spatula Spoon SprayBottle TissueBox ToiletPaper ToiletPaperRoll
    Watch WateringCan
  `),
  GarbageCan: words(`
    Apple Bread CD Cloth DishSponge Egg HandTowel Lettuce Newspaper PaperTowel Pen Pencil
    Potato SoapBar SoapBottle SprayBottle TissueBox ToiletPaper ToiletPaperRoll Tomato
    WineBottle
  `),
  Safe: words(`
    CD CellPhone CreditCard KeyChain Statue Vase Watch
  `),
  TVStand: words(`
    TissueBox
  `),
  Toaster: [],
  DiningTable: words(`
    AlarmClock Apple BaseballBat BasketBall Book Bowl Box Bread ButterKnife CD Candle
    CellPhone Cloth CreditCard Cup DishSponge Egg Fork Glassbottle HandTowel Kettle
    KeyChain Knife Ladle Laptop Lettuce Mug Newspaper Pan PaperTowel Pen Pencil
    PepperShaker Plate Pot Potato RemoteControl SaltShaker SoapBar SoapBottle Spatula
    Spoon SprayBottle Statue TennisRacket TissueBox ToiletPaper ToiletPaperRoll Tomato
    Vase Watch WateringCan WineBottle
  `),
  CoffeeTable: words(`
    AlarmClock Apple BaseballBat BasketBall Book Bowl Box Bread ButterKnife CD Candle
    CellPhone Cloth CreditCard Cup DishSponge Egg Fork Glassbottle HandTowel Kettle
    KeyChain Knife Ladle Laptop Lettuce Mug Newspaper Pan PaperTowel Pen Pencil
    PepperShaker Plate Pot Potato RemoteControl SaltShaker SoapBar SoapBottle Spatula
    Spoon SprayBottle Statue TennisRacket TissueBox ToiletPaper ToiletPaperRoll Tomato
    Vase Watch WateringCan WineBottle
  `),
  SideTable: words(`
    AlarmClock Apple BaseballBat BasketBall Book Bowl Box Bread ButterKnife CD Candle
    CellPhone Cloth CreditCard Cup DishSponge Egg Fork Glassbottle HandTowel Kettle
    KeyChain Knife Ladle Laptop Lettuce Mug Newspaper Pan PaperTowel Pen Pencil
    PepperShaker Plate Pot Potato RemoteControl SaltShaker SoapBar SoapBottle Spatula
    Spoon SprayBottle Statue TennisRacket TissueBox ToiletPaper ToiletPaperRoll Tomato
    Vase Watch WateringCan WineBottle
  `),
};

export const OPENABLE_CLASSES = words(`Fridge Cabinet Microwave Drawer Safe`);

export const HEATABLE = words(`
  Apple Bread Cup Egg Mug Plate Potato Tomato
`);

export const COOLABLE = words(`
  Apple Bowl Bread Cup Egg Lettuce Mug Pan Plate Pot Potato Tomato WineBottle
`);

export const CLEANABLE = words(`
  Apple Bowl ButterKnife Cloth Cup DishSponge Egg Fork Kettle Knife Ladle Lettuce Mug Pan
  Plate Pot Potato SoapBar Spatula Spoon Tomato
`);

export const SLICEABLE = words(`
  Apple Bread Egg Lettuce Potato Tomato
`);

export const TOGGLEABLE = words(`
  DeskLamp FloorLamp
`);

export const NOT_PICKUPABLE = words(`
  Blinds Boots Chair Curtains DeskLamp Faucet FloorLamp Footstool HousePlant LightSwitch
  Mirror Painting Poster ShowerDoor ShowerGlass Sink Bathtub StoveKnob Television Window
  LaundryHamperLid
`);

export const MOVABLE_RECEPTACLES = words(`
  Bowl Box Cup Mug Plate Pan Pot
`);

/** Where clean, heat and cool happen. */
export const TOOL_CLASS = { clean: 'SinkBasin', heat: 'Microwave', cool: 'Fridge' } as const;
export type ToolVerb = keyof typeof TOOL_CLASS;

/** Each task's goal in words; `{obj}`, `{recep}` and `{toggle}` are lower-case class names. */
export const GOAL_TEMPLATES: Readonly<Record<TaskType, readonly string[]>> = {
  pick_and_place_simple: ['put a {obj} in {recep}', 'put some {obj} on {recep}'],
  look_at_obj_in_light: ['look at {obj} under the {toggle}', 'examine the {obj} with the {toggle}'],
  pick_clean_then_place_in_recep: [
    'put a clean {obj} in {recep}',
    'clean some {obj} and put it in {recep}',
  ],
  pick_heat_then_place_in_recep: [
    'put a hot {obj} in {recep}',
    'heat some {obj} and put it in {recep}',
  ],
  pick_cool_then_place_in_recep: [
    'put a cool {obj} in {recep}',
    'cool some {obj} and put it in {recep}',
  ],
  pick_two_obj_and_place: ['put two {obj} in {recep}', 'find two {obj} and put them in {recep}'],
};

/** Where the generator stands a lamp: the surfaces it is found on in the floor plans. */
export const LAMP_PLACES = words('Desk SideTable Dresser Shelf CoffeeTable DiningTable');
