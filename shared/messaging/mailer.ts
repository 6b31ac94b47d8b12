import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

export type Message = { raw: Uint8Array; to: string[]; cc: string[]; reference: string };

/** `taken`: the mail system has it. `busy` and `refused`: certain that it has not. `unknown`: nobody knows. */
export type MailOutcome =
  | { status: 'taken'; messageId: string }
  | { status: 'busy' | 'refused' | 'unknown'; reason: string };

export type Mailer = {
  /** The address that the message comes from. */
  sender: string;
  send: (message: Message) => Promise<MailOutcome>;
};

const BUSY = new Set(['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException', 'Throttling']);
/** The connection was never made. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** @param client one that asks once only: SES knows no idempotency key, and a second try would be a second message. */
export function createMailer(client: SESv2Client, sender: string): Mailer {
  return {
    sender,
    async send({ raw, to, cc, reference }) {
      try {
        const { MessageId } = await client.send(
          new SendEmailCommand({
            FromEmailAddress: sender,
            Destination: { ToAddresses: to, CcAddresses: cc },
            Content: { Raw: { Data: raw } },
            EmailTags: [{ Name: 'notice', Value: reference }],
          }),
        );
        if (MessageId) return { status: 'taken', messageId: MessageId };
        return { status: 'unknown', reason: 'the mail system answered without a number for the message' };
      } catch (error) {
        return afterFailure(error as Failure);
      }
    },
  };
}

type Failure = Error & { code?: string; $fault?: 'client' | 'server'; $metadata?: { httpStatusCode?: number } };

function afterFailure({ name, message, code, $fault, $metadata }: Failure): MailOutcome {
  const reason = `the mail system: ${name}: ${message}`;
  const status = $metadata?.httpStatusCode ?? 0;
  if (BUSY.has(name) || status === 429 || NOT_REACHED.has(code ?? '')) return { status: 'busy', reason };
  const isRefusal = $fault === 'client' && status >= 400 && status < 500 && status !== 408;
  return { status: isRefusal ? 'refused' : 'unknown', reason };
}
