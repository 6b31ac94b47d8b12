/** Why what is read of a known site's page by no rule of its own is never all that can be said of it. */
export const MOVED = 'the layout has changed: the site keeps its offers in none of the places that its reader knows';
