export type Category = 'jackets' | 'backpacks' | 'bottles';
export type Shape = 'jacket' | 'backpack' | 'bottle' | 'mug' | 'strap' | 'lid' | 'cover' | 'lamp';

/** The invented brand's own range: the prices here are the reference prices of `samples/nordhavn.yaml`. */
export type Product = {
  sku: string;
  /** Without the brand. */
  name: string;
  category: Category;
  shape: Shape;
  /** Which of the shape's cuts is drawn. */
  cut: number;
  /** EUR cents. */
  priceMinor: number;
  colours: readonly Colour[];
  features: string;
};

export const COLOURS = {
  fjord: '#1f4e6b',
  moss: '#4c6b3c',
  rust: '#b2532b',
  graphite: '#3a3f47',
  sand: '#c9b48a',
  ochre: '#d9a02f',
  berry: '#7d2f4f',
  frost: '#d7dee4',
} as const;
export type Colour = keyof typeof COLOURS;

export const BRAND = 'Nordhavn';

export const PRODUCTS: readonly Product[] = [
  {
    sku: 'NH-FJELD-01',
    name: 'Fjeld Shell Jacket',
    category: 'jackets',
    shape: 'jacket',
    cut: 0,
    priceMinor: 34900,
    colours: ['fjord', 'rust', 'graphite'],
    features: 'Three-layer waterproof shell, taped seams, helmet-compatible hood.',
  },
  {
    sku: 'NH-SKAGEN-02',
    name: 'Skagen Rain Jacket',
    category: 'jackets',
    shape: 'jacket',
    cut: 1,
    priceMinor: 21900,
    colours: ['ochre', 'fjord', 'moss'],
    features: 'Light rain jacket with storm flap and two-way zip.',
  },
  {
    sku: 'NH-TIND-03',
    name: 'Tind Down Jacket',
    category: 'jackets',
    shape: 'jacket',
    cut: 2,
    priceMinor: 42900,
    colours: ['graphite', 'berry', 'sand'],
    features: '800-fill down, box-wall quilting, recycled shell.',
  },
  {
    sku: 'NH-VANDRER-04',
    name: 'Vandrer 28 Backpack',
    category: 'backpacks',
    shape: 'backpack',
    cut: 0,
    priceMinor: 15900,
    colours: ['moss', 'graphite', 'rust'],
    features: '28 litres, ventilated back panel, laptop sleeve.',
  },
  {
    sku: 'NH-BYEN-05',
    name: 'Byen Roll-Top Backpack',
    category: 'backpacks',
    shape: 'backpack',
    cut: 1,
    priceMinor: 12900,
    colours: ['sand', 'graphite', 'fjord'],
    features: '22 litres, roll-top closure, waterproof tarpaulin.',
  },
  {
    sku: 'NH-TUR-06',
    name: 'Tur 45 Trekking Backpack',
    category: 'backpacks',
    shape: 'backpack',
    cut: 2,
    priceMinor: 22900,
    colours: ['fjord', 'moss', 'berry'],
    features: '45 litres, adjustable torso, rain cover included.',
  },
  {
    sku: 'NH-KILDE-07',
    name: 'Kilde Insulated Bottle 750 ml',
    category: 'bottles',
    shape: 'bottle',
    cut: 0,
    priceMinor: 3900,
    colours: ['frost', 'fjord', 'moss', 'rust'],
    features: 'Double-wall steel, 24 hours cold, 12 hours hot.',
  },
  {
    sku: 'NH-VARME-08',
    name: 'Varme Thermo Mug 400 ml',
    category: 'bottles',
    shape: 'mug',
    cut: 0,
    priceMinor: 3400,
    colours: ['graphite', 'ochre', 'frost'],
    features: 'Leak-proof lid, fits cup holders, 6 hours hot.',
  },
];
