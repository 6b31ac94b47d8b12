/** A response whose body was read under a byte cap. */
export type Fetched = {
  /** After redirects. */
  url: string;
  status: number;
  headers: Record<string, string>;
  contentType: string;
  /** Raw bytes, decompressed, at most the cap. */
  body: Uint8Array;
};

export type FetchOptions = {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  maxBytes?: number;
  timeoutMs?: number;
  /** Host suffixes that redirects must stay within; default: the first URL's host. */
  allowedHosts?: readonly string[];
};

/**
 * Fetches one address: SSRF guard per hop, redirects by hand, body capped in bytes.
 * Any HTTP status is an answer, not an error.
 * @throws TransientError when nothing came back (DNS, refused, reset, timeout), BlockedError when the guard or the cap says no.
 */
export type Fetcher = (url: string, options?: FetchOptions) => Promise<Fetched>;
