import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';

/** `goOn`: there is more to do at once, only not in this invocation. */
export type Guarded =
  | { may: 'leave'; notice: NoticeRecord; targets: Target[] }
  | { may: 'wait'; notice: NoticeRecord; why: string; until: Date; goOn?: boolean }
  | { may: 'set-back'; notice: NoticeRecord; why: string }
  | { may: 'not-leave'; notice: NoticeRecord; why: string };
