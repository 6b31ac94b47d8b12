import type { Listing } from '#shared/domain/listing.ts';
import { provenanceWords } from '#shared/domain/provenance.ts';
import { SellersText } from './sellers-text.tsx';

/** Whose eyes an offer was found with: the crawler's, or those of whoever brought it, when, and what they said of it. */
export const BroughtBy = ({ listing: { provenance } }: { listing: Listing }) => (
  <p class="soft">
    Provenance: {provenance ? `${provenance.source}, ` : ''}
    <SellersText text={provenanceWords(provenance)} />
    {provenance?.note ? (
      <>
        . Their note: <SellersText text={provenance.note} most={1000} />
      </>
    ) : null}
  </p>
);
