import type { Programme, ProgrammeReason } from '#shared/domain/programme.ts';

/** A form whose own codes are not known: the person who files takes its nearest. */
const plain = (label: string, reason: Partial<ProgrammeReason> = {}): ProgrammeReason => ({
  code: 'unknown',
  label,
  leastStrength: 'use',
  needs: ['registration'],
  ...reason,
});

export const PLAIN_REASONS = {
  counterfeit: [plain('Counterfeit goods', { leastStrength: 'price-and-use' })],
  'trademark-misuse': [plain('Trade mark used without consent')],
  'copyright-image': [plain('Own picture used without consent', { needs: ['own-url'] })],
  'copyright-text': [plain('Own text used without consent', { needs: ['own-url'] })],
  design: [plain('Registered design infringed')],
  patent: [plain('Patent infringed')],
} satisfies Programme['claims'];

/** How old things may be where a person files what was prepared, and no source says otherwise. */
export const PACKET_AGES = { freshHours: 24, evidenceMaxAgeHours: 168, settleHours: 24 } as const;

/** Where a program sends at once. */
export const PROGRAM_AGES = { freshHours: 1, evidenceMaxAgeHours: 168, settleHours: 24 } as const;
