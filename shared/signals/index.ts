import type { Signal } from '#shared/domain/signal.ts';
import { authorisedSeller } from './authorised-seller.ts';
import { brandNamed } from './brand-named.ts';
import { evasiveSpelling } from './evasive-spelling.ts';
import { knownInfringingImage } from './known-infringing-image.ts';
import { listingAge } from './listing-age.ts';
import { logoText } from './logo-text.ts';
import { looseLabels } from './loose-labels.ts';
import { lowPrice } from './low-price.ts';
import { namedElsewhere } from './named-elsewhere.ts';
import { overlayText } from './overlay-text.ts';
import { productMatch } from './product-match.ts';
import { referenceUse } from './reference-use.ts';
import { sellerHistory } from './seller-history.ts';
import { sellerLinks } from './seller-links.ts';
import { sellerOffers } from './seller-offers.ts';
import { sellerStanding } from './seller-standing.ts';
import { sharedImage } from './shared-image.ts';
import { shipsFrom } from './ships-from.ts';
import { stolenDetails } from './stolen-details.ts';
import { stolenImage } from './stolen-image.ts';
import { suspiciousWording } from './suspicious-wording.ts';

/** Every signal. Adding one: docs/add-a-signal.md. */
export const signals: readonly Signal[] = [
  brandNamed,
  namedElsewhere,
  evasiveSpelling,
  suspiciousWording,
  looseLabels,
  productMatch,
  lowPrice,
  sellerOffers,
  logoText,
  overlayText,
  stolenImage,
  stolenDetails,
  knownInfringingImage,
  sharedImage,
  sellerHistory,
  sellerLinks,
  sellerStanding,
  listingAge,
  shipsFrom,
  referenceUse,
  authorisedSeller,
];
