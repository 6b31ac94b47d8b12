/** A working day. */
export const SESSION_SECONDS = 12 * 3600;
/** How long the identity provider's word counts. */
export const CHECK_SECONDS = 3600;
