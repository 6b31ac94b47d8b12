/** A queue delivers a message so often; after the last try that fails it is a dead letter. */
export const MOST_RECEIVES = 5;
