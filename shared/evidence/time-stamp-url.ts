import * as z from 'zod';

/** Of the authority that time stamps are asked of; empty: manifests bear none. */
export const TimeStampUrl = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default('');
