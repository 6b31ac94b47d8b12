import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Deployment, MachineClients } from './config.ts';
import { Alarms } from './constructs/alarm.ts';
import { BrandTopics } from './constructs/brand-topics.ts';
import { BrowserFunction } from './constructs/browser-function.ts';
import { alarmOnCountedEvents } from './constructs/counted-alarms.ts';
import { pipelineDashboard } from './constructs/dashboard.ts';
import type { FunctionCode } from './constructs/function-code.ts';
import { alarmOnFunctionErrors } from './constructs/function-errors.ts';
import { HttpEntrance } from './constructs/http-api.ts';
import { machineClients } from './constructs/machine-clients.ts';
import { NodeFunction, type NodeFunctionProps } from './constructs/node-function.ts';
import { mailNotices } from './constructs/notice-mail.ts';
import { QueueWorker } from './constructs/queue-worker.ts';
import { savedQueries } from './constructs/saved-queries.ts';
import { ScheduledFunction } from './constructs/scheduled-function.ts';
import { SignIn } from './constructs/sign-in.ts';
import { grantDataAccess } from './data-access.ts';
import type { DataStack } from './data-stack.ts';
import { FUNCTION_SETTINGS, type FunctionName, type FunctionSettings } from './function-settings.ts';

export type PipelineProps = {
  deployment: Deployment;
  data: DataStack;
  code: FunctionCode;
  /** Marketplaces that are elsewhere than they say, by id. */
  origins: Readonly<Record<string, string>>;
};

/** What listens to what, may touch what, and who is told when it fails. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, data, code, origins }: PipelineProps) {
    super(scope, id, { description: 'Markwarden: scan, score, notice, verify, alert' });
    const alarms = new Alarms(this, 'Alarms', { runbookUrl: deployment.runbookUrl, email: deployment.opsEmail });
    const settings = functionSettings(deployment, code, this.toJsonString(origins));

    const { scan, score, capture, takedown, alert, webhook } = queueWorkers(this, { deployment, alarms, settings });
    const { dispatch, verify, digest, train } = scheduledFunctions(this, { alarms, settings });
    const render = new BrowserFunction(this, 'Render', settings('render'));
    const packet = new NodeFunction(this, 'Packet', settings('packet'));
    const api = new NodeFunction(this, 'ApiFunction', settings('api'));
    const console = new NodeFunction(this, 'ConsoleFunction', settings('console'));
    const http = new HttpEntrance(this, 'Api', {
      alarms,
      logsKept: deployment.logsKeptDays,
      errorImpact: 'Analysts cannot register brands or decide cases',
    });
    const signIn = new SignIn(this, 'SignIn', { people: data.people, consoleUrl: http.url });
    const machines = machineClients(this, {
      people: data.people,
      wanted: MachineClients.parse(deployment.machineClients),
    });
    const clientIds = [signIn.client, ...machines].map(({ userPoolClientId }) => userPoolClientId);
    http.serveApi(api, data.people.pool.userPoolProviderUrl, clientIds);
    http.serveConsole(console);
    signIn.letSignIn(console);
    const functions = {
      dispatch: dispatch.function,
      crawl: scan.function,
      score: score.function,
      capture: capture.function,
      submit: takedown.function,
      verify: verify.function,
      alert: alert.function,
      webhook: webhook.function,
      digest: digest.function,
      train: train.function,
      api,
      console,
      render,
      packet,
    };

    scan.letSend(functions.dispatch, functions.crawl, functions.api, functions.console);
    score.letSend(functions.crawl, functions.score, functions.verify);
    capture.letSend(functions.score, functions.capture, functions.verify, functions.api, functions.console);
    takedown.letSend(functions.score, functions.submit, functions.verify, functions.api, functions.console);
    alert.letSend(
      functions.dispatch,
      functions.crawl,
      functions.score,
      functions.submit,
      functions.verify,
      functions.api,
      functions.console,
    );
    webhook.letSend(functions.alert, functions.webhook, functions.api, functions.console);
    for (const linking of [functions.webhook, functions.digest]) linking.addEnvironment('CONSOLE_URL', http.url);
    dispatch.letCall('DISPATCH_FUNCTION_NAME', functions.api, functions.console);
    digest.letCall('DIGEST_FUNCTION_NAME', functions.api);
    functions.crawl.letInvoke('CRAWL_FUNCTION_NAME', functions.api, functions.console);
    render.letInvoke('RENDER_FUNCTION_NAME', functions.crawl, functions.capture, functions.submit, functions.digest);
    packet.letInvoke('PACKET_FUNCTION_NAME', functions.submit, functions.api, functions.console, functions.digest);
    const topics = new BrandTopics(this, deployment.stage);
    topics.letPublish(functions.alert, functions.digest);
    topics.letSeeSubscribers(functions.digest);
    topics.letSubscribe(functions.api, functions.console);
    grantDataAccess(data, functions);
    mailNotices(this, deployment.noticeSender, { by: functions.submit, alarms });
    letTranslate(functions.console, deployment.translator);

    alarmOnCountedEvents(this, { alarms });
    alarmOnFunctionErrors(this, 'FunctionErrorsAlarm', { alarms, functions });
    savedQueries(this, { stage: deployment.stage, functions });
    pipelineDashboard(this, 'Dashboard', {
      alarms,
      functions,
      workers: { scan, score, capture, takedown, alert, webhook },
    });
    new CfnOutput(this, 'ConsoleUrl', { value: http.url, description: 'Open it in a browser; the API is under /api' });
    new CfnOutput(this, 'UserPoolId', { value: data.people.pool.userPoolId, description: 'Where people are added' });
  }
}

/** Neither Translate nor Comprehend, which recognises the language for it, has resources of its own. */
function letTranslate(by: NodeFunction, translator: Deployment['translator']) {
  by.addEnvironment('TRANSLATOR', translator);
  if (translator === 'off') return;
  by.allowMatching({
    actions: ['translate:TranslateText', 'comprehend:DetectDominantLanguage'],
    resources: '*',
    reason: 'these actions take no resource',
  });
}

type Settings = (name: FunctionName) => NodeFunctionProps;

function functionSettings(deployment: Deployment, code: FunctionCode, marketplaceOrigins: string): Settings {
  const fetching = {
    USER_AGENT: deployment.userAgent,
    ALLOWED_PRIVATE_ORIGINS: '',
    ROBOTS_OVERRIDES: deployment.robotsOverrides,
    TERMS_OVERRIDES: deployment.termsOverrides,
    HTTPS_PROXY: deployment.httpsProxy,
  };
  const visiting = { MARKETPLACE_ORIGINS: marketplaceOrigins };
  const seals: ReadonlySet<FunctionName> = new Set(['capture', 'submit']);
  const sending = { SENDING_ENABLED: String(deployment.sendingEnabled) };
  return (name) => {
    const { timeoutSeconds, fetches, visitsMarketplaces, ...settings }: FunctionSettings = FUNCTION_SETTINGS[name];
    return {
      name,
      code,
      ...settings,
      timeout: Duration.seconds(timeoutSeconds),
      logsKept: deployment.logsKeptDays,
      environment: {
        ...(fetches && fetching),
        ...(visitsMarketplaces && visiting),
        ...(name === 'submit' && sending),
        ...(seals.has(name) && { TIME_STAMP_URL: deployment.timeStampUrl }),
      },
    };
  };
}

type WorkerContext = { deployment: Deployment; alarms: Alarms; settings: Settings };

function queueWorkers(scope: Construct, { deployment, alarms, settings }: WorkerContext) {
  const scan = new QueueWorker(scope, 'Scan', {
    worker: settings('crawl'),
    urlVariable: 'SCAN_QUEUE_URL',
    errorImpact: 'Search pages are not read: new counterfeits go unseen on those watches',
    alarms,
    batchSize: 5, // fetched together in one invocation: Lambda bills the wait for the host
    batchWindow: Duration.seconds(1),
    maximumConcurrency: deployment.scanConcurrency,
    patience: Duration.hours(2),
  });
  const score = new QueueWorker(scope, 'Score', {
    worker: settings('score'),
    urlVariable: 'SCORE_QUEUE_URL',
    errorImpact: 'Suspicious listings are stored but nobody hears of them',
    alarms,
    batchSize: 5,
    batchWindow: Duration.seconds(2),
    maximumConcurrency: deployment.scoreConcurrency,
    patience: Duration.hours(1),
  });
  const capture = new QueueWorker(scope, 'Capture', {
    worker: settings('capture'),
    urlVariable: 'CAPTURE_QUEUE_URL',
    errorImpact: 'Offers are not kept as they were when their cases opened: what sellers change meanwhile is lost',
    alarms,
    batchSize: 1, // a page and its pictures in memory
    maximumConcurrency: 2,
    patience: Duration.hours(4),
  });
  const takedown = new QueueWorker(scope, 'Takedown', {
    worker: settings('submit'),
    urlVariable: 'TAKEDOWN_QUEUE_URL',
    errorImpact: 'Approved takedowns are not sent: counterfeits stay on sale',
    alarms,
    fifo: true,
    batchSize: 1, // a slow venue must not use up the time of another one's notice
    maximumConcurrency: 2,
    patience: Duration.hours(1),
  });
  const alert = new QueueWorker(scope, 'Alert', {
    worker: settings('alert'),
    urlVariable: 'ALERT_QUEUE_URL',
    errorImpact: 'Cases and removals happen but the brand is not told',
    alarms,
    batchSize: 10,
    batchWindow: Duration.seconds(5),
    maximumConcurrency: 2,
    patience: Duration.hours(1),
  });
  const webhook = new QueueWorker(scope, 'Webhook', {
    worker: settings('webhook'),
    urlVariable: 'WEBHOOK_QUEUE_URL',
    errorImpact: "A brand's own systems are not told what happens; its people still get their mail",
    alarms,
    batchSize: 5,
    maximumConcurrency: 2,
    patience: Duration.hours(4), // a receiver that is down is tried again for two
  });
  return { scan, score, capture, takedown, alert, webhook };
}

function scheduledFunctions(scope: Construct, { alarms, settings }: Pick<WorkerContext, 'alarms' | 'settings'>) {
  const dispatch = new ScheduledFunction(scope, 'Dispatch', {
    function: settings('dispatch'),
    every: Duration.minutes(5),
    errorImpact: 'No new scans start for any brand',
    alarms,
  });
  const verify = new ScheduledFunction(scope, 'Verify', {
    function: settings('verify'),
    every: Duration.minutes(15),
    errorImpact: 'Removals are not confirmed and relistings are not noticed',
    alarms,
  });
  const digest = new ScheduledFunction(scope, 'Digest', {
    function: settings('digest'),
    every: Duration.hours(1),
    errorImpact: 'Brands that get digests or reports hear nothing',
    alarms,
  });
  const train = new ScheduledFunction(scope, 'Train', {
    function: settings('train'),
    every: Duration.days(1),
    errorImpact: 'Nothing is learnt from decisions, and brands cannot prove that they may expedite',
    alarms,
  });
  return { dispatch, verify, digest, train };
}
