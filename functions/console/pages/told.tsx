import { SellersText } from './sellers-text.tsx';

/** What came of what somebody just asked for: done, or refused and why. Other people's words may be in it. */
export const Told = ({ said, refused }: { said?: string; refused?: string }) => (
  <>
    {refused ? (
      <p class="said bad" role="alert">
        <SellersText text={refused} />
      </p>
    ) : null}
    {said ? (
      <p class="said" role="status">
        <SellersText text={said} />
      </p>
    ) : null}
  </>
);
