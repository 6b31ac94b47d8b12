/** Why what is read of a known site's page by no rule of its own is never all that can be said of it. */
export const MOVED =
  'the layout has changed: the site keeps few or none of its offers in the places that its reader knows';
