import { isObject, type JsonObject } from './json-path.ts';
import { FAULT_WORDS } from './no-results-words.ts';

/** Where answers keep what they say of themselves, beside the list. */
const ENVELOPES = [
  'meta',
  'metadata',
  'paging',
  'pagination',
  'pageInfo',
  'page',
  'data',
  'response',
  'result',
  'status',
];
const TOTAL =
  /^(?:total|count|total_?(?:count|results|hits|items|elements|records|size)|num_?(?:found|results)|nb_?hits|hits_?count|results_?count)$/i;

/**
 * True when an API's answer with an empty list says that it failed, or counts results that it does not list: GraphQL answers errors
 * beside empty data with HTTP 200, and search services answer what they have when their time is over.
 */
export function isFailedAnswer(json: unknown): boolean {
  if (!isObject(json)) return false;
  const parts = [json, ...ENVELOPES.map((name) => json[name]).filter(isObject)];
  return parts.some((part) => saysFailed(part) || countsMore(part));
}

const FAULTS = ['error', 'errors', 'fault', 'exception', 'error_description', 'error_message', 'errorMessage'];
const SHORTFALLS = ['isError', 'timedOut', 'timed_out', 'partial', 'degraded', 'incomplete', 'incomplete_results'];

function saysFailed(part: JsonObject): boolean {
  const { success, ok, status, code, message } = part;
  if (FAULTS.some((name) => isSomething(part[name]))) return true;
  if (success === false || ok === false || SHORTFALLS.some((name) => part[name] === true)) return true;
  if ([status, code].some((one) => Number(one) >= 400 && Number(one) < 600)) return true;
  return [status, message].some(
    (one) => typeof one === 'string' && (/^(?:error|fail)/i.test(one) || FAULT_WORDS.test(one)),
  );
}

/** 0, "", "0", null and empty lists stand for "no error". */
function isSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value) && value !== '0' && value !== 'false';
}

const countsMore = (part: JsonObject): boolean =>
  Object.entries(part).some(([name, value]) => TOTAL.test(name) && typeof value !== 'object' && Number(value) > 0);
