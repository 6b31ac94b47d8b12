import { getCompileCacheDir } from 'node:module';
import { LOCAL_CREDENTIALS } from './local-credentials.ts';
import type { FunctionSpec } from './system-spec.ts';

export type Endpoints = {
  dynamodb: string;
  /** SQS, SNS and S3. */
  messaging: string;
  /** Lambda, Secrets Manager, SES and Translate. */
  aws: string;
};

// What a process needs from this machine to start a browser and to write temporary files.
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'CHROME_PATH', 'FONTCONFIG_PATH'];

/** The template's variables, plus what Lambda itself sets, plus where this machine's AWS is. */
export function functionEnvironment(
  spec: FunctionSpec,
  endpoints: Endpoints,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  const { region, credentials } = LOCAL_CREDENTIALS;
  return {
    ...Object.fromEntries(passedOn),
    ...(getCompileCacheDir() && { NODE_COMPILE_CACHE: getCompileCacheDir() }), // a fifth off a thread's start
    ...spec.environment,
    ...extra,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: spec.name, // by which the emulators know whose role a call goes by
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.messaging,
    AWS_ENDPOINT_URL_SNS: endpoints.messaging,
    AWS_ENDPOINT_URL_S3: endpoints.messaging,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.aws,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.aws,
    AWS_ENDPOINT_URL_SESV2: endpoints.aws,
    AWS_ENDPOINT_URL_TRANSLATE: endpoints.aws,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    LAMBDA_TASK_ROOT: spec.bundle,
    _HANDLER: spec.handler,
    TZ: 'UTC',
  };
}
