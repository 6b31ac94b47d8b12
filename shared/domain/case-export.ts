import * as z from 'zod';
import { Case } from './case.ts';

/** Asks the packet function for a zip of everything that is kept of one case (invoked, not queued). */
export const ExportRequest = z.strictObject({ exportOf: Case });
export type ExportRequest = z.infer<typeof ExportRequest>;
