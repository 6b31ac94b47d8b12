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
  counterfeit: [plain('Counterfeit goods', { zh: '销售假冒商品', leastStrength: 'price-and-use' })],
  'trademark-misuse': [plain('Trade mark used without consent', { zh: '未经许可使用商标' })],
  'copyright-image': [plain('Own picture used without consent', { zh: '未经许可使用权利人图片', needs: ['own-url'] })],
  'copyright-text': [plain('Own text used without consent', { zh: '未经许可使用权利人文字', needs: ['own-url'] })],
  design: [plain('Registered design infringed', { zh: '侵犯外观设计专利权' })],
  patent: [plain('Patent infringed', { zh: '侵犯专利权' })],
} satisfies Programme['claims'];

/** How old things may be where a person files what was prepared, and no source says otherwise. */
export const PACKET_AGES = { freshHours: 24, evidenceMaxAgeHours: 168, settleHours: 24 } as const;

/** Where a program sends at once. */
export const PROGRAM_AGES = { freshHours: 1, evidenceMaxAgeHours: 168, settleHours: 24 } as const;
