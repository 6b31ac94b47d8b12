import { describe, expect, it } from 'vitest';
import { noticePreview, previewLines } from '#infra/cli/commands/notice-preview.ts';
import { type Case, CaseState } from '#shared/domain/case.ts';
import { composeNotice } from '#shared/notices/compose-notice.ts';
import { aBrand, aCase, aNotice, aVerdict } from '#test/support/builders.ts';

const NOW = new Date('2026-06-02T12:00:00.000Z');
const at = NOW.toISOString();
const brand = aBrand();
const { evidence } = aNotice();
const noticeOf = (record: Case) => composeNotice({ record, brand, evidence, now: NOW });
const caseAfter = (...states: CaseState[]) => {
  const opened = aCase({ state: 'flagged' });
  const events = states.map((to) => ({ at, from: null, to, by: 'submit', why: `moved to ${to}` }));
  return aCase({ state: states.at(-1) ?? 'flagged', events: [...opened.events, ...events] });
};
const shown = (...[record, prepared, of]: [Case, ReturnType<typeof noticeOf>?, (typeof brand | null)?]) =>
  noticePreview(record, prepared, of === null ? undefined : (of ?? brand), NOW);

describe('the notice that a person reads before approving', () => {
  it('is composed as it would be sent now, before there is one', () => {
    const record = caseAfter();
    const preview = shown(record)!;
    expect(preview.as).toBe('as it would be sent now; composed anew on the page as captured');
    expect(preview.notice!.claim).toEqual(noticeOf(record).claim);
    expect(preview.missing).toEqual(['the evidence: the page is captured before the notice is sent']);
  });

  it('says right, claim, reasons, declarations, reference and evidence in words', () => {
    const record = caseAfter('queued', 'submitting', 'awaiting-approval');
    const text = previewLines(shown(record, noticeOf(record))!).join('\n');
    expect(text).toMatch(
      /^Notice \(as it would be sent now; composed anew on the page as captured\)\n {2}Our reference: MW-/,
    );
    for (const said of [
      'Trade mark: NORDHAVN',
      'Number: 018000001 (EUIPO)',
      'Kind: counterfeit (product)',
      'What shows it: Asked EUR 49.00; the genuine Fjord Parka sells for EUR 299.00 (16 %); Says "1:1".',
      'believes in good faith',
      'Authority to act for the rights owner was signed by Karl Lind on 2026-01-15.',
      `page 2026-06-01T12:00:00.000Z ${'a'.repeat(64)}`,
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('Missing');
  });

  it('is the one that was sent, also after the venue has refused it', () => {
    const prepared = noticeOf(caseAfter('queued', 'submitting'));
    for (const states of [
      ['submitted'],
      ['submitted', 'removed'],
      ['rejected'],
      ['rejected', 'queued'],
    ] as CaseState[][])
      expect(shown(caseAfter('queued', 'submitting', ...states), prepared), String(states)).toEqual({
        as: 'as it was sent',
        notice: prepared,
        missing: [],
      });
    expect(shown(caseAfter('submitting', 'uncertain'), prepared)!.as).toContain('whether it arrived is not known');
    const second = noticeOf(caseAfter('submitting', 'rejected', 'queued'));
    expect(shown(caseAfter('submitting', 'rejected', 'queued', 'awaiting-approval'), second)!.as).toContain(
      'as it would be sent now',
    );
  });

  it('says what is missing when none can be written', () => {
    expect(shown(caseAfter(), undefined, aBrand({ contacts: {} }))!.missing).toEqual([
      'the rights owner (contacts.rightsOwner)',
      'a reporter (contacts.reporter)',
      'a signed authority to send notices (contacts.authority)',
    ]);
    const unquotable = aVerdict({
      signals: [{ id: 'listing-age', contribution: 1, evidence: 'The offer is new.', value: 1 }],
    });
    expect(shown({ ...caseAfter(), verdict: unquotable })).toEqual({
      as: expect.any(String),
      missing: ['a finding that may be stated to a venue'],
    });
    expect(shown(caseAfter(), undefined, null)!.missing).toEqual(['the brand nordhavn cannot be read']);
  });

  it('is not composed from what was found before, once the captured page bore none', () => {
    const record = { ...caseAfter('queued', 'submitting', 'awaiting-approval'), evidenceKey: 'k' };
    expect(shown(record)).toEqual({ as: expect.any(String), missing: ['moved to awaiting-approval'] });
  });

  it('is absent where none was sent and none will be', () => {
    for (const state of CaseState.options) {
      const preview = shown(caseAfter(state));
      const mayLeave = ['flagged', 'awaiting-approval', 'queued', 'submitting', 'rejected', 'clarification-needed'];
      expect(preview !== undefined, state).toBe(mayLeave.includes(state));
    }
  });
});
