/** Why AWS was not asked, or refused whoever asked, with what to do; undefined when the error is about something else. */
export function awsProblem(error: unknown): string | undefined {
  const { name = '', message = '' } = error as Partial<Error>;
  if (message === 'Region is missing') return 'No AWS region is set: export AWS_REGION, such as eu-west-1.';
  if (/Credentials|TokenProvider/.test(name))
    return 'No AWS credentials are found. Sign in first, for example: aws sso login, and export AWS_PROFILE.';
  if (/Token|Signature|AccessDenied|Unauthorized|UnrecognizedClient/.test(name))
    return `AWS refuses these credentials (${name}). Sign in again, as somebody who may do this.`;
  return undefined;
}
